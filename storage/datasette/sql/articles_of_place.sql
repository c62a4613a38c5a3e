-- The latest articles that are about a place or what lies in it, with their months; a held text is counted to no place.
select id, substr(time, 1, 7) as month from articles
where id in (
    -- each by its own index, from the latest article on
    select * from (
      select article from places where code = :value and kind in ('region', 'province', 'city')
      order by article desc limit :most)
    union select * from (select article from places where province = :value and province <> '' order by article desc limit :most)
    union select * from (select article from places where region = :value and region <> '' order by article desc limit :most)
    order by 1 desc limit :most)
  and id not in (select article from masked_articles) and on_topic = 1 and +duplicate_of is null
order by time desc, id
