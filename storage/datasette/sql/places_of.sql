-- How many of these articles are about each region, province and city, by what they name. Each of the three is looked up
-- by the articles: what is searched by place (searched_places) would be read as a whole.
with asked as materialized (select value as article from json_each(:ids))
select code as value, count(*) as articles from (
  select article, code from places where kind in ('region', 'province', 'city') and article in (select article from asked)
  union select article, province from places where province <> '' and article in (select article from asked)
  union select article, region from places where region <> '' and article in (select article from asked))
group by code order by 2 desc, code limit 80
