"""What a page is made from: the archive, the request, the clock and the reader's zone, in one hand."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from storage.datasette import local_time
from storage.datasette.data_dictionary import load_description
from storage.datasette.security.datasette_internals import ask_together

SQL = Path(__file__).parent / "sql"

Values = dict[str, Any]


class Missing(Exception):  # noqa: N818 - an answer, not a fault
    """There is nothing at the address."""


class Moved(Exception):  # noqa: N818 - an answer, not a fault
    """What was at the address is at another path now."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True, slots=True)
class PageContext:
    """One request and what answers it."""

    datasette: Any
    request: Any
    now: datetime
    zone: ZoneInfo
    #: the reading room is open to the world and nobody has logged in
    anonymous: bool
    #: the account of whoever may decide; empty where nobody may
    editor: str

    @property
    def database(self) -> str:
        """Return the name of the archive in addresses."""
        return str(self.datasette.get_database().name)

    def asked(self, name: str) -> str:
        """Return a parameter of the address; empty where it is missing."""
        return self.request.args.get(name) or ""

    def number(self, name: str) -> int:
        """Return a number in the path; raise Missing where it is more than the database can hold."""
        value = int(self.request.url_vars[name])
        if value >= 2**63:
            raise Missing
        return value

    def days_ago(self, days: int) -> str:
        """Return the beginning of a day in the reader's zone, as the database writes times."""
        return local_time.days_ago(days, self.now, self.zone)

    def weeks(self, count: int) -> list[tuple[str, str]]:
        """Return beginning and end of the latest weeks in the reader's zone, the oldest first."""
        return local_time.weeks(count, self.now, self.zone)

    async def rows(self, name: str, **values: object) -> list[sqlite3.Row]:
        """Return the rows of one of the queries in the folder ``sql``, or of one that database.yaml describes."""
        result = await self.datasette.execute(self.database, statement(name), values)
        return list(result.rows)

    async def rows_by_query(self, asked: Mapping[str, Values]) -> defaultdict[str, list[sqlite3.Row]]:
        """Return the rows of several queries by their names, none of one that is not asked.

        They are asked in one turn of a thread: to hand a short one over and back costs as much as the query itself.
        """
        found = await ask_together(self.datasette, [(statement(name), values) for name, values in asked.items()])
        return defaultdict(list, zip(asked, found, strict=True))

    async def row(self, name: str, **values: object) -> sqlite3.Row:
        """Return the first row; raise Missing where there is none."""
        rows = await self.rows(name, **values)
        if not rows:
            raise Missing
        return rows[0]


@cache
def statement(name: str) -> str:
    """Return the SQL of a query by its name."""
    described = load_description()["queries"].get(name)
    return str(described["sql"]) if described else (SQL / f"{name}.sql").read_text(encoding="utf-8")
