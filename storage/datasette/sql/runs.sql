select *, round((julianday(finished) - julianday(started)) * 86400) / 3600 as hours from runs order by id desc limit 50
