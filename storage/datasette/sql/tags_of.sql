-- The tags of an account.
select text, count(*) as articles from marks where account = :account and kind = 'tag' group by text order by text limit 200
