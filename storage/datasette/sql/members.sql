-- A story's articles, each with the earlier one that it draws on most. The release first, then by time.
select articles.id, articles.title, articles.published, articles.published_precision, articles.on_topic,
  articles.duplicate_of, articles.standfirst, articles.word_count, substr(texts.text, 1, 600) as beginning, articles.basis,
  articles.url, iif(articles.basis = 'page', '', coalesce((select reason from pages where url = articles.page), '')) as unread_reason,
  sources.name as publisher, sources.kind, reuse.kind as reuse_kind, reuse.earlier, reuse.share_of_later,
  reuse.share_of_earlier, reuse.lag_hours, drawn_on.name as earlier_publisher, earlier.title as earlier_title,
  earlier.word_count as earlier_words
from articles join sources on sources.slug = articles.source
  left join texts on texts.article = articles.id
  left join reuse on reuse.later = articles.id and reuse.earlier = (
    select earlier from reuse where later = articles.id order by share_of_later desc, earlier limit 1)
  left join articles as earlier on earlier.id = reuse.earlier
  left join sources as drawn_on on drawn_on.slug = earlier.source
where articles.story = :id
order by articles.id is not (select release from stories where id = :id),
  articles.time, articles.id
