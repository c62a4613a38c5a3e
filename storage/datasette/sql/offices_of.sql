-- The offices in which somebody is quoted, the latest first, with the name as it is written.
select office, name, max(articles.time) as latest from speakers join articles on articles.id = speakers.article
where speaker = :value group by office order by latest desc, office limit 6
