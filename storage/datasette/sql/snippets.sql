-- The words around the hits in the texts of these articles.
select rowid as id, snippet(articles_fts, 2, char(2), char(3), '…', 40) as snippet
from articles_fts
where articles_fts match match_expression(:q, 'text') and rowid in (select value from json_each(:ids))
