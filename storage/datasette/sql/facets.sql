-- Articles by what they can be narrowed by, from the counts that triggers keep by months in UTC, set right by the
-- articles of the hours in which it is another year for readers.
with moved as materialized (
  select source, language, on_topic, duplicate_of is not null as copy, substr(time, 1, 4) as year,
    reader_year(time, iif(time = published, published_precision, '')) as shown
  from json_each(:edges) as edge cross join articles
  where on_topic in (0, 1) and time >= edge.value ->> 0 and time < edge.value ->> 1
), counted as (
  select source, language, on_topic, copy, substr(month, 1, 4) as year, articles from article_counts
  where (:everything <> '' or (on_topic = 1 and copy = 0)) and (:source = '' or source = :source)
  union all
  select source, language, on_topic, copy, year, -1 from moved
  union all
  select source, language, on_topic, copy, shown, 1 from moved
)
select source, sources.name as publisher, sources.kind, sources.country, counted.language, year,
  sum(articles) as articles
from counted join sources on sources.slug = source
where (:everything <> '' or (on_topic = 1 and copy = 0))
  and (:source = '' or source = :source)
  and (:kind = '' or sources.kind = :kind)
  and (:country = '' or sources.country = :country)
  and (:language = '' or counted.language = :language)
  and (:year = '' or year = :year)
group by source, year, counted.language having sum(articles) > 0
