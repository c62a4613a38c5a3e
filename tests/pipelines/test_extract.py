"""The first step of a page: what becomes of pages that extraction fails on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from items import MAX_TEXT_CHARACTERS, Article, ExtractionResult, Outcome, Page
from pipelines.archive_raw import ArchiveRawPipeline, is_worth_archiving
from pipelines.extract import ExtractPipeline
from pipelines.extraction import page as extraction
from pipelines.extraction.document import extract_document
from pipelines.extraction.version import EXTRACTOR
from pipelines.extraction.worker_pool import GaveUpError, WorkerPool
from storage.clock import now
from storage.tables import pages, raw_pages, sources

URL = "https://herald.example/2026/02/02/harbour"
BODY = b"<html><body><article><h1>The harbour</h1><p>It opens on Monday, the council said.</p></article></body></html>"


class InlinePool(WorkerPool):
    """Run calls in this process, where a test can put an error into the extractor."""

    def __init__(self, fails: Exception | None = None) -> None:
        self.fails = fails

    async def run(self, function: Callable[..., ExtractionResult], *args: object, **kwargs: object) -> ExtractionResult:  # type: ignore[override]
        if self.fails:
            raise self.fails
        return function(*args, **kwargs)

    def close(self) -> None:
        pass


def extracted(pool: WorkerPool) -> Page:
    new = Page(URL, "herald", status=200, body=BODY, content_type="text/html")
    return asyncio.run(ExtractPipeline(None, pool).process_item(new))


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """An extractor that raises on every page."""

    def explode(*_: object) -> None:
        raise ValueError("an odd table")

    monkeypatch.setattr(extraction, "read_structured_data", explode)


@pytest.mark.usefixtures("broken")
def test_an_exception_in_the_extractor_is_logged_with_address_and_traceback(caplog: pytest.LogCaptureFixture) -> None:
    page = extracted(InlinePool())
    assert (page.outcome, page.reason) == (Outcome.ERROR, "extraction failed: ValueError: an odd table")
    assert page.extractor == EXTRACTOR
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    message = record.getMessage()
    assert message.startswith(f"{URL}: extraction failed")
    assert "Traceback (most recent call last)" in message
    assert "in explode" in message


def test_a_call_that_is_given_up_is_logged_with_its_address(caplog: pytest.LogCaptureFixture) -> None:
    page = extracted(InlinePool(GaveUpError("it took longer than 10 s")))
    assert (page.outcome, page.reason) == (Outcome.ERROR, "extraction was given up: it took longer than 10 s")
    assert page.extractor == EXTRACTOR
    assert f"{URL}: extraction was given up" in caplog.text


@pytest.mark.usefixtures("broken")
def test_the_raw_page_is_archived_and_its_row_says_what_failed_on_it(database: Database, tmp_path: Path) -> None:
    page = extracted(InlinePool())
    archive = tmp_path / "pages.db"
    step = ArchiveRawPipeline(raw_pages.open_raw_pages(archive), days=10)
    step.process_item(page)
    step.close_spider()
    raw = raw_pages.read_raw_page(raw_pages.open_raw_pages(archive), URL)
    assert raw is not None
    assert raw.body == BODY
    sources.ensure(database, "herald", "herald")
    pages.record_outcome(database, page, "hash", None, now())
    row = database.table("pages").get(URL)
    assert (row["outcome"], row["reason"], row["extractor"]) == (page.outcome, page.reason, EXTRACTOR)
    assert pages.failed_extractions(database, EXTRACTOR) == set()
    assert pages.failed_extractions(database, "a later extractor") == {URL}


def test_an_answer_that_never_came_and_a_page_off_topic_are_not_archived() -> None:
    assert not is_worth_archiving(Page(URL, "herald", Outcome.ERROR, "no answer"))
    assert not is_worth_archiving(Page(URL, "herald", Outcome.ERROR, "HTTP 500", status=500, body=BODY))
    assert not is_worth_archiving(Page(URL, "herald", Outcome.OFF_TOPIC, body=BODY, extractor=EXTRACTOR))


def test_plain_text_fails_as_a_page_does(monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(*_: object) -> None:
        raise KeyError("no line")

    monkeypatch.setattr("pipelines.extraction.plain_text.split_paragraphs", explode)
    result = extract_document(b"A text.", "a.txt", "text/plain", now=now())
    assert (result.outcome, result.reason) == (Outcome.ERROR, "extraction failed: KeyError: 'no line'")
    assert "in explode" in result.traceback


def test_a_pdf_that_takes_too_much_is_too_large_and_nothing_of_it_is_kept() -> None:
    page = Page(URL, "herald", body=b"%PDF-1.7 and so on", status=200)
    pool = InlinePool(GaveUpError("its worker died twice"))
    page = asyncio.run(ExtractPipeline(None, pool).process_item(page))
    assert (page.outcome, page.reason) == (
        Outcome.TOO_LARGE,
        "the PDF takes too much to be read: its worker died twice",
    )
    assert page.body == b""
    assert not is_worth_archiving(page)


def test_a_text_that_is_too_long_to_be_read_whole_is_refused_however_it_came() -> None:
    page = Page("urn:id:1", "herald", article=Article("", "x" * (MAX_TEXT_CHARACTERS + 1)))
    asyncio.run(ExtractPipeline(None, InlinePool()).process_item(page))
    assert (page.article, page.outcome) == (None, Outcome.TOO_LARGE)
