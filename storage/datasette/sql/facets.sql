-- Articles by what they can be narrowed by, from the counts that triggers keep.
select source, sources.name as publisher, sources.kind, sources.country, article_counts.language,
  substr(month, 1, 4) as year, sum(articles) as articles
from article_counts join sources on sources.slug = source
where (:everything <> '' or (on_topic = 1 and copy = 0))
  and (:source = '' or source = :source)
  and (:kind = '' or sources.kind = :kind)
  and (:country = '' or sources.country = :country)
  and (:language = '' or article_counts.language = :language)
  and (:year = '' or substr(month, 1, 4) = :year)
group by source, substr(month, 1, 4), article_counts.language having sum(articles) > 0
