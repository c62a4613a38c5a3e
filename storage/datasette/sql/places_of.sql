-- How many of these articles are about each region, province and city, by what they name.
select code as value, count(distinct article) as articles
from searched_places where article in (select value from json_each(:ids))
group by code order by 2 desc, code limit 80
