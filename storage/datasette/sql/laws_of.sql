-- How many of these articles name each law.
select number as value, max(name) as name, count(distinct article) as articles
from laws where article in (select value from json_each(:ids))
group by number order by 3 desc, number limit 40
