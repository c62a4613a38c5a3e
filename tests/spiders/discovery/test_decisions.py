"""What an answer means, and what is read after it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from scrapy import Request
from scrapy.http import Response

from items import Hint
from spiders.discovery.conditional_requests import has_unreliable_validators, hash_body
from spiders.discovery.decisions import (
    MAX_SITEMAP_DEPTH,
    emptied,
    is_unchanged,
    moved_to,
    next_steps,
    reading_of,
    unread_answer,
    unread_failure,
)
from spiders.discovery.mechanisms import DiscoveryResult
from spiders.discovery.sitemaps import Child
from spiders.download.errors import DisallowedByRobotsError
from spiders.download.retry_after import HostOnHoldError
from storage.monitoring.health import Trouble
from storage.tables.discovery import Visit

URL = "https://herald.example/sitemap.xml"
AT = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
PARTS = [Child(f"{URL}?part={number}") for number in range(3)]


def answer(status: int = 200, body: bytes = b"x", *, asked: bool = False, etag: str = "") -> Response:
    request = Request(URL, headers={"If-None-Match": '"1"'} if asked else {})
    return Response(URL, status=status, body=body, headers={"ETag": etag} if etag else {}, request=request)


@pytest.mark.parametrize(
    ("response", "before", "unchanged"),
    [
        (answer(304, asked=True), Visit(), True),
        (answer(304), Visit(), False),
        (answer(200), Visit(body_hash=hash_body(b"x")), True),
        (answer(200), Visit(body_hash=hash_body(b"y")), False),
        (answer(200, b""), Visit(), False),
        (answer(500), Visit(body_hash=hash_body(b"x")), False),
    ],
)
def test_unchanged_is_what_was_asked_for_or_came_again(response: Response, before: Visit, *, unchanged: bool) -> None:
    assert is_unchanged(response, before) is unchanged


def test_a_reading_keeps_the_validators() -> None:
    reading = reading_of(answer(etag='"2"'), DiscoveryResult([Hint("https://herald.example/a")]), Visit(), AT)
    assert reading.visit == Visit('"2"', "", hash_body(b"x"), AT)
    assert not reading.unreliable


def test_an_index_leaves_no_validators() -> None:
    dated = Child("https://herald.example/dated.xml", AT)
    reading = reading_of(answer(etag='"2"'), DiscoveryResult((), [dated, *PARTS]), Visit(), AT)
    assert reading.visit == Visit(last_success=AT)
    assert reading.parts(dated=True) == [dated.url]
    assert reading.parts(dated=False) == [part.url for part in PARTS]


def test_another_body_under_the_same_etag_is_noted() -> None:
    before = Visit(etag='"2"', body_hash=hash_body(b"y"))
    assert reading_of(answer(etag='"2"'), DiscoveryResult(()), before, AT).unreliable


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (HostOnHoldError("until Monday"), Trouble.BLOCKED),
        (DisallowedByRobotsError("forbidden", by_rule=True), Trouble.BLOCKED),
        (DisallowedByRobotsError("unreadable", by_rule=False), Trouble.FAILING),
        (None, Trouble.FAILING),
    ],
)
def test_failure_is_a_kind_of_trouble(error: Exception | None, trouble: Trouble) -> None:
    unread = unread_failure(error)
    assert (unread.status, unread.trouble) == (None, trouble)
    assert unread.reason


def test_answer_that_cannot_be_read_is_broken() -> None:
    assert unread_answer("a web page", 200).trouble is Trouble.BROKEN
    assert unread_answer("it answers with status 403", 403).trouble is Trouble.BLOCKED


def steps(
    found: DiscoveryResult, *, depth: int = 1, parts_left: int = 9, pages_left: bool = True, news: bool = True
) -> object:
    visits = {part.url: Visit() for part in found.children}
    step = next_steps(found, visits, depth=depth, parts_left=parts_left, pages_left=pages_left, has_new_pages=news)
    return len(step.parts), step.next_page


def test_parts_are_read_within_depth_and_budget() -> None:
    index = DiscoveryResult((), PARTS)
    assert steps(index) == (3, None)
    assert steps(index, parts_left=2) == (2, None)
    assert steps(index, parts_left=0) == (0, None)
    deep = next_steps(index, {}, depth=MAX_SITEMAP_DEPTH, parts_left=9, pages_left=True, has_new_pages=True)
    assert (len(deep.parts), deep.parts_too_deep) == (0, 3)


def test_a_listing_is_paged_back_while_it_shows_new_pages() -> None:
    listing = DiscoveryResult((), next_page="https://herald.example/news?page=2")
    assert steps(listing) == (0, listing.next_page)
    assert steps(listing, news=False) == (0, None)
    assert steps(listing, pages_left=False) == (0, None)


@pytest.mark.parametrize(
    ("status", "to", "moved"),
    [
        (301, "https://new.example/feed", True),
        (308, "https://feeds.herald.example/all", True),
        (302, "https://new.example/feed", False),
        (301, "https://herald.example/rss", False),
    ],
)
def test_a_list_has_moved_where_it_is_said_for_good_and_on_another_host(status: int, to: str, moved: bool) -> None:
    request = Request(to, meta={"redirect_reasons": [status]})
    assert moved_to(Response(to, request=request), "https://herald.example/feed") == (to if moved else "")


def test_a_list_that_becomes_empty_says_so_until_it_is_full_again() -> None:
    empty, full = DiscoveryResult(()), DiscoveryResult([Hint("https://herald.example/a")])
    remark = emptied(empty, 7, "")
    assert remark == "it has become empty; before it listed 7 pages"
    assert emptied(empty, 0, remark) == remark
    assert emptied(full, 0, remark) == ""
    assert emptied(empty, 0, "") == ""


@pytest.mark.parametrize("tags", [('"1"', '"1"'), ('W/"1"', 'W/"1"'), ('W/"1"', '"1"')])
def test_a_tag_that_repeats_after_a_change_is_found_out_weak_or_not(tags: tuple[str, str]) -> None:
    assert has_unreliable_validators(Visit(tags[0], "", "before"), tags[1], "", "after")
    assert not has_unreliable_validators(Visit(tags[0], "", "before"), 'W/"2"', "", "after")
