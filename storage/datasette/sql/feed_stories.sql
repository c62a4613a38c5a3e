-- The stories of the latest articles on topic, each with when it got the last one, and who writes on it.
with latest as (
  select story, max(first_seen) as updated
  from (select story, first_seen from articles
    where on_topic = 1 and story is not null order by first_seen desc, id desc limit 3000)
  group by story order by updated desc, story desc limit :limit
)
select stories.id, stories.title, updated, stories.articles, stories.sources,
  (select group_concat(name, ', ') from (select distinct sources.name
    from articles join sources on slug = source where articles.story = stories.id order by 1 limit 20)) as names
from latest join stories on stories.id = latest.story order by updated desc, stories.id desc
