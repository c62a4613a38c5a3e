-- The other texts of an article's story, with how many articles the story has.
select articles.id, title, published, published_precision, sources.name as publisher, count(*) over () as texts
from articles join sources on sources.slug = source
where story = :story and duplicate_of is null and articles.id <> :id
order by time, articles.id limit 10
