select stories.*, sources.name as publisher
from stories left join sources on sources.slug = first_publisher where id = :id
