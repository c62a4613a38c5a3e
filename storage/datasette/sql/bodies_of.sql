-- How many of these articles name each court, agency and organisation.
select body as value, count(distinct article) as articles
from bodies where article in (select value from json_each(:ids)) and not ambiguous and body <> 'foreign-court'
group by body order by 2 desc, body limit 80
