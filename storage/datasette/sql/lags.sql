-- Hours from a release to each article of its story, of the stories since a time; only where both times are known.
select sources.kind,
  (julianday(articles.published) - julianday(released.published)) * 24 as hours
from stories join articles as released on released.id = stories.release
  join articles on articles.story = stories.id and articles.id <> released.id
  join sources on sources.slug = articles.source
where stories.first_published >= :since and articles.source <> released.source
  and articles.published_precision = 'second' and released.published_precision = 'second'
