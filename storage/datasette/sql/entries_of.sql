-- What an article says, ledger by ledger: words, what they mean, by what that is searched, whether it is uncertain, where
-- it stands. Kinds of figures that are right in fewer than 95 of 100 cases are uncertain. Barangays are left out.
select 'Figures' as ledger, text as surface,
  iif(kind = 'other', 'of another kind', kind) || iif(status = 'achieved', '', ', ' || status) as meaning, '' as facet,
  '' as value, confidence < 0.95 as uncertain, start
from figures where article = :id
union all
select 'Places', surface, iif(ambiguous, 'one of several of this name', name), iif(kind in ('region', 'province', 'city'), 'place', ''),
  code, ambiguous, start
from places where article = :id and kind <> 'barangay'
union all
select 'Courts and agencies', surface, iif(ambiguous, 'one of several of this name', name || iif(branch = '', '', ', branch ' || branch)),
  iif(ambiguous or body = 'foreign-court', '', 'body'), body, ambiguous, start
from bodies where article = :id
union all
select 'Laws', surface, number || iif(name = '', '', ', ' || name), '', '', 0, start
from laws where article = :id
order by start
