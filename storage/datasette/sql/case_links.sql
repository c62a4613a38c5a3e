-- The links between a case's chapters, and those that are only suggested, each with both headlines.
select case_links.article, case_links.earlier, score, certain, confirmed, evidence,
  later.title as later_title, former.title as earlier_title, later.story as later_story, former.story as earlier_story,
  coalesce(confirmed, certain) as holds
from case_links join articles as later on later.id = case_links.article
  join articles as former on former.id = case_links.earlier
where confirmed is not 0 and (later.story in (select story from case_stories where number = :id)
  or former.story in (select story from case_stories where number = :id))
order by later.time, case_links.article limit 200
