-- What an account has marked on an article.
select kind, text from marks where account = :account and article = :id order by kind, text
