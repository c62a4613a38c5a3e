"""What the operator is told of a year, and how long raw pages of held texts are kept."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy.settings import Settings

from commands.desk.care import print_yearly_report
from pipelines.care.guarding import guard_article
from pipelines.care.redacting import redact_article
from pipelines.instructions.takedown import Removal
from storage.schema.database import open_database
from storage.tables.care import guard
from storage.tables.care.reveals import record_reveal
from storage.tables.care.yearly import report_on_care
from storage.tables.raw_pages import RawPage, archive_page, archived_urls, open_raw_pages
from storage.upkeep.retention import count_held_raw_pages, delete_held_raw_pages
from tests.storage.datasette.archive import NOW
from tests.storage.datasette.planted import COPY, HELD, SIBLING, URL, plant

AT = datetime(2026, 3, 11, 8, tzinfo=UTC)


def test_a_year_and_its_raw_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = plant(tmp_path / "planted.db")
    other = "https://harbour.example/1"
    with closing(open_database(path)) as database, closing(open_raw_pages(tmp_path / "raw.db")) as raw_pages:
        for url in (URL, f"{URL}?page=2", other):
            first = URL if "page" in url else ""
            page = RawPage(url, "tribune", url, "text/html", "", b"<p>", first, 2 if first else 1)
            archive_page(raw_pages, page, NOW - timedelta(days=31))
        assert count_held_raw_pages(database, raw_pages) == 2
        assert delete_held_raw_pages(database, raw_pages, NOW, 32) == 0
        assert delete_held_raw_pages(database, raw_pages, NOW, 30) == 2
        assert list(archived_urls(raw_pages)) == [other]
        with database.atomic():
            database.execute("update guard_findings set found_at = '2026-03-01T08:00:00Z'")
            guard_article(database, SIBLING, AT)
            record_reveal(database, HELD, "reader", "a check", AT)
            guard.decide_findings(database, COPY, "keep", "editor", AT)
            redact_article(database, Removal(str(tmp_path / "raw.db"), 14), str(HELD), "asked", "editor", AT)
        told = list(report_on_care(database, 0, 2026, AT))
        assert {"held: 3", "kept masked: 1", "redacted: 1", "read whole: 1", "read whole by reader: 1"} <= {*told}
        assert "waiting for a decision: 1, the oldest for 10 days, half of them for 10 or more" in told
    settings = Settings({"DATABASE": str(path), "RAW_PAGES": str(tmp_path / "raw.db")})
    assert print_yearly_report(settings, 2025) == 0
    printed = capsys.readouterr().out
    assert "does not mean that it is safe" in printed
    assert "held: 0" in printed
    assert "raw pages that are kept of held texts: 0" in printed
