-- Articles on topic of which only the headline is known, the newest first.
select articles.id, articles.title, articles.url, articles.standfirst, articles.time, articles.time as place,
  articles.id as last, sources.name as publisher,
  coalesce((select reason from pages where url = articles.page), '') as unread_reason
from articles join sources on sources.slug = articles.source
where basis = 'headline_only' and on_topic = 1
  and not exists (select 1 from labels where article = articles.id)
  and not exists (select 1 from instructions where about = '/article/' || articles.id and done_at is null)
  and (articles.time, articles.id) < (:place, cast(:last as integer))
order by articles.time desc, articles.id desc limit :limit
