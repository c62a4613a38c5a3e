-- Articles near a topic's threshold that nobody has labelled, the nearest first, from a place on and so much further;
-- places in millionths of the threshold.
with reach as (select min(max(cast(:place as integer), 0) + :further, 300000) as most),
near as materialized (
  select articles.id, most, cast(round(1000000 * min(abs(relevance - value) / value)) as integer) as place
  from reach cross join json_each(:thresholds) cross join articles
  -- else the index of copies looks as good as that of what is near
  where likely(duplicate_of is null)
    and relevance between value * (1 - (most + 1) / 1000000.0) and value * (1 + (most + 1) / 1000000.0)
  group by articles.id
), shown as materialized (
  select id, place from near
  where place <= most and (place, id) > (cast(:place as integer), cast(:last as integer))
    and not exists (select 1 from labels where article = near.id)
    and not exists (select 1 from instructions where about = '/article/' || near.id and done_at is null)
  order by place, id limit :limit
)
select articles.id, articles.title, articles.source, articles.time, articles.relevance, articles.on_topic, place,
  sources.name as publisher, articles.id as last, (select json_group_array(sentence) from (
    select distinct sentence from matches where article = articles.id order by abs(weight) desc, term limit 3)) as sentences
from shown join articles on articles.id = shown.id join sources on sources.slug = articles.source
order by place, articles.id
