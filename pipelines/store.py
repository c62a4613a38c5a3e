"""Storing, as a pipeline component: every page ends here, with or without an article."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Self

from scrapy.crawler import Crawler
from sqlite_utils import Database

from items import Article, Basis, Outcome, Page
from pipelines.care.guarding import guard_article
from pipelines.grouping.carrying_out import carry_out_plan
from pipelines.ledgers.storing import store_entries
from pipelines.second_look.recording import record_look, record_unreadable
from storage.clock import now
from storage.session import Session, session_of
from storage.tables import articles, page_queue, pages, paragraphs, relevance, url_parameters
from storage.tables import sources as sources_table
from storage.tables.articles import Change
from storage.tables.discovery import have_same_validators
from storage.tables.feed_texts import forget_feed_text
from storage.tables.history import looks
from storage.tables.takedown.addresses import forget_hint
from storage.tables.takedown.candidates import record_candidates
from text.urls.moved import is_bare
from text.urls.parsing import host_of

#: the column of a run's table in which a page counts; none for one that brought nothing new
RUN_COLUMNS = {
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
class StoreResult:
    """What storing a page came to: the column of the run's table it counts in, and its article."""

    column: str
    article: int | None


class StorePipeline:
    """Write each page, its article and its grouping plan into the database, in one change."""

    def __init__(self, session: Session, crawler: Crawler) -> None:
        self.session = session
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler), crawler)

    def process_item(self, page: Page) -> Page:
        if is_only_counted(page):
            return page
        with self.session.change() as database:
            if page.is_refused_without_row:
                sources_table.ensure(database, page.source, host_of(page.url))
            stored = store(database, page, now())
        stats = self.crawler.stats
        if stored.column:
            stats.inc_value(f"source/{page.source}/{stored.column}")
        if stored.column == "failed":
            stats.inc_value(f"reason/{page.source}/{page.reason}")
        return page


def is_only_counted(page: Page) -> bool:
    """Return whether a page is refused of which the ledger of its file is all that is kept; an error is always told."""
    return page.is_refused_without_row and page.article is None and page.outcome is not Outcome.ERROR


def store(database: Database, page: Page, at: datetime) -> StoreResult:
    """Carry out what the earlier steps decided of a page; decides nothing."""
    claimed, before = pages.claims_change(database, page), pages.validators(database, page.url)
    stored = _store(database, page, at)
    record_resemblances(database, page, stored.article, at)
    if stored.column == "updated" and not (page.archived or page.unread):
        judge_validators(database, page, *before)
    if pages.is_page_itself(page) and page.outcome is not Outcome.ERROR:
        forget_feed_text(database, page.url)
    if claimed and (page.outcome is Outcome.NOT_MODIFIED or stored.article is not None):
        sources_table.record_lastmod(database, page.source, changed=bool(stored.column))
    return stored


def _store(database: Database, page: Page, at: datetime) -> StoreResult:
    if page.unread and (page.outcome is not Outcome.PENDING or not page.on_topic):
        # what its list said of it is not on topic, and the page remains what it is
        (page.outcome, page.reason), page.article = page.unread, None
    if page.article is None or page.outcome is not Outcome.PENDING:
        return _store_without_article(database, page, at)
    known = known_article(page)
    if known is not None and is_another_way(database, page, known):
        articles.record_addresses(database, page, known)
        page.outcome, page.reason = page.unread or (Outcome.DUPLICATE, f"another address of article {known}")
        pages.record_outcome(database, page, body_hash(page), known, at)
        url_parameters.learn_from_pair(database, page.url, articles.page_of(database, known), at, same=True)
        return StoreResult("duplicate", known)
    if page.replaces is not None:
        looks.leave_address(database, page.replaces, at)
        page.availability = None
    former = articles.page_of(database, known) if known is not None else ""
    saved = articles.store_article(database, page, page.article, known, at)
    if former not in {"", page.url}:
        pages.became_alias(database, former, saved.id)
    record_look(database, page, saved.id, at)
    paragraphs.record_paragraphs(database, page.source, saved.id, page.paragraphs)
    if saved.change is not Change.SAME:
        carry_out(database, page, saved.id)
        store_reading(database, page, page.article, saved.id, at)
    column = RUN_COLUMNS[Outcome.STORED] if page.unread else ""
    page.outcome, page.reason = page.unread or outcome_of(page, articles.original_of(database, saved.id))
    pages.record_outcome(database, page, body_hash(page), saved.id, at)
    page_queue.record_following_pages(database, page, saved.id, at)
    if former:
        exact = saved.change is Change.SAME
        url_parameters.learn_from_pair(database, page.url, former, at, same=True, exact=exact)
    else:
        url_parameters.learn_from_article(database, page.url, saved.id, at)
    counts_as = "" if saved.change is Change.SAME else "updated" if known else column or RUN_COLUMNS[page.outcome]
    return StoreResult(counts_as, saved.id)


