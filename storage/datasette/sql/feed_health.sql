-- The sources whose health has changed last, as the last run judged it.
select slug, name, health, health_since, health_reason, remedy from sources
where health <> '' and health_since is not null order by health_since desc, slug limit :limit
