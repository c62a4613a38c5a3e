"""What an answer decides by itself, before anything is extracted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from scrapy import Request
from scrapy.http import Response

from items import Hint, Outcome, Page
from spiders.answers import classify_answer
from spiders.base import told_by_another
from spiders.discovery.conditional_requests import hash_body
from tests.spiders.sources.test_ownership import source

URL = "https://herald.example/a"


def outcome_of(status: int, body: bytes, *, asked: bool = False, known: bytes = b"") -> Outcome | None:
    request = Request(URL, headers={"If-None-Match": '"1"'} if asked else {})
    response = Response(URL, status=status, body=body, request=request)
    decided = classify_answer(response, Page(URL, "herald", body_hash=hash_body(body)), hash_body(known))
    return decided[0] if decided else None


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (200, b"<p>text", None),
        (304, b"", Outcome.ERROR),
        (404, b"<p>gone", Outcome.NOT_AN_ARTICLE),
        (403, b"<p>no", Outcome.BLOCKED_BY_WALL),
        (200, b"%PDF-1.7", Outcome.NOT_AN_ARTICLE),
    ],
)
def test_answer_that_decides(status: int, body: bytes, outcome: Outcome | None) -> None:
    assert outcome_of(status, body) is outcome


def test_nothing_new_where_it_was_asked_or_came_again() -> None:
    assert outcome_of(304, b"", asked=True) is Outcome.NOT_MODIFIED
    assert outcome_of(200, b"<p>text", known=b"<p>text") is Outcome.NOT_MODIFIED


def test_a_search_tells_the_publishers_own_date_and_a_digest_does_not() -> None:
    herald = source("herald", "https://herald.example/")
    search, digest = (source(kind, "https://find.example/", kind) for kind in ("search", "aggregator"))
    at = datetime(2026, 11, 20, 8, tzinfo=UTC)
    hint = Hint(URL, "Four arrested", "Police say so.", published=at, modified=at, text="All of it.")
    told = told_by_another(hint, search, herald)
    assert (told.published, told.modified, told.summary, told.outlet) == (at, None, "Police say so.", herald.name)
    assert told_by_another(hint, digest, herald).published is None
