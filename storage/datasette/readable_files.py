"""Whether the room's files can be read at all, asked before it opens: also where nothing may be written beside them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from click import ClickException

from storage.schema.database import NEVER_CHANGES, address_to_read
from storage.schema.failures import describe_failure


def prepare_files(datasette: Any) -> None:
    """Let Datasette open files in folders that may not be written. Raise ClickException for one that cannot be read."""
    for database in datasette.databases.values():
        if database.path and not database.is_memory:
            try:
                address = address_to_read(Path(database.path))
                read_schema(address)
            except (sqlite3.Error, OSError) as error:
                raise ClickException(
                    f"the database {database.path} cannot be read: {describe_failure(error)}"
                ) from error
            database.is_mutable = not address.endswith(NEVER_CHANGES)


def read_schema(address: str) -> None:
    """Read a row of every table of words, which fails where the file is too damaged for the room."""
    with closing(sqlite3.connect(address, uri=True)) as connection:
        names = connection.execute("select name from sqlite_master where sql like 'create virtual table%'").fetchall()
        for (name,) in names:
            connection.execute(f'select 1 from "{name}" limit 1').fetchone()
