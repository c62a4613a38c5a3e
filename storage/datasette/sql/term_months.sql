-- Articles on topic, without copies, among the latest with these words, by month and by kind of source.
select month, kind, count(*) as articles
from (
  select source, iif(substr(time, 9, 2) in ('01', '28', '29', '30', '31'),
    reader_month(time, iif(time = published, published_precision, '')), substr(time, 1, 7)) as month
  from articles
  where articles.id in (
      select rowid from articles_fts where articles_fts match match_expression(:q) order by rowid desc limit :most)
    and on_topic = 1 and +duplicate_of is null)
join sources on sources.slug = source
where month >= :since
group by month, kind order by month
