"""Storing, as a pipeline component: every page ends here, with or without an article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from scrapy.crawler import Crawler
from sqlite_utils import Database

from items import GroupingPlan, Outcome, Page
from pipelines.extraction.body.boilerplate import MIN_REPEATING_PAGES, cut_repeated_paragraphs, paragraph_fingerprint
from pipelines.grouping.candidates import plan_stored_article
from storage.clock import now
from storage.session import Session, session_of
from storage.tables import articles, pages, paragraphs, relevance
from storage.tables.articles import Change
from storage.tables.grouping import plans

#: the column of a run's table in which a page counts; none for one that brought nothing new
COLUMNS = {
    Outcome.STORED: "new",
    Outcome.OFF_TOPIC: "off_topic",
    Outcome.DUPLICATE: "duplicate",
    Outcome.NOT_MODIFIED: "",
    Outcome.BLOCKED_BY_ROBOTS: "failed",
    Outcome.BLOCKED_BY_WALL: "failed",
    Outcome.NOT_AN_ARTICLE: "failed",
    Outcome.TOO_SHORT: "failed",
    Outcome.TOO_LARGE: "failed",
    Outcome.ERROR: "failed",
}


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing a page came to: the column of the run's table it counts in, and its article."""

    column: str
    article: int | None


class StorePipeline:
    """Writes each page, its article and its kin into the database, in one change."""

    def __init__(self, session: Session, crawler: Crawler) -> None:
        self.session = session
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler), crawler)

    def process_item(self, page: Page) -> Page:
        with self.session.change() as database:
            stored = store(database, page, now())
        stats = self.crawler.stats
        if stored.column:
            stats.inc_value(f"source/{page.source}/{stored.column}")
        if stored.column == "failed":
            stats.inc_value(f"reason/{page.source}/{page.reason}")
        return page


def store(database: Database, page: Page, at: datetime) -> Stored:
    """Carries out what the pipelines decided of a page."""
    if page.article is None or page.outcome is not Outcome.PENDING:
        pages.finish(database, page, body_hash(page), None, at)
        return Stored(COLUMNS[page.outcome], None)
    known = articles.find(database, articles.addresses_of(page))
    if known is not None and articles.is_alias(database, known, page.url):
        articles.remember(database, page, known)
        page.outcome, page.reason = Outcome.DUPLICATE, f"another address of article {known}"
        pages.finish(database, page, body_hash(page), known, at)
        return Stored("duplicate", known)
    if known is None and page.grouping_plan is not None:
        known = page.grouping_plan.moved_from
    saved = articles.save(database, page, page.article, known, at)
    paragraphs.remember(database, page.source, saved.id, page.paragraphs)
    if saved.change is not Change.SAME:
        group(database, page, saved.id, cut_from_others(database, page, saved.id))
    page.outcome, page.reason = outcome_of(page, articles.original_of(database, saved.id))
    pages.finish(database, page, body_hash(page), saved.id, at)
    return Stored("" if saved.change is Change.SAME else "updated" if known else COLUMNS[page.outcome], saved.id)


def group(database: Database, page: Page, number: int, cut: Iterable[int]) -> None:
    """Gives an article that is new or has changed its place, then those that have lost paragraphs to it."""
    if page.grouping_plan is None:
        return
    if not page.on_topic:
        relevance.write_verdict(database, number, False)
    settle(database, number, page.grouping_plan)
    for other in cut:
        settle(database, other, plan_stored_article(database, other, page.grouping_plan.window_days))


def settle(database: Database, number: int, plan: GroupingPlan) -> None:
    """Carries out what was decided of an article, and decides anew on those that this leaves in doubt."""
    plans.carry_out(database, number, plan)
    pages.became_copies(database, [number, *plan.repointed])
    relevance.stands_alone(database, number)
    for other in plan.in_doubt:
        settle(database, other, plan_stored_article(database, other, plan.window_days))


def cut_from_others(database: Database, page: Page, number: int) -> list[int]:
    """Cuts paragraphs out of the source's earlier articles that only this page has shown to be its furniture.

    Returns the articles that were cut.
    """
    cut = []
    carried = {text: paragraphs.articles_with(database, page.source, text) for text in page.paragraphs}
    newly = {text: found for text, found in carried.items() if len(found) == MIN_REPEATING_PAGES + 1}
    for other in sorted({article for found in newly.values() for article in found} - {number}):
        text = articles.text_of(database, other)
        lines = text.split("\n\n")
        repeated = paragraphs.counts(database, page.source, map(paragraph_fingerprint, lines), other)
        if (kept := "\n\n".join(cut_repeated_paragraphs(lines, repeated))) != text:
            articles.cut(database, other, kept)
            cut.append(other)
    return cut


def outcome_of(page: Page, original: str) -> tuple[Outcome, str]:
    """The outcome of a page whose article is stored, and why it is not simply that."""
    if not page.on_topic:
        return Outcome.OFF_TOPIC, page.reason
    if original:
        return Outcome.DUPLICATE, f"a copy of {original}"
    return Outcome.STORED, ""


def body_hash(page: Page) -> str:
    if page.body_hash:
        return page.body_hash
    return hashlib.blake2b(page.body, digest_size=16).hexdigest() if page.body else ""
