-- A collection.
select id, name, note, made_by, made_at, removed_by, removed_at from collections where id = :id
