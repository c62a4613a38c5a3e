-- Stories by the week they began in, an article that stands alone being one; each week is a pair of times.
select value ->> 0 as week,
  (select count(*) from stories where first_published >= value ->> 0 and first_published < value ->> 1)
  + (select count(*) from articles
     where story is null and on_topic = 1 and duplicate_of is null
       and time >= value ->> 0
       and time < value ->> 1) as stories
from json_each(:weeks)
