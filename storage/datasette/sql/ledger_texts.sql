-- A story's texts, the release or the earliest first; copies are left out.
select articles.id, sources.name as publisher, articles.title, articles.language, texts.text,
  articles.id is (select release from stories where id = :id) as is_release
from articles join texts on texts.article = articles.id join sources on sources.slug = articles.source
where story = :id and on_topic and duplicate_of is null
order by is_release desc, time, articles.id limit :most
