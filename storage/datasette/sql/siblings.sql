-- The other texts of an article's story, with how many articles the story has.
select articles.id, title, published, published_precision, sources.name as publisher, count(*) over () as texts,
  articles.url, basis, iif(articles.basis = 'page', '', coalesce((select reason from pages where url = articles.page), '')) as unread_reason
from articles join sources on sources.slug = source
where story = (select story from articles where id = :id) and duplicate_of is null and articles.id <> :id
order by time, articles.id limit 10
