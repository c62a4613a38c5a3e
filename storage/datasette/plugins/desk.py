"""The addresses that forms of the reading room are sent to, and what carries out what they ask for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from datasette.utils.asgi import Response  # type: ignore[import-untyped]
from datasette.views.base import DatasetteError  # type: ignore[import-untyped]
from pluggy import HookimplMarker
from sqlite_utils import Database

from storage.clock import now
from storage.datasette.desk.collecting import change_collection
from storage.datasette.desk.forms import Decision, FormError, chosen_kind, read_decision, read_mark, way_home
from storage.datasette.desk.permission import read_form, require_editor
from storage.datasette.desk.telling import change_alert
from storage.datasette.desk.worker import InstructionWorker
from storage.datasette.desk.writing import SmallChange, write_small
from storage.tables.desk import marks
from storage.tables.instructions import give_instruction

hookimpl = HookimplMarker("datasette")

#: seconds that an answer is waited for, and between two looks for it
_ANSWER_SECONDS, _ASK_SECONDS = 3.0, 0.1

#: the workers of this process, by the file that each looks at
workers: dict[Path, InstructionWorker] = {}


@hookimpl
def startup(datasette: Any) -> None:
    """Begin to carry out what people ask for, and what an earlier room left."""
    path = path_of_archive(datasette)
    if path not in workers:
        workers[path] = InstructionWorker(path)
        workers[path].start()


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Return the addresses of the forms."""
    return [
        (r"/desk/decide$", take_decision),
        (r"/desk/mark$", noted(change_mark)),
        (r"/desk/alert$", noted(change_alert)),
        (r"/desk/collect$", noted(change_collection)),
    ]


def path_of_archive(datasette: Any) -> Path:
    """Return the file of the archive."""
    return Path(datasette.get_database().path)


async def take_decision(datasette: Any, request: Any) -> Response:
    """Put what a form asks for into the queue of instructions, and go back to its page."""
    account = require_editor(datasette, request)
    if request.method != "POST":
        return Response.redirect(datasette.urls.path("/desk"))
    fields = await read_form(request)
    try:
        decision = read_decision(await with_article(datasette, fields))
    except FormError as error:
        raise DatasetteError(str(error), status=400) from error
    path = path_of_archive(datasette)
    number = await asyncio.to_thread(write_small, path, partial(give, decision=decision, account=account))
    workers[path].wake()
    # in a list the next item is there already, whatever comes of this one
    if decision.command == "undo" or not way_home(fields).startswith("/desk"):
        await wait_for_answer(datasette, number)
    return back_to(datasette, fields)


def noted(read: Callable[[dict[str, str]], SmallChange]) -> Callable[..., Any]:
    """Return what answers a form that changes something at once: make the change, and go back to its page."""

    async def answer(datasette: Any, request: Any) -> Response:
        account = require_editor(datasette, request)
        if request.method != "POST":
            return Response.redirect(datasette.urls.path("/desk"))
        fields = await read_form(request)
        try:
            change = read(fields)
            await asyncio.to_thread(
                write_small, path_of_archive(datasette), lambda database: change(database, account, now())
            )
        except KeyError as error:
            raise DatasetteError(f"the form lacks {error}", status=400) from error
        except FormError as error:
            raise DatasetteError(str(error), status=400) from error
        return back_to(datasette, fields)

    return answer


def change_mark(fields: dict[str, str]) -> SmallChange:
    """Return what a form marks on an article, or takes back. Raise FormError."""
    asked = read_mark(fields)

    def change(database: Database, account: str, at: datetime) -> None:
        if asked.is_set:
            marks.set_mark(database, account, asked.article, asked.kind, asked.text, at)
        else:
            marks.clear_mark(database, account, asked.article, asked.kind, asked.text)

    return change


def give(database: Database, decision: Decision, account: str) -> int:
    """Put a decision into the queue; what undoes another one concerns the same page."""
    about = decision.about
    if decision.command == "undo":
        row = database.execute("select about from instructions where id = ?", [decision.words[0]]).fetchone()
        about = row.about if row else ""
    return give_instruction(database, decision.command, decision.words, now(), account, about)


async def wait_for_answer(datasette: Any, number: int) -> None:
    """Wait a little, so that the page can say what came of an instruction; nobody else waits meanwhile."""
    ends = time.monotonic() + _ANSWER_SECONDS
    sql = "select 1 from instructions where id = :id and done_at is not null"
    while time.monotonic() < ends:
        if (await datasette.execute(datasette.get_database().name, sql, {"id": number})).rows:
            return
        await asyncio.sleep(_ASK_SECONDS)


async def with_article(datasette: Any, fields: dict[str, str]) -> dict[str, str]:
    """Return the fields with an article of the story in place of the story that an article is to be moved into."""
    if fields.get("action") != "move" or "target" not in fields or chosen_kind(fields) == "article":
        return fields
    number = fields["target"].strip().rpartition("/")[2]
    sql = (
        "select id from articles where story = coalesce((select story from moved_stories where old = :story), "
        "cast(:story as integer)) and duplicate_of is null order by time, id limit 1"
    )
    rows = (await datasette.execute(datasette.get_database().name, sql, {"story": number})).rows
    if not rows:
        raise FormError(f"there is no story {number[:20]!r}")
    return fields | {"target": str(rows[0]["id"])}


def back_to(datasette: Any, fields: dict[str, str]) -> Response:
    """Lead back to the page of a form, so that loading it again sends nothing twice."""
    return Response.redirect(datasette.urls.path(way_home(fields)), status=303)
