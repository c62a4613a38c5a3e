-- How many of the latest articles of a period are about each region, province and city; a held text is counted to no
-- place. The row without a code says how many articles there are.
with counted as materialized (
  select id from articles
  where on_topic = 1 and +duplicate_of is null and time >= :since and time < :until
    and id not in (select article from masked_articles)
  order by time desc limit :most)
select code, count(*) as articles from (
  select article, code from places where kind in ('region', 'province', 'city') and article in (select id from counted)
  union select article, province from places where province <> '' and article in (select id from counted)
  union select article, region from places where region <> '' and article in (select id from counted))
group by code
union all select '', count(*) from counted
