-- Sources that a person has to look after: those with nothing that can be read first.
select slug, name as title, name as publisher, health, health_reason, access, remedy, health_since as time,
  access <> 'needs a hand' as place, slug as last
from sources
where homepage <> ''
  and (access = 'needs a hand' or health in ('failing', 'blocked', 'broken feed', 'suddenly empty', 'changed layout'))
  and (access <> 'needs a hand', slug) > (cast(:place as integer), :last)
order by place, slug limit :limit
