select articles.*, texts.text, sources.name as publisher, sources.kind, sources.homepage,
  iif(articles.basis = 'page', '', coalesce((select reason from pages where url = articles.page), '')) as unread_reason
from articles join sources on sources.slug = articles.source left join texts on texts.article = articles.id
where articles.id = :id
