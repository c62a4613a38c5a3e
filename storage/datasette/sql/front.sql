-- The newest articles, joined to their stories. A story shows its own totals, however old its first article is.
with newest as materialized (
  select id, story, time as at
  from articles
  where on_topic = 1 and (duplicate_of is null or story is not null)
    and time < :before
  order by time desc
  limit 300
), items as materialized (
  select story, max(at) as at,
    iif(story is null, id, (select id from articles where story = newest.story and on_topic = 1
      order by duplicate_of is not null, time, id limit 1)) as first
  from newest group by story, iif(story is null, id, 0) order by at desc limit 40
)
select items.at, items.story, articles.id as article, coalesce(stories.title, articles.title) as title,
  articles.standfirst, substr(texts.text, 1, 600) as beginning, articles.published_precision, articles.basis,
  articles.url, iif(articles.basis = 'page', '', coalesce((select reason from pages where url = articles.page), '')) as unread_reason,
  sources.name as first_publisher, sources.kind as first_kind, stories.release,
  coalesce(stories.sources, 1) as sources, coalesce(stories.articles, 1) as articles,
  coalesce(stories.articles - stories.independent_texts, 0) as copies
from items join articles on articles.id = items.first
  join sources on sources.slug = articles.source
  left join texts on texts.article = articles.id
  left join stories on stories.id = items.story
order by items.at desc
