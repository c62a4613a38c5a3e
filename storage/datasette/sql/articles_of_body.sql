-- The latest articles that name a court, an agency or an organisation, and where another is asked for, that one too.
select id, substr(time, 1, 7) as month from articles
where id in (
    select distinct article from bodies where body = :value and not ambiguous
      and (:other = '' or article in (select article from bodies where body = :other and not ambiguous))
    order by article desc limit :most)
  and on_topic = 1 and duplicate_of is null
order by time desc, id
