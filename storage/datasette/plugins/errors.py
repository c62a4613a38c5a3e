"""What went wrong, for the reader as one sentence, for the operator as one line; never a page of traceback."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any

from datasette.plugins import pm  # type: ignore[import-untyped]
from datasette.utils.asgi import Base400, Response  # type: ignore[import-untyped]
from datasette.views.base import DatasetteError  # type: ignore[import-untyped]
from pluggy import HookimplMarker

from storage.datasette.readable_files import prepare_files
from storage.datasette.safe_text import displayable
from storage.datasette.security.printable_stream import shield_terminal
from storage.datasette.security.request_checks import BodyTooLargeError
from storage.schema.failures import READ_ONLY, remedy_for

hookimpl = HookimplMarker("datasette")
logger = logging.getLogger("osecwatch.reading_room")

#: characters of a path or a message in the log
MAX_LOGGED_CHARACTERS = 300
#: characters of a message on a page: it may quote what was asked
MAX_SHOWN_CHARACTERS = 1000


# before the other plugins ask the database for anything
@hookimpl(tryfirst=True)
def startup(datasette: Any) -> None:
    """Take out Datasette's own handler: it prints a traceback with all variables for every error, which takes .4 s.

    Raise ClickException, which is shown as one sentence, where a file cannot be read.
    """
    prepare_files(datasette)
    if pm.has_plugin("datasette.handle_exception"):
        pm.unregister(name="datasette.handle_exception")
    shield_terminal()


@hookimpl
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Callable[[], Awaitable[Response]]:
    """Answer with the error's status and sentence; log what is our fault in one line, with its place."""

    async def answer() -> Response:
        status, sentence = status_and_sentence(exception)
        if status >= 500:
            logger.error("%s", log_line(request.path, exception))
        if request.path.endswith(".json"):
            return Response.json({"ok": False, "error": sentence, "status": status, "title": None}, status=status)
        page = await datasette.render_template("error.html", {"error": sentence, "status": status}, request=request)
        return Response.html(page, status=status)

    return answer


def status_and_sentence(exception: Exception) -> tuple[int, str]:
    """Return an error's status and what a reader is told of it; nothing of the machine's inner life is told."""
    if isinstance(exception, BodyTooLargeError):
        return 413, "the request's body is too large"
    remedy = remedy_for(exception) or remedy_for(exception.__context__ or exception)
    if remedy and remedy != READ_ONLY:  # a statement that writes is the visitor's doing, not the disk's
        return 503, f"the database cannot be read; {remedy}"
    if isinstance(exception, DatasetteError):
        # Datasette's own errors without a status are about what was asked: two orders at once, an unknown column
        status = 400 if exception.status == 500 else exception.status
        return status, displayable(str(exception.message))[:MAX_SHOWN_CHARACTERS]
    if isinstance(exception, Base400):
        return exception.status, displayable(str(exception.args[0] if exception.args else ""))[:MAX_SHOWN_CHARACTERS]
    if isinstance(exception, ValueError | OverflowError | sqlite3.DataError) or is_fault_of_address(exception):
        return 400, "a value in the address is not of the form that is asked for"
    return 500, "this page could not be made; the log says why"


def is_fault_of_address(exception: Exception) -> bool:
    """Return whether Datasette fails by an address that lacks a part: a key of several columns, a side of a filter."""
    lacks_key = isinstance(exception, sqlite3.ProgrammingError) and "binding parameter" in str(exception)
    place = last_place(exception)
    is_datasettes = place is not None and str(place.tb_frame.f_globals.get("__name__")).startswith("datasette.")
    return lacks_key or (isinstance(exception, KeyError) and is_datasettes)


def last_place(exception: BaseException) -> TracebackType | None:
    """Return where an error was raised."""
    place = exception.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    return place


def log_line(path: str, exception: BaseException) -> str:
    """Return one line: what was asked, what went wrong, and in which line of which file."""
    place = last_place(exception)
    where = f" ({place.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{place.tb_lineno})" if place else ""
    told = f"{path}: {type(exception).__name__}: {exception}"
    return " ".join(displayable(told).split())[:MAX_LOGGED_CHARACTERS] + where
