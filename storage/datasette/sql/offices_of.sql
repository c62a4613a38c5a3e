-- The offices in which somebody is quoted, the latest first, with the name as it is written; of the latest 2,000 quotations.
select office, name, max(articles.time) as latest
from (
  select article, office, name from speakers where speaker = :value and speaker <> '' order by article desc limit 2000
) as quoted cross join articles on articles.id = quoted.article
group by office order by latest desc, office limit 6
