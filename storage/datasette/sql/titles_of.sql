-- Articles by their numbers, in that order.
select articles.id, title, sources.name as publisher, time
from json_each(:ids) join articles on articles.id = value join sources on slug = articles.source order by key
