"""An article over several pages: its text is put together from all of them, in their order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final, Protocol, Self, runtime_checkable

from scrapy.crawler import Crawler

from items import Article, ExtractionResult, FollowingPage, Outcome, Page
from pipelines.extraction.crawl_workers import crawl_workers
from pipelines.extraction.document import extract_following_document
from pipelines.extraction.worker_pool import GaveUpError, WorkerPool
from storage.clock import now
from text.prose import MIN_WORDS, count_words
from text.sentences import ends_sentence
from text.unicode import text_key
from text.urls.page_numbers import page_number, place_after

#: pages of one article that are read, and bytes of all of them; chosen, not measured: few articles have more than five
MAX_PAGES: Final = 10
MAX_BYTES: Final = 20 * 1024 * 1024


@runtime_checkable
class Fetcher(Protocol):
    """A spider that fetches a page for a pipeline."""

    async def fetch_following(self, source: str, url: str, number: int) -> FollowingPage:
        """Return the page, or why it could not be had."""
        ...


@dataclass(slots=True)
class Joined:
    """What was read of an article: its paragraphs, its pages after the first, and why it is not whole."""

    paragraphs: list[str]
    #: bytes of all its pages
    size: int
    following: list[FollowingPage] = field(default_factory=list)
    missing: str = ""

    def add(self, part: FollowingPage, text: str) -> bool:
        """Add a page; say whether it brought anything new."""
        known = set(map(text_key, self.paragraphs))
        lines = [line for line in text.split("\n\n") if text_key(line) not in known]
        if lines and self.paragraphs and goes_on(self.paragraphs[-1], lines[0]):
            lines[0] = f"{self.paragraphs.pop()} {lines[0]}"
        self.paragraphs += lines
        self.size += len(part.body)
        self.following.append(part)
        return bool(lines)


class JoinPagesPipeline:
    """Read the pages on which an article goes on, and join their texts; a page that only continues one is none."""

    def __init__(self, pool: WorkerPool, crawler: Crawler) -> None:
        self.pool = pool
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawl_workers(crawler), crawler)

    async def process_item(self, page: Page) -> Page:
        if page.article is None or page.outcome not in {Outcome.PENDING, Outcome.TOO_SHORT}:
            page.first_page = ""
        elif page.first_page:
            place = place_after(page.first_page, page.final_url or page.url)
            page.article, page.outcome = None, Outcome.DUPLICATE
            page.reason = f"page {place.number if place else 'after the first'} of {page.first_page}"
        elif page.next_page and page_number(page.final_url or page.url, page.next_page) <= 1:
            take_over(page, await self.read_on(page, page.article, page.next_page))
        if page.outcome is Outcome.TOO_SHORT:
            page.article = None
        return page

    async def read_on(self, page: Page, article: Article, url: str) -> Joined:
        """Return all that can be had of an article that goes on at ``url``."""
        joined = Joined(article.text.split("\n\n") if article.text else [], len(page.body))
        while url and not joined.missing:
            number = len(joined.following) + 2
            if number > MAX_PAGES or joined.size > MAX_BYTES:
                joined.missing = f"it goes on after {number - 1} pages, and no more are read"
                break
            part = await self.part(page, url, number)
            result = await self.extract(part)
            if reason := fault_of(part, result, page.final_url or page.url):
                joined.missing = f"page {number} could not be had: {reason}"
                outcome = part.outcome if part.outcome is not Outcome.PENDING else Outcome.NOT_AN_ARTICLE
                joined.following.append(replace(part, outcome=outcome, reason=f"page {number} of {page.url}: {reason}"))
                break
            read = replace(part, outcome=Outcome.DUPLICATE, reason=f"page {number} of {page.url}")
            is_new = joined.add(read, result.article.text if result.article else "")
            url = result.next_page if is_new else ""
        return joined

    async def part(self, page: Page, url: str, number: int) -> FollowingPage:
        """Return a page from the web, or from the archive for an article that is read from there."""
        spider = self.crawler.spider
        if not page.archived and isinstance(spider, Fetcher):
            return await spider.fetch_following(page.source, url, number)
        archived = (part for part in page.following if part.number == number)
        return next(archived, FollowingPage(url, number, Outcome.ERROR, "it is not at hand"))

    async def extract(self, part: FollowingPage) -> ExtractionResult:
        """Extract a page in a worker."""
        if part.outcome is not Outcome.PENDING:
            return ExtractionResult(None, part.outcome, part.reason)
        try:
            return await self.pool.run(
                extract_following_document, part.body, part.final_url, part.content_type, now=now()
            )
        except GaveUpError as error:
            return ExtractionResult(None, Outcome.ERROR, f"extraction was given up: {error}")


def fault_of(part: FollowingPage, result: ExtractionResult, first: str) -> str:
    """Return why a page cannot be read as a part of an article; empty where it can."""
    if result.article is None or result.outcome not in {Outcome.PENDING, Outcome.TOO_SHORT}:
        return result.reason
    if place_after(first, part.final_url) is None:
        return f"it leads elsewhere, to {part.final_url}"
    return ""


def take_over(page: Page, joined: Joined) -> None:
    """Give a page's article the text of all of its pages; only an answer for all of them is known as the same again."""
    if page.article is None:
        return
    text = "\n\n".join(joined.paragraphs)
    page.article = replace(page.article, text=text)
    if joined.missing and not page.article.partial:
        page.article = replace(page.article, partial=True, partial_reason=joined.missing)
    if page.outcome is Outcome.TOO_SHORT and count_words(text) >= MIN_WORDS:
        page.outcome, page.reason = Outcome.PENDING, ""
    page.following = tuple(joined.following)
    page.etag = page.last_modified = ""
    page.body_hash = hash_of_bodies([page.body, *(part.body for part in page.following)])


def hash_of_bodies(bodies: Iterable[bytes]) -> str:
    """Return what the answers of an article's pages are compared by."""
    return hashlib.blake2b(b"".join(bodies), digest_size=16).hexdigest()


def goes_on(end: str, start: str) -> bool:
    """Return whether a paragraph goes on in another one, on the next page."""
    return not ends_sentence(end) and start[:1].islower()
