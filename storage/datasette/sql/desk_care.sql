-- Articles that the survivor guard holds and nobody has decided on: those that tell a name, a number or an account
-- first, then the oldest; with the masked text and the places in it.
with held as (
  select article, max(severity = 'hold') * min(severity <> 'block') as place, group_concat(distinct rule) as rules
  from guard_findings where decided = '' and severity in ('block', 'hold') group by article
)
select articles.id, articles.title, articles.time, sources.name as publisher, rules, held.place, articles.id as last,
  coalesce((select text from texts where article = held.article), '') as text,
  (select json_group_array(json_array(start, "end")) from guard_findings
    where article = held.article and field = 'text' and decided = '' and severity in ('block', 'hold')) as places
from held join articles on articles.id = held.article join sources on sources.slug = articles.source
where (held.place, articles.id) > (cast(:place as integer), cast(:last as integer))
  and not exists (select 1 from instructions where about = '/article/' || articles.id and done_at is null)
order by held.place, articles.id limit :limit
