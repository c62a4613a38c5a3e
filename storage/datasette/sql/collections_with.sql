-- The collections that are there, each with whether an article is in it, and its note.
select id, name, article is not null as holds, coalesce(collected_articles.note, '') as note
from collections left join collected_articles
  on collection = id and article = :article and collected_articles.removed_at is null
where collections.removed_at is null order by holds desc, id desc limit 200
