-- The latest articles on topic, without copies, with a word for the crime, by month and outlet.
select substr(articles.time, 1, 7) as month, sources.name as outlet, sources.country, count(*) as articles
from articles join sources on sources.slug = articles.source
where articles.id in (
    select rowid from articles_fts where articles_fts match match_expression(:q) order by rowid desc limit :most)
  and on_topic = 1 and duplicate_of is null and articles.time >= :since and articles.time < :until
group by 1, articles.source
