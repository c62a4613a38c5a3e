"""What a candidate turns out to be once its answer came; anyone may have written it, so it is read in a worker."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from spiders.discovery.mechanisms import Answer, DiscoveryResult, UnreadableError, discover_pages
from spiders.probing.candidates import PageLinks
from spiders.probing.scoring import Evidence, gather_evidence
from text.charset import decode_bytes


@dataclass(frozen=True, slots=True)
class Examined:
    """What an answer holds: what it lists with the evidence, or why it lists nothing; and what a page leads to."""

    found: DiscoveryResult | None = None
    evidence: Evidence | None = None
    reason: str = ""
    links: PageLinks = field(default_factory=PageLinks)


def examine(answer: Answer, mechanism: str, homepage: str, at: datetime) -> Examined:
    """Return what an answer holds for the site of ``homepage``."""
    links = read_links(answer) if mechanism == "listing" else PageLinks()
    try:
        found = discover_pages(answer, mechanism)
    except UnreadableError as error:
        # what is called a feed may be a page that leads to feeds
        return Examined(reason=str(error), links=PageLinks(read_links(answer).feeds) if mechanism == "feed" else links)
    taken = [hint for hint in found.pages if is_taken(answer, hint.url)]
    return Examined(found, gather_evidence(taken, mechanism, homepage, at, links.dates), links=links)


def is_taken(answer: Answer, url: str) -> bool:
    """Say whether an address fits the patterns that the source's entry gives."""
    if answer.include and not answer.include.search(url):
        return False
    return not (answer.exclude and answer.exclude.search(url))


def read_links(answer: Answer) -> PageLinks:
    """Return what a page leads to; an error page leads nowhere."""
    if answer.status != 200:
        return PageLinks()
    # loaded by the worker that reads pages, not by the crawl that hands them over
    from spiders.probing.page_links import links_of_page  # noqa: PLC0415

    return links_of_page(decode_bytes(answer.body, answer.content_type).text, answer.url)
