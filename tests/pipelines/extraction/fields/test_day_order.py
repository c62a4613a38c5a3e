"""Figures such as 05/04/2024: one day where something tells which, else none."""

from datetime import UTC, datetime

import pytest

from items import Hint
from pipelines.extraction.page import extract_page

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PROSE = "<p>The island will get a new pier before the winter, the port office said on Monday morning.</p>" * 9


def day_of(shown: str, *, url: str = "https://gazette.example/pier", lang: str = "en", zone: str | None = None) -> str:
    page = f"<html lang='{lang}'><body><h1>Island gets a new pier</h1><p>{shown}</p>{PROSE}</body></html>"
    hint = Hint(url, timezone=zone) if zone is not None else None
    article = extract_page(page.encode(), url, "text/html; charset=utf-8", hint, now=NOW).article
    assert article is not None
    return article.published.date().isoformat() if article.published else ""


def test_without_evidence_the_figures_date_nothing() -> None:
    assert day_of("Posted on 05/04/2024") == ""
    assert day_of("05-04-2024", zone="") == ""


@pytest.mark.parametrize(
    ("evidence", "day"),
    [
        ({"shown": "05/04/2024", "zone": "Asia/Manila"}, "2024-05-04"),
        ({"shown": "05/04/2024", "zone": "Europe/London"}, "2024-04-05"),
        ({"shown": "05/04/2024", "lang": "es"}, "2024-04-05"),
        ({"shown": "05/04/2024", "lang": "en-US"}, "2024-05-04"),
        ({"shown": "05/04/2024", "url": "https://gazette.co.uk/pier"}, "2024-04-05"),
        ({"shown": "05/04/2024", "url": "https://gazette.example/2024/05/pier"}, "2024-05-04"),
        ({"shown": "05/04/2024</p><p>Last updated 05/27/2024"}, "2024-05-04"),
        ({"shown": "05/04/2024</p><p>Last updated 27/05/2024"}, "2024-04-05"),
        ({"shown": "05/12/2026"}, "2026-05-12"),
    ],
)
def test_other_dates_the_address_the_past_or_the_country_tell_the_day(evidence: dict[str, str], day: str) -> None:
    assert day_of(**evidence) == day


def test_the_figures_of_a_pages_data_are_read_in_the_same_order() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "05/04/2024 8:00 AM"}</script>'
    assert day_of(f"{data} Last updated 27/05/2024") == "2024-04-05"
