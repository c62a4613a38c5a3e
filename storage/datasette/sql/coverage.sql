-- Articles on topic, without copies, by month and by kind and country of their source: from the counts that triggers
-- keep by months in UTC, set right by the articles of the hours in which it is another month for readers.
with moved as materialized (
  select source, substr(time, 1, 7) as month, reader_month(time, iif(time = published, published_precision, '')) as shown
  from json_each(:edges) as edge cross join articles
  where on_topic = 1 and +duplicate_of is null and time >= edge.value ->> 0 and time < edge.value ->> 1
), counted as (
  select source, month, sum(articles) as articles from article_counts where on_topic = 1 and copy = 0
  group by source, month
  union all
  select source, month, -1 from moved
  union all
  select source, shown, 1 from moved
)
select month, kind, country, sum(articles) as articles
from counted join sources on sources.slug = source
where month >= :since
group by month, kind, country having sum(articles) > 0 order by month
