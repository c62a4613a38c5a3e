-- The texts of an article's story that came before it, in its language; the release counts as before all others.
select texts.text
from articles join texts on texts.article = articles.id
where articles.story = :story and articles.id <> :id and articles.on_topic = 1 and articles.duplicate_of is null
  and :id is not (select release from stories where id = :story)
  and (articles.language = :language or articles.language = '' or :language = '')
  and (articles.time < :time or articles.time = :time and articles.id < :id
    or articles.id = (select release from stories where id = :story))
order by articles.time, articles.id limit :most
