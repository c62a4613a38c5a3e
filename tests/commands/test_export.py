"""The command as it is typed: what is asked for is exported, and what cannot be is told."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from scrapy.settings import Settings

from commands.cli.archive.export import Command
from storage.export.tables import ExportError
from storage.schema.database import open_database


def export(database: Path, *words: str) -> int:
    command = Command()
    command.settings = Settings({"DATABASE": str(database), "RAW_PAGES": ""})
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    options, rest = parser.parse_known_args(words)
    return command.execute(rest, options)


def test_files_and_refusals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = tmp_path / "osecwatch.db"
    open_database(database).close()
    assert export(database, str(tmp_path / "a.csv"), "--since", "2026-01-31") == 0
    assert (tmp_path / "a.csv").read_text("utf-8-sig").startswith("id,url,title,")
    assert export(database, str(tmp_path / "a.jsonl"), "harbour") == 0
    assert export(database, str(tmp_path / "a.warc.gz"), "--texts") == 0
    assert capsys.readouterr().out.count("0 ") == 3
    with pytest.raises(ExportError, match="say --texts"):
        export(database, str(tmp_path / "b.warc.gz"))
    with pytest.raises(ExportError, match=r"\.parquet"):
        export(database, str(tmp_path / "a.pdf"))
    with pytest.raises(ExportError, match="cannot be written: No such file"):
        export(database, str(tmp_path / "nowhere" / "a.csv"))
    with pytest.raises(ExportError, match="no source is called 'herald'"):
        export(database, str(tmp_path / "a.csv"), "--source", "herald")
    assert not list(tmp_path.glob("*.part"))
    assert export(database, "--verify", str(tmp_path)) == 1
    with pytest.raises(SystemExit):
        export(database, str(tmp_path / "a.csv"), "--since", "31.1.2026")
