-- Who is quoted in an office in the latest articles of a period; nobody whom any article calls a private person.
select speaker as value, max(name) as name, max(office) as office, count(distinct article) as articles
from speakers as spoken
where article in (
    select id from articles
    where on_topic = 1 and duplicate_of is null and time >= :since and time < :until
    order by time desc limit :most)
  and speaker <> ''
  and not exists (select 1 from speakers as private where private.speaker = '' and private.fingerprint = spoken.fingerprint)
group by speaker order by articles desc, speaker limit 300
