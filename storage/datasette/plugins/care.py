"""The deliberate step by which somebody who is logged in reads a held text whole: asked why, and noted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from datasette.utils.asgi import Response  # type: ignore[import-untyped]
from pluggy import HookimplMarker

from storage.clock import now
from storage.datasette.desk.forms import note_in
from storage.datasette.desk.permission import account_of_reader, read_form
from storage.datasette.desk.writing import write_small
from storage.schema.database import open_database_to_read
from storage.tables.care.reveals import HeldText, read_held_text, record_reveal

hookimpl = HookimplMarker("datasette")

#: neither browser nor proxy keeps what is shown after the step
_NEVER_KEPT = {"cache-control": "no-store"}


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Return the address of the step."""
    return [(r"/reveal/(?P<id>\d{1,18})$", reveal)]


async def reveal(datasette: Any, request: Any) -> Response:
    """Ask why a held text is to be read whole; show it to whoever says so, and note who did."""
    number, account = int(request.url_vars["id"]), account_of_reader(datasette, request.actor)
    path = Path(datasette.get_database().path)
    held = await asyncio.to_thread(held_text, path, number) if account else None
    if held is None:
        page = await datasette.render_template("missing.html", request=request)
        return Response.html(page, status=404, headers=_NEVER_KEPT)
    values: dict[str, object] = {"number": number, "held": None, "told": ""}
    if request.method == "POST":
        reason = note_in(await read_form(request), "reason")
        if reason:
            note = partial(record_reveal, article=number, account=account, reason=reason, at=now())
            await asyncio.to_thread(write_small, path, note)
            values |= {"held": held, "account": account, "reason": reason}
        else:
            values |= {"told": "Say why you need to read it whole."}
    page = await datasette.render_template("reveal.html", values, request=request)
    return Response.html(page, headers=_NEVER_KEPT)


def held_text(path: Path, number: int) -> HeldText | None:
    """Return a held text as it is kept; None where the article is not held."""
    with closing(open_database_to_read(path)) as database:
        return read_held_text(database, number)
