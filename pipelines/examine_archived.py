"""Examining a page of a web archive where it was read: prefilter, gate, extraction, in one call and one process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from items import Outcome, Page
from pipelines.extract import mark_incomplete
from pipelines.extraction.document import extract_document
from pipelines.extraction.version import EXTRACTOR
from pipelines.relevance.prefilter import Prefilter
from pipelines.relevance.topics_file import load_topics
from pipelines.relevance.word_gate import WordGate
from storage.clock import now
from text.charset import decode_page


@dataclass(frozen=True, slots=True)
class ArchiveExaminer:
    """What workers do to each page. It travels to them, so it holds the topics' file only; None takes every page."""

    topics: Path | None

    def __call__(self, page: Page) -> Page:
        """Return the page with its article, or with the reason why there is none."""
        if self.topics is not None and (why := refusal_reason(page, *gates(self.topics))):
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


@cache
def gates(topics: Path) -> tuple[Prefilter, WordGate]:
    """Return what a page must pass, made once in each process."""
    loaded = load_topics(topics)
    prefilter = Prefilter(loaded)
    return prefilter, WordGate(loaded, prefilter)


def refusal_reason(page: Page, prefilter: Prefilter, gate: WordGate) -> str:
    """Return why a page cannot be on topic; empty where it may be. Small pages have no free pass here."""
    if not prefilter.may_match(page.body):
        return "no term of the topics stands on the page"
    if not gate.may_match(decode_page(page.body, page.content_type).text.encode()):
        return "no terms of the topics stand close enough on the page"
    return ""
