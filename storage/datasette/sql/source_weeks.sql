-- Articles on topic of each source by week; each week is a pair of times.
select slug, key as week,
  (select count(*) from articles
   where source = slug and on_topic = 1 and time >= value ->> 0 and time < value ->> 1) as articles
from sources, json_each(:weeks) order by slug, key
