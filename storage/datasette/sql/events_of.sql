select id, at, kind, detail from events where article = :id order by id desc limit 200
