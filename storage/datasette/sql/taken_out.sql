-- The articles that were taken out of a collection, the latest first.
select articles.id, title, collected_articles.note, collected_articles.removed_by, collected_articles.removed_at
from collected_articles join articles on articles.id = article
where collection = :collection and removed_at is not null order by removed_at desc, articles.id limit :limit
