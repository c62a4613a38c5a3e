"""What the answer to a request for a page decides by itself, before anything is extracted."""

from __future__ import annotations

from dataclasses import dataclass

from scrapy.http import Response

from items import FollowingPage, Hint, Outcome, Page
from spiders.discovery.conditional_requests import hash_body, is_unasked, response_header
from spiders.download.compression import delivery_fault, is_fragment, is_incomplete
from spiders.download.errors import classify_status
from text.signatures import detect_signature, is_pdf
from text.urls.parsing import clean_url


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What is known of a page before its answer comes: the parameters of its address, and the hash of its last body."""

    identifying_parameters: frozenset[str]
    ignored_parameters: frozenset[str]
    body_hash: str


class ExaminedResponse(Response):
    """The answer to a request for a page that a worker of the engine has read already."""

    def __init__(self, url: str, page: Page) -> None:
        super().__init__(url, status=page.status or 200)
        self.page = page


def fetched_page(response: Response, source: str, hint: Hint, known: KnownPage) -> Page:
    """Return the page that an answer brought; its outcome is open unless the answer itself decides it."""
    incomplete = is_incomplete(response)
    page = Page(
        url=hint.url,
        source=source,
        status=response.status,
        final_url=clean_url(response.url),
        body=response.body,
        body_hash=hash_body(response.body),
        content_type=response_header(response, "Content-Type"),
        # what came in part is asked for again in full
        etag="" if incomplete else response_header(response, "ETag"),
        last_modified="" if incomplete else response_header(response, "Last-Modified"),
        delivery_fault=delivery_fault(response),
        incomplete=incomplete,
        hint=hint,
        identifying_parameters=known.identifying_parameters,
        ignored_parameters=known.ignored_parameters,
    )
    if decided := classify_answer(response, page, known.body_hash):
        page.outcome, page.reason = decided
    return page


def following_page_of(response: Response, url: str, number: int) -> FollowingPage:
    """Return what an answer brought of an article's page; with another outcome than pending, where it did not."""
    outcome, reason = classify_status(response) or (Outcome.PENDING, "")
    if outcome is Outcome.PENDING and (is_incomplete(response) or detect_signature(response.body)):
        outcome, reason = Outcome.ERROR, delivery_fault(response) or f"it is {detect_signature(response.body)}"
    return FollowingPage(
        url,
        number,
        outcome,
        reason,
        response.status,
        clean_url(response.url),
        response.body,
        response_header(response, "Content-Type"),
    )


def classify_answer(response: Response, page: Page, known_hash: str) -> tuple[Outcome, str] | None:
    """Return the outcome and the reason that an answer decides by itself; None for a page that is to be extracted.

    ``known_hash`` is that of the body that came last time.
    """
    if is_fragment(response):
        return Outcome.ERROR, page.delivery_fault
    if is_unasked(response):
        return Outcome.ERROR, "the server says that nothing changed, which was not asked"
    if decided := classify_status(response):
        return decided
    takes_pdf = response.request is not None and response.meta.get("pdf") and is_pdf(response.body)
    if not takes_pdf and (kind := detect_signature(response.body)):
        return Outcome.NOT_AN_ARTICLE, f"it is {kind} sent as {page.content_type or 'nothing'}"
    if page.body_hash == known_hash:
        return Outcome.NOT_MODIFIED, "the page is the same as last time"
    return None
