-- The latest articles of some months with a word for the crime, with their texts.
select articles.id, articles.title, articles.published, articles.published_precision, sources.name as publisher,
  sources.country, texts.text
from articles join sources on sources.slug = articles.source join texts on texts.article = articles.id
where articles.id in (
    select rowid from articles_fts where articles_fts match match_expression(:q) order by rowid desc limit :most)
  and on_topic = 1 and duplicate_of is null and articles.time >= :since and articles.time < :until
order by articles.time desc, articles.id limit :shown
