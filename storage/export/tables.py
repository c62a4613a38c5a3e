"""Articles as a file of CSV, JSON Lines or Parquet, written as they are read."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final

from storage.datasette.exporting.spreadsheet_cells import harmless
from storage.errors import UserError
from storage.export.rows import ExportedRow

#: rows of a row group in Parquet, which is what is held in memory; chosen, not measured
_ROWS_A_GROUP: Final = 2_000

Columns = Mapping[str, tuple[str, str]]
TableWriter = Callable[[Iterable[ExportedRow], Columns, Path], int]


class ExportError(UserError):
    """Nothing can be exported; the message says why and what to do."""


def write_csv(rows: Iterable[ExportedRow], columns: Columns, path: Path) -> int:
    """Write CSV as spreadsheets read it: UTF-8 with its mark, and no cell that is run as a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        count = 0
        for row in rows:
            writer.writerow(harmless(value) if isinstance(value, str) else value for value in row.values())
            count += 1
    return count


def write_json_lines(rows: Iterable[ExportedRow], columns: Columns, path: Path) -> int:  # noqa: ARG001
    """Write a JSON object a line, in UTF-8."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def write_parquet(rows: Iterable[ExportedRow], columns: Columns, path: Path) -> int:
    """Write Parquet, a group of rows at a time. Raise ExportError where pyarrow is not installed."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, and large
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise ExportError("Parquet needs pyarrow: .venv/bin/pip install pyarrow; or write .csv or .jsonl") from error
    types = {"integer": pa.int64(), "number": pa.float64(), "string": pa.string()}
    schema = pa.schema([(name, types[kind]) for name, (kind, _) in columns.items()])
    count = 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in groups(rows):
            values = {name: [row[name] for row in group] for name in columns}
            writer.write_table(pa.table(values, schema=schema))
            count += len(group)
    return count


def groups(rows: Iterable[ExportedRow]) -> Iterator[list[ExportedRow]]:
    """Yield the rows so many at a time."""
    rows = iter(rows)
    while group := list(islice(rows, _ROWS_A_GROUP)):
        yield group


#: what writes a file, by the ending of its name
TABLE_WRITERS: Final[dict[str, TableWriter]] = {
    ".csv": write_csv,
    ".jsonl": write_json_lines,
    ".parquet": write_parquet,
}
