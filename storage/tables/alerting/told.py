"""What is told of matches, read anew whenever a message is sent, so that what was taken down since is not in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlite_utils import Database

from storage.tables.alerting.matches import AlertMatch


class ToldMatch(NamedTuple):
    """A match with what is known of it now; of a source or the watch there is no article."""

    about: str
    key: str
    size: int
    article: int | None
    title: str
    url: str
    time: str
    source: str
    story: int | None
    change: str
    remedy: str


def told_matches(database: Database, found: Sequence[AlertMatch]) -> list[ToldMatch]:
    """Return what is told of matches, the largest stories first, then in the order in which they were found."""
    rows = database.execute(
        "with found as (select key as place, value ->> 0 as about, value ->> 1 as name, value ->> 2 as article, "
        "value ->> 3 as size from json_each(?)) "
        "select about, found.name, size, articles.id, coalesce(title, ''), coalesce(url, ''), coalesce(time, ''), "
        "coalesce(sources.name, found.name), story, coalesce(events.kind, ''), coalesce(sources.remedy, '') "
        "from found left join articles on articles.id = found.article "
        "left join sources on sources.slug = iif(about = 'source', found.name, articles.source) "
        "left join events on about = 'event' and events.id = cast(found.name as integer) "
        "order by size desc, place",
        [json.dumps(found)],
    ).fetchall()
    return [ToldMatch(*row) for row in rows]
