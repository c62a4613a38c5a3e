-- Which courts, agencies and organisations each of the latest articles of a period names.
select distinct article, body from bodies
where article in (
    select id from articles
    where on_topic = 1 and +duplicate_of is null and time >= :since and time < :until
    order by time desc limit :most)
  and not ambiguous and body <> 'foreign-court'
order by article
