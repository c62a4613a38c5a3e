-- The texts of an article's story that came before it, in its language; the release counts as before all others.
select texts.text
from articles join texts on texts.article = articles.id join articles as later on later.id = :id
where articles.story = later.story and articles.id <> later.id and articles.on_topic = 1 and articles.duplicate_of is null
  and later.id is not (select release from stories where id = later.story)
  and (articles.language = later.language or articles.language = '' or later.language = '')
  and (articles.time < later.time or articles.time = later.time and articles.id < later.id
    or articles.id = (select release from stories where id = later.story))
order by articles.time, articles.id limit :most
