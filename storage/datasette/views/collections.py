"""The pages of collections, for whoever has logged in; who may decide changes them."""

from __future__ import annotations

from datasette.utils.asgi import Forbidden  # type: ignore[import-untyped]

from storage.datasette.page_context import PageContext, Values
from storage.datasette.views.search import EXPORTS, shaped
from storage.tables.desk.collections import MOST_ARTICLES


async def all_collections(context: PageContext) -> Values:
    """Return every collection, those that were removed last."""
    require_reader(context)
    return {"rows": await context.rows("collections")}


async def one_collection(context: PageContext) -> Values:
    """Return a collection with its articles, those that were taken out, and where it can be taken away."""
    require_reader(context)
    number = context.number("id")
    query = context.datasette.urls.query(context.database, "collection")
    asked = {"collection": str(number)}
    return {
        "collection": await context.row("one_collection", id=number),
        "articles": await context.rows("collection", collection=number),
        "taken": await context.rows("taken_out", collection=number, limit=MOST_ARTICLES),
        "exports": [(label, f"{query}.{kind}", shaped(asked, kind)) for kind, label in EXPORTS.items()],
    }


def require_reader(context: PageContext) -> None:
    """Raise Forbidden for anonymous visitors: what others collect is none of theirs."""
    if context.anonymous:
        raise Forbidden("only who is logged in reads collections")
