select * from reuse where earlier = :earlier and later = :later
