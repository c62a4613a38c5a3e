-- The alerts that were asked for from searches, those that last first, with what they have found.
select name, rule, asked_by, asked_at, ended_by, ended_at,
  (select count(*) from alert_matches where alert_matches.rule = asked_alerts.name) as found
from asked_alerts order by ended_at is not null, id desc limit 500
