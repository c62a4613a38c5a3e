-- New articles on topic today, in seven days and in thirty.
select coalesce(sum(first_seen >= :today), 0) as today, coalesce(sum(first_seen >= :week), 0) as week, count(*) as month
from articles where on_topic = 1 and first_seen >= :month
