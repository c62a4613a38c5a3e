select articles.*, texts.text, sources.name as publisher, sources.kind, sources.homepage
from articles join sources on sources.slug = articles.source left join texts on texts.article = articles.id
where articles.id = :id
