"""What is written is for the owner alone."""

from __future__ import annotations

import stat
from pathlib import Path

from storage.schema.database import open_database
from storage.tables.raw_pages import open_raw_pages
from storage.tables.sources import ensure


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_databases_and_their_folder_are_private(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    database = open_database(folder / "a.db")
    raw = open_raw_pages(folder / "raw.db")
    ensure(database, "a", "A")
    assert mode(folder) == 0o700
    assert {mode(path) for path in folder.iterdir()} == {0o600}
    database.close()
    raw.close()
