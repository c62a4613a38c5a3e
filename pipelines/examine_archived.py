"""Examining a page of a web archive where it was read: prefilter, gate, extraction, in one call and one process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from items import Outcome, Page
from pipelines.extract import mark_incomplete
from pipelines.extraction.document import extract_document
from pipelines.extraction.version import EXTRACTOR
from pipelines.relevance.gates import page_gates
from storage.clock import now


@dataclass(frozen=True, slots=True)
class ArchiveExaminer:
    """What workers do to each page. It travels to them, so it holds the topics' file only; None takes every page."""

    topics: Path | None

    def __call__(self, page: Page) -> Page:
        """Return the page with its article, or with the reason why there is none."""
        # small pages have no free pass here
        if self.topics is not None and (why := page_gates(self.topics).refusal_reason(page.body, page.content_type)):
            page.outcome, page.reason, page.body = Outcome.OFF_TOPIC, why, b""
            return page
        # what the page says of "yesterday" was true when it was fetched
        result = extract_document(page.body, page.url, page.content_type, now=page.captured or now())
        page.article, page.outcome, page.reason = result.article, result.outcome, result.reason
        page.next_page, page.first_page = result.next_page, result.first_page
        page.extractor = EXTRACTOR
        if page.incomplete:
            mark_incomplete(page)
        return page
