select *, round((julianday(finished) - julianday(started)) * 86400) as seconds from runs order by id desc limit 50
