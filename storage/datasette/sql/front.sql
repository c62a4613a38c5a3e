-- The newest stories and single articles, each by the latest of its articles on topic; one more than is shown.
-- A story shows its own totals, however old its first article is. Time and number together are a place of its own.
with items as materialized (
  select id, story, time as at,
    iif(time = published, published_precision, '') as at_precision,
    iif(story is null, id, (select id from articles where story = latest.story and on_topic = 1
      order by duplicate_of is not null, time, id limit 1)) as first
  from articles as latest
  where on_topic = 1 and (duplicate_of is null or story is not null)
    and time <= :before and (time < :before or id < :before_id)
    and not exists (
      select 1 from articles as later
      where later.story = latest.story and later.on_topic = 1
        and later.time >= latest.time and (later.time > latest.time or later.id > latest.id))
  order by time desc, id desc
  limit :most
)
select items.at, items.at_precision, items.id as latest, items.story, articles.id as article,
  coalesce(stories.title, articles.title) as title,
  articles.standfirst, substr(texts.text, 1, 600) as beginning, articles.basis,
  articles.url, iif(articles.basis = 'page', '', coalesce((select reason from pages where url = articles.page), '')) as unread_reason,
  sources.name as first_publisher, sources.kind as first_kind, stories.release,
  coalesce(stories.sources, 1) as sources, coalesce(stories.articles, 1) as articles,
  coalesce(stories.articles - stories.independent_texts, 0) as copies
from items join articles on articles.id = items.first
  join sources on sources.slug = articles.source
  left join texts on texts.article = articles.id
  left join stories on stories.id = items.story
order by items.at desc, items.id desc
