-- What others made of the releases of some stories: each article of another outlet with both times and the shares that it
-- has in common with the release. A copy of the release has all of it.
select articles.story, articles.id, articles.title, sources.kind, sources.country,
  iif(articles.outlet = '', sources.name, articles.outlet) as outlet, articles.language,
  articles.published, articles.published_precision, articles.duplicate_of,
  released.published as released, released.published_precision as released_precision, released.language as released_language,
  coalesce(reuse.share_of_earlier, iif(articles.duplicate_of = released.id, 1.0, null)) as share_used,
  coalesce(reuse.share_of_later, iif(articles.duplicate_of = released.id, 1.0, null)) as share_taken
from stories join articles as released on released.id = stories.release
  join articles on articles.story = stories.id and articles.id <> released.id
  join sources on sources.slug = articles.source
  left join reuse on reuse.earlier = released.id and reuse.later = articles.id
where stories.id in (select value from json_each(:ids)) and articles.on_topic = 1 and articles.source <> released.source
order by articles.time, articles.id limit :most
