-- The latest articles that quote somebody in an office; nobody whom any article calls a private person.
select id, substr(time, 1, 7) as month from articles
where id in (
    select distinct article from speakers as spoken where speaker = :value and speaker <> ''
      and not exists (select 1 from speakers as private where private.speaker = '' and private.fingerprint = spoken.fingerprint)
    order by article desc limit :most)
  and on_topic = 1 and duplicate_of is null
order by time desc, id
