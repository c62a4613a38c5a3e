"""The feeds beside that of new articles: stories, changes, the health of sources, what alerts have found."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlencode

from datasette.utils.asgi import Forbidden  # type: ignore[import-untyped]

from storage.datasette.exporting.feeds import FeedEntry, NewsFeed
from storage.datasette.page_context import PageContext
from storage.datasette.views.changes import before_of, show_changes

#: entries of a feed, or of a part of one that goes on
FEED_SIZE: Final = 100


async def stories_feed(context: PageContext) -> NewsFeed:
    """Return the stories that have got articles last; one that grows is the same entry, changed."""
    rows = await context.rows("feed_stories", limit=FEED_SIZE)
    return feed_of(context, "stories", "/", [story_entry(context, row) for row in rows])


def story_entry(context: PageContext, row: sqlite3.Row) -> FeedEntry:
    address = reader_address(context, f"/story/{row['id']}")
    told = f"{row['articles']} articles of {row['sources']} sources: {row['names']}"
    return FeedEntry(address, row["title"] or "(no title)", row["updated"], address, content=told)


async def feed_of_changes(context: PageContext) -> NewsFeed:
    """Return what befell articles, the latest first; the earlier ones are in further parts."""
    values = await show_changes(context, FEED_SIZE)
    entries = [change_entry(context, row) for row in values["events"]]
    asked = {"kind": values["kind"]} if values["kind"] else {}
    earlier = {"before": values["earlier"]} | asked if values["earlier"] else {}
    return feed_of(context, "changes", "/changes", entries, asked, earlier)


def change_entry(context: PageContext, row: sqlite3.Row) -> FeedEntry:
    what = row["kind"].capitalize() + (f" ({row['detail']})" if row["detail"] else "")
    return FeedEntry(
        id=f"{reader_address(context, '/changes')}#change-{row['id']}",
        title=f"{what}: {row['title'] or '(no title)'}",
        updated=row["at"],
        link=reader_address(context, f"/article/{row['article']}"),
        content=row["publisher"],
        category=row["kind"],
    )


async def health_feed(context: PageContext) -> NewsFeed:
    """Return the sources whose health has changed last; each change is an entry of its own."""
    page = reader_address(context, "/sources")
    entries = [
        FeedEntry(
            id=f"{page}#{row['slug']}-{row['health_since']}",
            title=f"{row['name']}: {row['health']}",
            updated=row["health_since"],
            link=page,
            content=" ".join(filter(None, [row["health_reason"], row["remedy"]])),
            category=row["health"],
        )
        for row in await context.rows("feed_health", limit=FEED_SIZE)
    ]
    return feed_of(context, "health", "/sources", entries)


async def alerts_feed(context: PageContext) -> NewsFeed:
    """Return what alerting rules have found, of one that the address names or of all; not for anonymous visitors."""
    if context.anonymous:
        raise Forbidden("only who is logged in reads what alerts have found")
    rule = context.asked("rule")
    before = before_of(context.asked("before"))
    rows = await context.rows("feed_alerts", rule=rule, before=before, limit=FEED_SIZE + 1)
    asked = {"rule": rule} if rule else {}
    earlier = {"before": rows[FEED_SIZE - 1]["id"]} | asked if len(rows) > FEED_SIZE else {}
    return feed_of(context, "alerts", "", [alert_entry(context, row) for row in rows[:FEED_SIZE]], asked, earlier)


def alert_entry(context: PageContext, row: sqlite3.Row) -> FeedEntry:
    address = reader_address(context, f"/article/{row['article']}" if row["article"] else "/sources")
    size = f"a story of {row['size']} articles" if row["size"] > 1 else ""
    return FeedEntry(
        id=f"urn:osecwatch:alert:{row['rule']}:{row['id']}",
        title=f"{row['rule']}: {row['title'] or row['about']}",
        updated=row["at"],
        link=address,
        content=", ".join(filter(None, [row["publisher"], row["change"], size])),
        category=row["about"],
    )


def feed_of(
    context: PageContext,
    name: str,
    home: str,
    entries: list[FeedEntry],
    asked: dict[str, str] | None = None,
    earlier: dict[str, str] | None = None,
) -> NewsFeed:
    """Return a feed of ours with the whole addresses that a reader outside needs."""
    path = f"/{name}.{context.request.url_vars['form']}"
    title = f"osecwatch: {', '.join([name, *(asked or {}).values()])}"
    return NewsFeed(
        address=reader_address(context, path, asked),
        title=title,
        entries=entries,
        home=reader_address(context, home) if home else "",
        earlier=reader_address(context, path, earlier) if earlier else "",
    )


def reader_address(context: PageContext, path: str, asked: dict[str, str] | None = None) -> str:
    """Return the whole address of a path of ours."""
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{context.datasette.absolute_url(context.request, context.datasette.urls.path(path))}{query}"


#: by the first part of their addresses
FEEDS: Final[dict[str, Callable[[PageContext], Awaitable[NewsFeed]]]] = {
    "stories": stories_feed,
    "changes": feed_of_changes,
    "health": health_feed,
    "alerts": alerts_feed,
}
