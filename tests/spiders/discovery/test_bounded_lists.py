"""Lists longer than what is read of them: the newest are kept, and what is left out is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from spiders.discovery import feeds, sitemaps
from spiders.discovery.bounded_lists import newest

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
URL = "https://post.example/list"


@pytest.mark.parametrize(
    ("dates", "kept"),
    [
        ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5]),
        ([6, 5, 4, 3, 2, 1], [0, 1, 2, 3]),
        ([None] * 6, [0, 1, 4, 5]),
        ([None, 1, None, 2, 3, None], [0, 1, 3, 4]),
        ([1, 1, 1, 1, 1, 1], [0, 1, 4, 5]),
        ([1, 2, 3], [0, 1, 2]),
    ],
    ids=["oldest first", "newest first", "undated", "some dated", "all called changed now", "short"],
)
def test_the_newest_are_kept_wherever_they_stand(dates: list[int | None], kept: list[int]) -> None:
    def date_of(number: int) -> datetime | None:
        day = dates[number]
        return None if day is None else FIRST + timedelta(days=day)

    found = newest(range(len(dates)), date_of, 4, 100)
    assert found.kept == kept
    assert bool(found.note) == (len(dates) > 4)


def test_what_is_left_out_is_counted() -> None:
    assert newest(range(9), lambda _: None, 4, 100).note == (
        "it has 9 entries, of which the newest 4 are read; 5 are left out"
    )
    assert newest(range(200), lambda _: None, 4, 100).note.startswith("it has 100 entries or more")


def test_a_long_sitemap_keeps_its_newest_though_it_lists_the_oldest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MAX_ADDRESSES", 50)
    entry = "<url><loc>/{}</loc><lastmod>{:%Y-%m-%dT%H:%MZ}</lastmod></url>"
    entries = (entry.format(n, FIRST + timedelta(minutes=n)) for n in range(60))
    sitemap = sitemaps.read_sitemap(f"<urlset>{''.join(entries)}</urlset>".encode(), URL)
    assert [sitemap.pages[0].url, sitemap.pages[-1].url] == ["https://post.example/10", "https://post.example/59"]
    assert sitemap.note.endswith("the newest 50 are read; 10 are left out")


@pytest.mark.parametrize("number", [50, 57])
def test_a_long_feed_keeps_both_its_ends(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(feeds, "MAX_FEED_ENTRIES", 50)
    items = "".join(f"<item><title>Day {n} in court</title><link>/{n}</link></item>" for n in range(number))
    feed = feeds.read_whole_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), URL)
    assert [feed.hints[0].url, feed.hints[-1].url] == ["https://post.example/0", f"https://post.example/{number - 1}"]
    assert len(feed.hints) == 50
    assert ("7 entries in its middle are left out" in feed.note) == (number > 50)
