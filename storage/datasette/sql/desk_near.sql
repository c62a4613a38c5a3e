-- Articles near a topic's threshold that nobody has labelled, the nearest first; places in millionths of the threshold.
with thresholds as (select value from json_each(:thresholds)),
near as (
  select articles.id, articles.title, articles.source, articles.time, articles.relevance, articles.on_topic,
    cast(round(1000000 * (select min(abs(relevance - value) / value) from thresholds)) as integer) as place
  from articles
  where duplicate_of is null
    and relevance between 0.7 * (select min(value) from thresholds) and 1.3 * (select max(value) from thresholds)
    and not exists (select 1 from labels where article = articles.id)
    and not exists (select 1 from instructions where about = '/article/' || articles.id and done_at is null)
)
select near.*, sources.name as publisher, near.id as last, (select json_group_array(sentence) from (
    select distinct sentence from matches where article = near.id order by abs(weight) desc, term limit 3)) as sentences
from near join sources on sources.slug = near.source
where place <= 300000 and (place, near.id) > (cast(:place as integer), cast(:last as integer))
order by place, near.id limit :limit
