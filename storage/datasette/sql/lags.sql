-- The articles of others on releases of the stories since a time, with both times.
select sources.kind, articles.published, articles.published_precision, released.published as released,
  released.published_precision as released_precision
from stories cross join articles as released on released.id = stories.release
  cross join articles on articles.story = stories.id and articles.id <> released.id
  join sources on sources.slug = articles.source
where stories.first_published >= :since and articles.source <> released.source
