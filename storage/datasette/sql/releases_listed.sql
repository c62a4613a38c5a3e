-- The latest releases of a period, with how many articles of others their stories have.
select stories.id, stories.release, articles.title, articles.published, articles.published_precision,
  sources.name as publisher, sources.kind
from stories join articles on articles.id = stories.release join sources on sources.slug = articles.source
where stories.first_published >= :since and stories.first_published < :until and articles.on_topic = 1
order by stories.first_published desc, stories.id limit :most
