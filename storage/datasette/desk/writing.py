"""The small writes of the reading room, which only reads otherwise: an instruction for the queue, a mark."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from datasette.views.base import DatasetteError  # type: ignore[import-untyped]
from sqlite_utils import Database

from storage.schema.failures import describe_failure
from storage.sql import named_row

Written = TypeVar("Written")
#: a change by an account at a moment
SmallChange = Callable[[Database, str, datetime], None]

#: seconds that a write waits for the change of a run; a run commits every second, while scrapy regroup takes longer
_WAIT_SECONDS = 8.0


def write_small(path: str | Path, change: Callable[[Database], Written]) -> Written:
    """Make one small change; never call it on the event loop. Raise DatasetteError where it cannot be made now."""
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS)) as connection:
            connection.row_factory = named_row
            for pragma in ("foreign_keys = on", "secure_delete = on"):
                connection.execute(f"pragma {pragma}")
            database = Database(connection)
            with database.atomic():
                return change(database)
    except sqlite3.OperationalError as error:
        raise DatasetteError(f"nothing was noted: {describe_failure(error)}; try again", status=503) from error
