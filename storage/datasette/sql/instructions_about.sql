-- What people have decided of a page, the latest first.
select id, given_at, given_by, command, words, done_at, succeeded, answer, way_back <> '' as can_undo, undone
from instructions where about = :about and about <> '' order by id desc limit 20
