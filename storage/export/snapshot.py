"""A frozen snapshot of a query: tables, their description and checksums in one folder, which can be cited and verified.

The folder is a bag (BagIt, RFC 8493) with a data package (Frictionless ``datapackage.json``) in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import bagit
from sqlite_utils import Database

from storage.clock import stamp
from storage.export.rows import Selection, exported_rows
from storage.export.tables import TABLE_WRITERS, ExportError

_README: Final = """osecwatch snapshot of {at}
{line}

{articles} articles: {query}.
Schema of the archive: migration {migration}.

How to cite
  osecwatch archive, snapshot of {at}, {articles} articles, query: {query}.
  articles.csv, SHA-256 {digest}.

What is in it
  articles.csv and articles.parquet hold the same rows; datapackage.json says what each column is.
  {texts}

What may not be passed on
  {rights}
  Where a text could make a child easier to identify, its words are masked here as in the reading room. Do not try to
  find out whom a text is about, and do not join these rows with other data for that purpose.

How to verify
  scrapy export --verify FOLDER, or any tool for BagIt (RFC 8493), or: sha256sum -c manifest-sha256.txt
"""
_WITH_TEXTS: Final = (
    "The full texts are included.",
    "The texts belong to their publishers: whoever got this folder may read and analyse them, not hand them on.",
)
_WITHOUT_TEXTS: Final = (
    "The full texts are not included; url leads to each original.",
    "Headlines and standfirsts belong to their publishers and may be quoted as such.",
)


def make_snapshot(database: Database, selection: Selection, folder: Path, at: datetime) -> int:
    """Write a snapshot into a new folder; return the number of its articles. Raise ExportError where there is one."""
    try:
        folder.mkdir(parents=True, mode=0o700)
    except FileExistsError as error:
        raise ExportError(f"{folder} exists already; name a new folder, for a snapshot is never changed") from error
    files = [folder / "articles.csv", folder / "articles.parquet"]
    articles = 0
    database.execute("begin")  # so that both files hold the archive as it is at one time
    try:
        for path in files:
            articles = TABLE_WRITERS[path.suffix](exported_rows(database, selection), selection.columns, path)
        ((migration,),) = database.execute("select max(name) from _sqlite_migrations")
    finally:
        database.rollback()
    description = data_package(selection, files, articles, at)
    (folder / "datapackage.json").write_text(json.dumps(description, indent=2, ensure_ascii=False) + "\n", "utf-8")
    (folder / "README.txt").write_text(readme(selection, description, str(migration)), "utf-8")
    bagit.make_bag(str(folder), {"External-Description": selection.describe()}, checksums=["sha256"])
    return articles


def data_package(selection: Selection, files: list[Path], articles: int, at: datetime) -> dict[str, object]:
    """Return the data package of a snapshot."""
    fields = [{"name": name, "type": kind} for name, (kind, _) in selection.columns.items()]
    resources = [
        {
            "name": f"articles-{path.suffix[1:]}",
            "path": path.name,
            "format": path.suffix[1:],
            "encoding": "utf-8",
            "bytes": path.stat().st_size,
            "hash": f"sha256:{digest_of_file(path)}",
            "schema": {"fields": fields, "primaryKey": ["id"]},
        }
        for path in files
    ]
    return {
        "name": "osecwatch-snapshot",
        "title": f"osecwatch: {selection.describe()}",
        "created": stamp(at),
        "rowCount": articles,
        "resources": resources,
    }


def readme(selection: Selection, description: Mapping[str, object], migration: str) -> str:
    """Return what a person is told who gets a snapshot."""
    resources = description["resources"]
    digest = resources[0]["hash"].removeprefix("sha256:") if isinstance(resources, list) else ""
    texts, rights = _WITH_TEXTS if selection.texts else _WITHOUT_TEXTS
    at = str(description["created"])
    return _README.format(
        at=at,
        line="=" * len(f"osecwatch snapshot of {at}"),
        articles=description["rowCount"],
        query=selection.describe(),
        migration=migration,
        digest=digest,
        texts=texts,
        rights=rights,
    )


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify_snapshot(folder: Path) -> list[str]:
    """Return what is wrong with a snapshot, in sentences; nothing where it is as it was made."""
    try:
        bagit.Bag(str(folder)).validate()
    except bagit.BagValidationError as error:
        return [str(fault) for fault in error.details] or [str(error)]
    except (bagit.BagError, OSError) as error:
        return [f"{folder} is no snapshot: {error}"]
    return []
