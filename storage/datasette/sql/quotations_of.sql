-- What somebody in an office is quoted with in some articles, the latest first.
select quotations.text, quotations.article, articles.title, articles.published, articles.published_precision,
  sources.name as publisher
from speakers join quotations on quotations.article = speakers.article and quotations.speaker = speakers.quoted_as
  join articles on articles.id = speakers.article join sources on sources.slug = articles.source
where speakers.speaker = :value and speakers.article in (select value from json_each(:ids))
order by articles.time desc, quotations.article, quotations.start limit 60
