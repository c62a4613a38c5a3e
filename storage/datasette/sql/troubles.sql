select name, why, failed from run_sources join sources on sources.slug = source
where run = :run and (why <> '' or failed > 0) order by name, source
