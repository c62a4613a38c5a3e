select * from versions where article = :id order by seen_at desc, id desc
