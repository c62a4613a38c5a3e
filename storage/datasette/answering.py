"""How an address is answered with what is gathered for it, where there is something and the reader may see it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from datasette.utils.asgi import Response  # type: ignore[import-untyped]

from storage.datasette.access import is_anonymous
from storage.datasette.desk.permission import editor_of
from storage.datasette.html_elements import zone_of
from storage.datasette.page_context import Missing, Moved, PageContext

Gather = Callable[[PageContext], Awaitable[Any]]
View = Callable[..., Awaitable[Response]]


def answered(gather: Gather, answer: View) -> View:
    """Return the view that answers with what was gathered, where there is something and the reader may see it."""

    async def view(datasette: Any, request: Any) -> Response:
        await datasette.ensure_permissions(request.actor, ["view-instance"])
        anonymous = is_anonymous(datasette, request.actor)
        context = PageContext(
            datasette, request, datetime.now(UTC), zone_of(datasette), anonymous, editor_of(datasette, request.actor)
        )
        try:
            values = await gather(context)
        except Missing:
            return Response.html(await datasette.render_template("missing.html", request=request), status=404)
        except Moved as moved:
            return Response.redirect(datasette.urls.path(moved.path), status=301)
        return await answer(datasette, request, values)

    return view
