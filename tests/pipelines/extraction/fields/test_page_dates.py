"""Dates anywhere on a page, for pages that state none in the usual places."""

from datetime import UTC, datetime

import pytest
from lxml.html import document_fromstring

from pipelines.extraction.fields.page_dates import PageDates, find_page_dates

NOW = datetime(2026, 6, 1, 15, 0, tzinfo=UTC)
TITLE = "Island gets a new pier"
PROSE = "<p>The island will get a new pier before 4 May 2025, the port office of the town said on Monday.</p>" * 9


def dates_of(body: str) -> PageDates:
    return find_page_dates(document_fromstring(f"<html><body>{body}</body></html>"), [TITLE], now=NOW)


def day_of(body: str) -> str | None:
    date = dates_of(body).beside_headline
    return date.day if date else None


def test_a_date_above_or_below_the_headline_belongs_to_it() -> None:
    assert day_of(f"<div>OCTOBER 13, 2025</div><h1>{TITLE}</h1>{PROSE}") == "2025-10-13"
    assert day_of(f"<h1>{TITLE}</h1><h5><span>2024-11-06</span></h5>{PROSE}") == "2024-11-06"
    assert day_of(f"<h1>{TITLE}</h1>{PROSE}<div>13 October 2025</div>") is None


def test_labels_tell_publication_from_update_wherever_they_stand() -> None:
    found = dates_of(f"<h1>{TITLE}</h1>{PROSE}<p>Published</p><p>3 May 2024</p><p>Last updated: 5 May 2024</p>")
    assert found.published is not None
    assert found.published.day == "2024-05-03"
    assert found.updated is not None
    assert found.updated.day == "2024-05-05"


def test_sentences_margins_and_the_future_date_nothing() -> None:
    assert dates_of(f"<h1>{TITLE}</h1>{PROSE}<footer>Published 3 May 2024</footer>") == PageDates()
    assert dates_of(f"<h1>{TITLE}</h1><p>Published 3 May 2031</p>") == PageDates()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2 hours ago", "2026-06-01"),
        ("an hour ago", "2026-06-01"),
        ("20 hours ago", "2026-05-31"),
        ("3 days ago", "2026-05-29"),
        ("vor 3 Stunden", "2026-06-01"),
        ("vor einem Tag", "2026-05-31"),
        ("2 dagen geleden", "2026-05-30"),
        ("2 years ago", None),
    ],
)
def test_a_time_ago_is_counted_from_the_fetch(text: str, day: str | None) -> None:
    assert day_of(f"<h1>{TITLE}</h1><p>{text}</p>{PROSE}") == day
