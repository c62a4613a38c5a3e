-- The links between a case's chapters, and those that are only suggested, each with both headlines.
with chapters as materialized (
  select articles.id from case_stories cross join articles on articles.story = case_stories.story
  where case_stories.number = :id),
links as materialized (
  select article from case_links where article in (select id from chapters)
  union select article from case_links where earlier in (select id from chapters))
select case_links.article, case_links.earlier, score, certain, confirmed, evidence,
  later.title as later_title, former.title as earlier_title, later.story as later_story, former.story as earlier_story,
  coalesce(confirmed, certain) as holds
from links cross join case_links on case_links.article = links.article cross join articles as later on later.id = case_links.article
  cross join articles as former on former.id = case_links.earlier
where confirmed is not 0
order by later.time, case_links.article limit 200
