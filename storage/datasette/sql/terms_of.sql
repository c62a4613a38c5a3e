-- How many of these articles hold each term.
select term as value, count(distinct article) as articles
from matches where article in (select value from json_each(:ids)) and weight > 0
group by term order by 2 desc, term limit 12
