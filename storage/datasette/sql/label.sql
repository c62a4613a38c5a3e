-- What a person has said of an article.
select * from labels where article = :id
