-- What alerting rules have found, the latest first.
select alert_matches.id, rule, about, alert_matches.at, alert_matches.article, size,
  coalesce(articles.title, sources.name, '') as title, coalesce(publisher.name, '') as publisher,
  coalesce(events.kind, '') as change
from alert_matches left join articles on articles.id = alert_matches.article
  left join sources as publisher on publisher.slug = articles.source
  left join sources on about = 'source'
    and sources.slug = iif(instr(key, ' until '), substr(key, 1, instr(key, ' until ') - 1), key)
  left join events on about = 'event' and events.id = cast(key as integer)
where alert_matches.id < :before and (:rule = '' or rule = :rule) order by alert_matches.id desc limit :limit
