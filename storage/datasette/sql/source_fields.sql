-- In how many of its latest articles on topic each source gives a date, an author, a time of day and a language.
select slug, count(*) as articles, sum(published is not null) as date, sum(published_precision = 'second') as time,
  sum(authors <> '') as author, sum(standfirst <> '') as standfirst
from sources join articles on articles.id in (
  select id from articles where source = slug and on_topic = 1 order by time desc, id desc limit 50)
group by slug
