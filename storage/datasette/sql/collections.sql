-- Every collection with the number of its articles, those that are there first.
select id, name, note, made_by, made_at, removed_by, removed_at,
  (select count(*) from collected_articles
    where collection = collections.id and collected_articles.removed_at is null) as articles
from collections order by removed_at is not null, id desc limit 500
