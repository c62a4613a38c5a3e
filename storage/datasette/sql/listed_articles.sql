-- Articles by their numbers, the latest first.
select articles.id, articles.title, articles.published, articles.published_precision, sources.name as publisher, sources.kind,
  articles.url, articles.basis,
  iif(articles.basis = 'page', '', coalesce((select reason from pages where url = articles.page), '')) as unread_reason
from articles join sources on sources.slug = articles.source
where articles.id in (select value from json_each(:ids))
order by articles.time desc, articles.id
