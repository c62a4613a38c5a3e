-- Every address that an article is known by, as it was met and as it is compared.
select url from pages where article = :id union select url from aliases where article = :id
union select url from articles where id = :id order by url
