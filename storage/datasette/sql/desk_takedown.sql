-- What holds a removed text, or tells its case, and nobody has decided on, the oldest first.
select takedown_candidates.id, takedown_candidates.id as place, takedown_candidates.id as last, address, article, takedown_candidates.kind,
  share_of_removed, state, coalesce(articles.title, address) as title, sources.name as publisher, found_at as time
from takedown_candidates left join articles on articles.id = takedown_candidates.article
  left join sources on sources.slug = takedown_candidates.source
where state in ('kept out', 'offered') and takedown_candidates.id > cast(:place as integer) and :last is not null
  and not exists (select 1 from instructions where about = '/desk/candidate/' || takedown_candidates.id and done_at is null)
order by takedown_candidates.id limit :limit
