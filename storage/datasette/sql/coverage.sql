-- Articles on topic, without copies, by month and by kind and country of their source.
select month, kind, country, sum(articles) as articles
from article_counts join sources on sources.slug = source
where on_topic = 1 and copy = 0 and month >= :since
group by month, kind, country having sum(articles) > 0 order by month
