-- Articles that are only weakly linked to their story, and on which nobody has decided, the weakest first.
with recent as (
  select id, title, source, story, time from articles
  where on_topic = 1 and time >= :since and +duplicate_of is null and story is not null
),
linked as (
  select recent.id, score, other from recent join links on links.article = recent.id
  union all
  select recent.id, score, article from recent join links on links.other = recent.id
),
best as (
  -- SQLite takes the other columns from the row with the maximum
  select linked.id, max(score) as score, linked.other from linked
    join recent on recent.id = linked.id join articles on articles.id = linked.other and articles.story = recent.story
  group by linked.id
)
select recent.*, recent.id as last, cast(round(1000000 * best.score) as integer) as place, best.score, best.other,
  partner.title as other_title, sources.name as publisher
from best join recent on recent.id = best.id join articles as partner on partner.id = best.other
  join sources on sources.slug = recent.source
where best.score < :most
  and not exists (select 1 from decisions where article = recent.id or other = recent.id)
  and not exists (select 1 from instructions where about = '/article/' || recent.id and done_at is null)
  and (cast(round(1000000 * best.score) as integer), recent.id) > (cast(:place as integer), cast(:last as integer))
order by place, recent.id limit :limit
