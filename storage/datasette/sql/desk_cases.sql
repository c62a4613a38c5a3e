-- Links between chapters of cases that are only suggested, the likeliest first; places in millionths.
select *, article as last from (
  select case_links.article, case_links.earlier, score, evidence, cast(round(1000000 * (1 - score)) as integer) as place,
    later.title, later.time, later.story as later_story, former.title as earlier_title, former.story as earlier_story,
    sources.name as publisher
  from case_links cross join articles as later on later.id = case_links.article
    cross join articles as former on former.id = case_links.earlier join sources on sources.slug = later.source
  where confirmed is null and certain = 0 and later.story <> former.story
    and not exists (select 1 from instructions where about = '/story/' || later.story and done_at is null)
)
where (place, article) > (cast(:place as integer), cast(:last as integer))
order by place, article limit :limit