def _store_without_article(database: Database, page: Page, at: datetime) -> StoreResult:
    befell = record_unreadable(database, page, at)
    pages.record_outcome(database, page, body_hash(page), None, at)
    page_queue.record_following_pages(database, page, None, at)
    if page.first_page:
        page_queue.record_continuation(database, page, at)
    if page.status == HTTPStatus.OK and pages.is_page_itself(page):
        url_parameters.learn_from_body(database, page.url, body_hash(page), at)
    return StoreResult("updated" if befell else RUN_COLUMNS[page.outcome], None)


def judge_validators(database: Database, page: Page, etag: str, last_modified: str, body_hash: str) -> None:
    """Note whether the validators of a page told that its article has changed; those before are given."""
    if not body_hash or not (page.etag or page.last_modified):
        return
    if have_same_validators(etag, last_modified, page.etag, page.last_modified):
        evidence = f"{sources_table.PAGE_EVIDENCE} {page.url} changed under the same ETag or date"
        sources_table.mark_validators_unreliable(database, page.source, evidence)
    else:
        sources_table.record_reliable_validators(database, page.source, of_pages=True)


def known_article(page: Page) -> int | None:
    """Return the stored article that a page carries, by one of its addresses or as one that has moved to it."""
    if page.known_article is not None or page.grouping_plan is None:
        return page.known_article
    return page.grouping_plan.moved_from


def is_another_way(database: Database, page: Page, number: int) -> bool:
    """Return whether a page is but another way to a known article, which goes on being read where it was.

    It is read here from now on where it has moved, where it rested so far on what a list said of it, and where its
    page has a name instead of its bare number, whichever of the two was met first.
    """
    former = articles.page_of(database, number)
    if former == page.url or completes(database, page, number):
        return False
    if is_bare(former) != is_bare(page.url):
        return is_bare(page.url)
    return page.known_article is not None


def record_resemblances(database: Database, page: Page, article: int | None, at: datetime) -> None:
    """List for a person what a page has of texts that were taken down; of one that is kept out, nothing is kept."""
    record_candidates(database, page.resemblances, address=page.url, source=page.source, article=article, at=at)
    if page.resemblances and article is None:
        forget_hint(database, page.url)


def completes(database: Database, page: Page, number: int) -> bool:
    """Return whether a page could be read whose article rested on what a list said of it."""
    is_read = page.article is not None and page.article.basis is Basis.PAGE
    return is_read and articles.basis_of(database, number) != Basis.PAGE


def carry_out(database: Database, page: Page, number: int) -> None:
    """Carry out what was planned for an article that is new or has changed, and for those that it affects."""
    for cut in page.boilerplate_cuts:
        articles.remove_boilerplate(database, cut.article, cut.text)
    if page.grouping_plan is None:
        return
    if not page.on_topic:
        relevance.write_verdict(database, number, False)
    carry_out_plan(database, number, page.grouping_plan, [cut.article for cut in page.boilerplate_cuts])


def store_reading(database: Database, page: Page, article: Article, number: int, at: datetime) -> None:
    """Store what an article on topic says, and mask what may identify a child, now that its story is known."""
    if page.on_topic:
        store_entries(database, number, article.text, article.language, page.reading)
        guard_article(database, number, at, page.reading)


def outcome_of(page: Page, original: str) -> tuple[Outcome, str]:
    """Return the outcome of a page whose article is stored, and why it is not simply that."""
    if not page.on_topic:
        return Outcome.OFF_TOPIC, page.reason
    if original:
        return Outcome.DUPLICATE, f"a copy of {original}"
    return Outcome.STORED, page.delivery_fault


def body_hash(page: Page) -> str:
    if page.body_hash:
        return page.body_hash
    return hashlib.blake2b(page.body, digest_size=16).hexdigest() if page.body else ""
