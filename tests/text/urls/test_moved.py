"""Whether a site has moved a page, by its two addresses."""

from __future__ import annotations

import pytest

from text.urls.moved import is_bare, may_have_been_named, may_have_moved

NEWS = "https://herald.example"


@pytest.mark.parametrize(
    ("former", "later"),
    [
        (f"{NEWS}/2026/03/01/court-jails-man-over-fraud", f"{NEWS}/2026/03/03/court-jails-man-over-fraud"),
        (f"{NEWS}/metro/court-jails-man-over-fraud.html", f"{NEWS}/nation/Court-Jails-Man-Over-Fraud"),
        (f"{NEWS}/news/1234567/court-jails-man", f"{NEWS}/news/1234567/court-jails-man-for-six-years"),
        (f"{NEWS}/?p=123456", "https://www.herald.example/2026/123456/court-jails-man"),
    ],
)
def test_a_page_that_has_moved_keeps_its_headline_or_its_number(former: str, later: str) -> None:
    assert may_have_moved(former, later)
    assert may_have_moved(later, former)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{NEWS}/2026/03/01/live", f"{NEWS}/2026/03/03/live"),
        (f"{NEWS}/2026/03/01/from-the-editor", f"{NEWS}/2026/03/08/from-the-editor"),
        (f"{NEWS}/20260301/court-jails-man", f"{NEWS}/20260301/court-frees-man"),
        (f"{NEWS}/202603/court-jails-man", f"{NEWS}/202603/court-frees-man"),
        (f"{NEWS}/01032026/a", f"{NEWS}/01032026/b"),
        (f"{NEWS}/20260301123000/a", f"{NEWS}/20260301123000/b"),
        (f"{NEWS}/news/1234567/a", f"{NEWS}/news/1234568/a"),
        (f"{NEWS}/court-jails-man-over-fraud", "https://tribune.example/court-jails-man-over-fraud"),
        ("urn:id:1234567", "urn:id:1234567"),
        (f"{NEWS}/?p=731", f"{NEWS}/?p=732"),
        (f"{NEWS}/?p=731", f"{NEWS}/2026/03/court-jails-man-over-fraud"),
    ],
)
def test_what_two_articles_of_a_site_may_share_is_no_sign_of_a_move(one: str, other: str) -> None:
    assert not may_have_moved(one, other)


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        (f"{NEWS}/?p=731", True),
        (f"{NEWS}/?page_id=731&utm_source=feed", True),
        (f"{NEWS}/?p=731&lang=ceb", False),
        (f"{NEWS}/court-jails-man?p=2", False),
        (NEWS, False),
        ("urn:id:731", False),
    ],
)
def test_a_bare_address_is_a_number_alone(url: str, *, bare: bool) -> None:
    assert is_bare(url) is bare


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        (f"{NEWS}/?p=731", f"{NEWS}/2026/03/court-jails-man-over-fraud", True),
        (f"{NEWS}/index.php?page_id=731&utm_source=feed", f"{NEWS}/court-jails-man-over-fraud", True),
        (f"{NEWS}/?p=731", f"{NEWS}/?p=732", False),
        (f"{NEWS}/?p=731", f"{NEWS}/about", False),
        (f"{NEWS}/?p=731", f"{NEWS}/", False),
        (f"{NEWS}/court-jails-man", f"{NEWS}/court-jails-man-over-fraud", False),
        (f"{NEWS}/?p=731", "https://tribune.example/court-jails-man-over-fraud", False),
        ("urn:id:731", f"{NEWS}/court-jails-man-over-fraud", False),
    ],
)
def test_a_page_known_by_its_number_may_have_been_named(one: str, other: str, *, may_be: bool) -> None:
    assert may_have_been_named(one, other) is may_be
    assert may_have_been_named(other, one) is may_be
