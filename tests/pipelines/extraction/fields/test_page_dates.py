"""Dates anywhere on a page, for pages that state none in the usual places."""

from datetime import UTC, datetime

import pytest
from lxml.html import document_fromstring

from pipelines.extraction.fields.page_dates import PageDates, find_page_dates, find_script_date, page_texts

NOW = datetime(2026, 6, 1, 15, 0, tzinfo=UTC)
TITLE = "Island gets a new pier"
PROSE = "<p>The island will get a new pier before 4 May 2025, the port office of the town said on Monday.</p>" * 9


def dates_of(body: str) -> PageDates:
    lines = list(page_texts(document_fromstring(f"<html><body>{body}</body></html>")))
    return find_page_dates(lines, [TITLE], now=NOW)


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


def test_an_article_says_when_it_was_first_published_and_a_cited_work_says_nothing() -> None:
    note = "<p>This guide was originally published on 3 May 2024 and is looked through every year by our editors.</p>"
    found = dates_of(f"<h1>{TITLE}</h1>{PROSE}{note}").published
    assert found is not None
    assert found.day == "2024-05-03"
    cited = "<p>Journal of Piers and Quays, 12. Published online 22 May 2019</p>"
    assert dates_of(f"<h1>{TITLE}</h1>{PROSE}{cited}").published is None


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("""<script>self.push("{\\"publishedAt\\":\\"2024-05-04T10:00:00Z\\"}")</script>""", "2024-05-04"),
        ("""<script type="application/json">{"datePublished": "2024-05-04"}</script>""", "2024-05-04"),
        ("""<div data-page='{"a": 1, "published_at": "2024-05-04 10:00"}'></div>""", "2024-05-04"),
        ("""<script>[{"publishDate": "2024-05-04"}, {"publishDate": "2024-05-05"}]</script>""", None),
        ("""<script>{"published": true, "updatedAt": "2024-05-04"}</script>""", None),
    ],
)
def test_the_only_day_of_publication_in_scripts_dates_a_page(body: str, day: str | None) -> None:
    date = find_script_date(document_fromstring(f"<html><body>{body}</body></html>"), now=NOW)
    assert (date.day if date else None) == day


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
