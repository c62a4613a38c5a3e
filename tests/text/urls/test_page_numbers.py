"""Numbers of pages in addresses: whether two of them are pages of one article."""

from __future__ import annotations

import pytest

from text.urls.page_numbers import page_number, place_after

ARTICLE = "https://herald.example/2026/05/04/court-rules-on-appeal"


@pytest.mark.parametrize(
    ("first", "other", "number"),
    [
        (ARTICLE, f"{ARTICLE}?page=2", 2),
        (ARTICLE, f"{ARTICLE}/?utm_source=x&page=2", 2),
        (ARTICLE, f"{ARTICLE}/page/3/", 3),
        (ARTICLE, f"{ARTICLE}/2/", 2),
        (ARTICLE, f"{ARTICLE}/seite-2", 2),
        (f"{ARTICLE}/1", f"{ARTICLE}/2", 2),
        (f"{ARTICLE}.html", f"{ARTICLE}-2.html", 2),
        (f"{ARTICLE}.html", f"{ARTICLE},2.html", 2),
        ("https://herald.example/view.php?id=10231", "https://herald.example/view.php?page=2&id=10231", 2),
        ("https://www.herald.example/news/court?page=1", "http://herald.example/news/court?page=2", 2),
    ],
)
def test_pages_of_one_article_differ_in_a_number(first: str, other: str, number: int) -> None:
    place = place_after(first, other)
    assert place is not None
    assert place.number == number
    assert page_number(first, other) <= 1
    assert page_number(other, other) == number


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (ARTICLE, f"{ARTICLE}-of-the-mayor"),
        (ARTICLE, f"{ARTICLE}-2"),
        (ARTICLE, f"{ARTICLE}/comment-page-2"),
        (ARTICLE, f"{ARTICLE}?cpage=2"),
        (ARTICLE, f"{ARTICLE}/part-2"),
        (ARTICLE, "https://herald.example/2026/05/04/another-court-rules?page=2"),
        ("https://herald.example/news/1", "https://herald.example/news/2"),
        ("https://herald.example/2026/05/1", "https://herald.example/2026/05/2"),
        ("https://herald.example/?p=12", "https://herald.example/?p=13"),
        ("https://herald.example/view.php?ref=10231", "https://herald.example/view.php?ref=10232"),
        ("no address", "https://herald.example/"),
    ],
)
def test_other_articles_and_lists_are_told_apart(first: str, other: str) -> None:
    assert place_after(first, other) is None
