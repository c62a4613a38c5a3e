-- The latest articles that name a law, with their months.
select id, substr(time, 1, 7) as month from articles
where id in (select distinct article from laws where number = :value order by article desc limit :most)
  and on_topic = 1 and duplicate_of is null
order by time desc, id
