select events.id, events.at, events.kind, events.detail, events.article, articles.title, articles.url,
  articles.story, sources.name as publisher
from events join articles on articles.id = events.article join sources on sources.slug = articles.source
where events.id < :before and (:kind = '' or events.kind = :kind) order by events.id desc limit :limit
