-- The case of a story, with how many chapters it has, or what is suggested as its earlier chapter.
select case_stories.number, count(*) as chapters from case_stories
where number = (select number from case_stories where story = :story) group by number
