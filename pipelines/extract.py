"""The first step of a page: refuse cheaply what cannot be on topic, extract the rest in a worker."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler

from items import MAX_TEXT_CHARACTERS, ExtractionResult, Outcome, Page
from pipelines.extraction.crawl_workers import crawl_workers
from pipelines.extraction.document import TEXT_LAYER_TYPE, extract_document
from pipelines.extraction.version import EXTRACTOR
from pipelines.extraction.worker_pool import GaveUpError, WorkerPool
from pipelines.relevance.gates import Gates, page_gates
from storage.clock import now
from text.signatures import is_pdf

logger = logging.getLogger(__name__)

#: bytes of a page that is extracted unscreened: it costs little, and may be a wall in the article's place; chosen,
#: not measured
MAX_UNSCREENED_BYTES = 20_000


class ExtractPipeline:
    """Turn the body of a page into an article, or into the reason why it holds none."""

    def __init__(self, gates: Gates | None, pool: WorkerPool) -> None:
        self.gates = gates
        self.pool = pool

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        gates = None if settings.getbool("ON_TOPIC") else page_gates(settings["TOPICS"])
        return cls(gates, crawl_workers(crawler))

    async def process_item(self, page: Page) -> Page:
        if page.outcome is not Outcome.PENDING:
            return page
        if page.article is None:
            await self.find_article(page)
        refuse_too_long(page)
        return page

    async def find_article(self, page: Page) -> None:
        """Extract a page that may be on topic."""
        if reason := self.refusal_reason(page):
            page.outcome, page.reason = Outcome.OFF_TOPIC, reason
            return
        result = await self.extract(page)
        page.article, page.outcome, page.reason = result.article, result.outcome, result.reason
        page.next_page, page.first_page = result.next_page, result.first_page
        page.extractor = EXTRACTOR
        if page.incomplete:
            mark_incomplete(page)
        if is_pdf(page.body):
            # nothing but its text is kept of it
            page.body, page.content_type = result.text_layer, TEXT_LAYER_TYPE

    def refusal_reason(self, page: Page) -> str:
        """Return why neither the page nor what led to it can be on topic; empty where one may be."""
        # a PDF is packed
        if self.gates is None or len(page.body) <= MAX_UNSCREENED_BYTES or is_pdf(page.body):
            return ""
        announced = f"{page.hint.title}\n{page.hint.summary}" if page.hint else ""
        if self.gates.prefilter.may_match(announced.encode()):
            return ""
        return self.gates.refusal_reason(page.body, page.content_type)

    async def extract(self, page: Page) -> ExtractionResult:
        """Extract in a worker; what fails there is logged with the page's address and becomes the outcome error."""
        url = page.final_url or page.url
        # what a page of an archive says of "yesterday" was true when it was fetched
        at = page.captured or now()
        try:
            result = await self.pool.run(extract_document, page.body, url, page.content_type, page.hint, now=at)
        except GaveUpError as error:
            logger.warning("%s: extraction was given up: %s", page.url, error, exc_info=True)
            if is_pdf(page.body):
                return ExtractionResult(None, Outcome.TOO_LARGE, f"the PDF takes too much to be read: {error}")
            return ExtractionResult(None, Outcome.ERROR, f"extraction was given up: {error}")
        if result.traceback:
            logger.error("%s: %s\n%s", page.url, result.reason, result.traceback)
        return result


def refuse_too_long(page: Page) -> None:
    """Refuse a text that is too long, whatever it came as: every later step reads it whole."""
    if page.article is not None and (length := len(page.article.text)) > MAX_TEXT_CHARACTERS:
        page.article, page.outcome = None, Outcome.TOO_LARGE
        page.reason = f"its text has {length} characters, more than {MAX_TEXT_CHARACTERS}"


def mark_incomplete(page: Page) -> None:
    """Mark what came of a page that came in part: an article as partial, anything else as a failure to ask again."""
    if page.article is not None and page.outcome is Outcome.PENDING:
        page.article = replace(page.article, partial=True, partial_reason=page.delivery_fault)
    else:
        page.article, page.outcome, page.reason = None, Outcome.ERROR, page.delivery_fault
