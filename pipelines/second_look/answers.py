"""What an answer that gives no article says of the article that was read at the page before."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from items import Availability, Outcome, Page
from pipelines.second_look.verdict import says_removed
from text.markup import plain_text

#: status codes by which a server says that a page is gone (RFC 9110, 15.5.5 and 15.5.11)
_GONE: Final = frozenset({404, 410})
#: bytes of a page in which a notice of its removal is looked for; chosen, not measured
_MAX_NOTICE_BYTES: Final = 200_000


def availability_of_answer(page: Page) -> Availability | None:
    """Return how far the page of a known article can be read by now; None where the answer does not say."""
    if page.outcome is Outcome.NOT_MODIFIED:
        return Availability.READABLE
    if page.outcome is Outcome.BLOCKED_BY_WALL:
        return Availability.BEHIND_WALL
    if page.outcome is Outcome.NOT_AN_ARTICLE:
        return Availability.WITHDRAWN if is_gone(page) else Availability.REPLACED
    if page.outcome is Outcome.TOO_SHORT:
        return Availability.WITHDRAWN if says_so(page) else Availability.CUT_SHORT
    # nothing on the topic of the article stands there any more
    return Availability.REPLACED if page.outcome is Outcome.OFF_TOPIC else None


def is_gone(page: Page) -> bool:
    """Return whether a server or the page itself says that it is not there, or its address leads to the front page."""
    if page.status in _GONE or page.reason.startswith("the page says that it was not found"):
        return True
    leads_up = bool(page.final_url) and urlsplit(page.url).path.startswith(urlsplit(page.final_url).path)
    return says_so(page) or (leads_up and page.final_url != page.url)


def says_so(page: Page) -> bool:
    """Return whether a page says that its article was removed."""
    body = page.body[:_MAX_NOTICE_BYTES].decode("utf-8", "replace")
    return says_removed(plain_text(body))
