-- What an account has asked for last, and what can still be undone of it.
select id, given_at, given_by, command, words, done_at, succeeded, answer, undone, about,
  (select max(id) from instructions where given_by = :account and command <> 'undo' and not undone
    and (done_at is null or succeeded and way_back <> '')
    and cast(id as text) not in (select json_extract(words, '$[0]') from instructions
      where command = 'undo' and done_at is null)) as undoable
from instructions where given_by = :account order by id desc limit 1
