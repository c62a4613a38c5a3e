-- The chapters of a case, each by the first text of its story, in the order of time.
select stories.id as story, stories.title, stories.articles, stories.sources, articles.id as article, articles.time,
  articles.published, articles.published_precision, articles.title as headline, texts.text, sources.name as publisher,
  sources.kind
from case_stories join stories on stories.id = case_stories.story
  join articles on articles.id = (
    select id from articles as texts_of where texts_of.story = stories.id and duplicate_of is null
    order by time, id limit 1)
  join sources on sources.slug = articles.source left join texts on texts.article = articles.id
where case_stories.number = :id order by articles.time, stories.id limit 100
