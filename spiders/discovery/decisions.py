"""What an answer of a feed, sitemap or listing means, and what follows from it; decided without clock or database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from scrapy.http import Response

from spiders.discovery.conditional_requests import (
    has_unreliable_validators,
    hash_body,
    is_unasked,
    response_header,
)
from spiders.discovery.mechanisms import DiscoveryResult, follow_ups
from spiders.discovery.sitemaps import Child
from spiders.download.compression import delivery_fault, is_incomplete
from spiders.download.errors import classify_failure, trouble_of
from spiders.download.retry_after import HostOnHoldError
from spiders.download.ssrf import MOVED_STATUSES
from storage.monitoring.health import Trouble
from storage.tables.discovery import EMPTIED, Visit
from text.urls.parsing import host_of

#: levels of sitemap indexes that are followed: an index of indexes is real, what goes deeper goes on for ever
MAX_SITEMAP_DEPTH: Final = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A feed, sitemap or listing that was read."""

    visit: Visit
    status: int
    found: DiscoveryResult
    #: whether it changed while its validators stayed the same
    unreliable: bool
    #: what was wrong with how it came, in words; empty where nothing was
    fault: str = ""

    @property
    def newest(self) -> datetime | None:
        """When the newest of its pages came out or changed, as far as it says."""
        dates = (hint.published or hint.modified for hint in self.found.pages)
        return max(filter(None, dates), default=None)

    def parts(self, *, dated: bool) -> list[str]:
        """Return the addresses of the parts of a sitemap index, of those with a date or of those without."""
        return [child.url for child in self.found.children if bool(child.lastmod) == dated]


@dataclass(frozen=True, slots=True)
class FailedReading:
    """A feed, sitemap or listing that could not be read; without a status where no answer came."""

    reason: str
    status: int | None
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What is to be read after a feed, sitemap or listing: parts of an index, and the next page of a listing."""

    parts: Sequence[Child]
    next_page: str | None
    #: parts that are left for a later run
    parts_left_out: int = 0
    #: parts that no run reads, since the index of an index goes on and on
    parts_too_deep: int = 0


def is_unchanged(response: Response, before: Visit) -> bool:
    """Whether nothing is new there: the server says so where it was asked, or the same came again."""
    if response.status == 304:
        return not is_unasked(response)
    return response.status == 200 and hash_body(response.body) == before.body_hash != ""


def reading_of(response: Response, found: DiscoveryResult, before: Visit, at: datetime) -> Reading:
    """Return what to record of a reading.

    An index of sitemaps leaves no validators, so that it is read whole each time: its parts may change without it.
    Nor does what came in part.
    """
    etag, last_modified = response_header(response, "ETag"), response_header(response, "Last-Modified")
    whole = not (found.children or is_incomplete(response))
    visit = Visit(etag, last_modified, hash_body(response.body), at) if whole else Visit(last_success=at)
    unreliable = has_unreliable_validators(before, etag, last_modified, visit.body_hash)
    return Reading(visit, response.status, found, unreliable, delivery_fault(response))


def moved_to(response: Response, address: str) -> str:
    """Return the other host's address at which an answer says that its feed or sitemap lies for good; else nothing."""
    meta = response.meta if response.request is not None else {}
    for_good = not MOVED_STATUSES.isdisjoint(meta.get("redirect_reasons", ()))
    return response.url if for_good and host_of(response.url) != host_of(address) else ""


def emptied(found: DiscoveryResult, before: int, note: str) -> str:
    """Return a remark on a list that is empty since the last time or longer; empty where it is not."""
    if found.pages or found.children:
        return ""
    if before:
        return f"{EMPTIED} before it listed {before} pages"
    return EMPTIED + note.partition(EMPTIED)[2] if EMPTIED in note else ""


def unread_answer(reason: str, status: int) -> FailedReading:
    """Return what to record of an answer that is not what it should be."""
    return FailedReading(reason, status, trouble_of(None, status))


def unread_failure(error: BaseException | None) -> FailedReading:
    """Return what to record of a request that brought no answer."""
    trouble = Trouble.BLOCKED if isinstance(error, HostOnHoldError) else trouble_of(error)
    return FailedReading(classify_failure(error)[1], None, trouble)


def next_steps(
    found: DiscoveryResult,
    visits: Mapping[str, Visit],
    *,
    depth: int,
    parts_left: int,
    pages_left: bool,
    has_new_pages: bool,
) -> NextSteps:
    """Decide what to read next: the changed parts of a sitemap, and a listing's next page if this one had new pages."""
    next_page = found.next_page if has_new_pages and pages_left else None
    if depth >= MAX_SITEMAP_DEPTH:
        return NextSteps([], next_page, parts_too_deep=len(found.children))
    parts = follow_ups(found.children, visits)
    return NextSteps(parts[:parts_left], next_page, max(len(parts) - parts_left, 0))
