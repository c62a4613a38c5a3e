-- How many of the latest articles of a period name each law.
select number as value, max(name) as name, count(distinct article) as articles from laws
where article in (
    select id from articles
    where on_topic = 1 and +duplicate_of is null and time >= :since and time < :until
    order by time desc limit :most)
group by number order by 3 desc, number limit 60
