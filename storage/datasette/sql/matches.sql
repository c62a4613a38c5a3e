select * from matches where article = :id order by abs(weight) desc, term
