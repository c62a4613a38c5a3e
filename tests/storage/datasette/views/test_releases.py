"""Releases and their coverage: lags, shares, what is kept and what is added, as pages and as tables."""

from __future__ import annotations

import csv
import io
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from storage.datasette.local_time import Lag, lag_between
from storage.datasette.safe_text import mark
from storage.datasette.views.ledgers import StoryText
from storage.datasette.views.releases.report import TextReport, fate, released_sentences, text_reports
from storage.datasette.views.releases.uptake import Uptake, outlet_medians, summary
from tests.storage.datasette.archive import Server
from tests.storage.datasette.reading import tree, words
from text.figures.reading import read_figures
from text.quotations.reading import read_quotations

MANILA = ZoneInfo("Asia/Manila")
RELEASE = (
    "Police rescued 312 children in the Visayas last year. The trust opened three shelters, all of them nearby.\n\n"
    '"Nobody should have to wait for months to be heard," said Director Ana Villaruz. Donors gave P4.5 million.'
)
BRIEF = (
    "CEBU CITY - Police in the Visayas rescued 321 children last year, a trust said.\n\n"
    "Shelters in Leyte are full, a mayor told reporters. He agreed."
)


def text_of(article: int, text: str, language: str = "en") -> StoryText:
    entries = read_figures(text, language), read_quotations(text)
    return StoryText(article, f"Paper {article}", "", language, text, article == 1, *entries)


def uptake(article: int, outlet: str, hours: float | None, used: float | None, *, copy: bool = False) -> Uptake:
    lag = None if hours is None else Lag(hours, in_days=False)
    return Uptake(article, "", outlet, "newspaper", copy, lag, used, None if used is None else used / 2)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (("2026-03-01T01:00:00Z", "second"), ("2026-03-01T05:00:00Z", "second"), "4 hours"),
        (("2026-03-01T01:00:00Z", "second"), ("2026-02-27T01:00:00Z", "second"), "2 days before"),
        (("2026-03-01T00:00:00Z", "day"), ("2026-03-01T09:00:00Z", "second"), "the same day"),
        # half past midnight in Manila is the day before in UTC
        (("2026-03-01T00:00:00Z", "day"), ("2026-03-01T16:30:00Z", "second"), "1 day"),
        (("2026-03-01T16:30:00Z", "second"), ("2026-03-05T00:00:00Z", "day"), "3 days"),
    ],
)
def test_a_lag_is_in_days_where_only_a_day_is_known(first: tuple[str, str], second: tuple[str, str], told: str) -> None:
    lag = lag_between(first, second, MANILA)
    assert lag is not None
    assert lag.words == told


def test_there_is_no_lag_without_a_day() -> None:
    assert lag_between(("2026-03-01T00:00:00Z", "month"), ("2026-03-01T09:00:00Z", "second"), MANILA) is None
    assert lag_between((None, ""), ("2026-03-01T09:00:00Z", "second"), MANILA) is None


def test_what_a_text_keeps_changes_loses_and_adds() -> None:
    (report,) = text_reports([text_of(1, RELEASE), text_of(2, BRIEF)])
    assert report.used == frozenset([0])
    assert [(passage.words, passage.paragraph) for passage in report.added] == [
        ("Shelters in Leyte are full, a mayor told reporters.", 2)
    ]
    assert (report.figures["changed"], report.figures["lost"]) == (1, 2)
    assert report.quotations == {"lost": 1}
    assert report.changes_in_words == {
        "figure: differs": ["312 children → 321 children"],
        "figure: lost": ["three shelters", "P4.5 million"],
        "quotation: lost": ["Nobody should have to wait for months to be heard"],
    }
    changed = [change for change in report.changes if fate(change) == "changed"]
    assert [(change.released, change.told) for change in changed] == [("312 children", "321 children")]


def test_what_an_earlier_text_says_is_not_added() -> None:
    reports = list(text_reports([text_of(1, RELEASE), text_of(2, BRIEF), text_of(3, BRIEF)]))
    assert [len(report.added) for report in reports] == [1, 0]
    used_by = [sentence.used_by for sentence in released_sentences(text_of(1, RELEASE), reports)]
    assert used_by == [["Paper 2", "Paper 3"], [], [], []]


def test_a_text_in_another_language_is_compared_by_figures_alone() -> None:
    report: TextReport
    (report,) = text_reports([text_of(1, RELEASE), text_of(2, "Die Polizei befreite 312 Kinder.", "de")])
    assert (report.used, report.added, report.figures["kept"]) == (None, [], 1)


def test_medians_by_outlet() -> None:
    taken = {
        1: [uptake(11, "Courier", 2, 0.8), uptake(12, "Star", None, None)],
        2: [uptake(21, "Courier", 6, 0.4), uptake(22, "Courier", -3, 1.0, copy=True)],
    }
    courier, star = outlet_medians(taken)
    assert courier == ("Courier", 2, 3, 1, 4, 0.8, 0.6)
    assert (star.lag_hours, star.share_used, star.lag_in_words) == (None, None, "")
    assert summary(taken[2]) | {"first": None} == {
        "outlets": 1,
        "texts": 1,
        "copies": 1,
        "first": None,
        "middle": "6 hours",
    }


def test_added_sentences_are_set_off_with_their_terms() -> None:
    text = "Old words. New words on <OSEC>."
    assert mark(text, ["OSEC"], added=["New words on <OSEC>."]) == (
        "Old words. <ins>New words on &lt;<mark>OSEC</mark>&gt;.</ins>"
    )


def test_the_report_on_a_release_is_a_page_and_tables(server: Server) -> None:
    assert "/release/1" in tree(server.page("/releases")).xpath("//tbody//a/@href")
    page = tree(server.page("/release/1"))
    assert "2 other outlets · 1 text · 1 copy · first 4 hours after" in words(page.find(".//p[@class='facts']"))
    rows = list(csv.DictReader(io.StringIO(server.get("/release/1.csv").content.decode("utf-8-sig"))))
    assert [(row["outlet"], row["lag"], row["copy"], row["sentences used"]) for row in rows] == [
        ("Island Tribune", "4 hours", "", "4 of 4"),
        ("Evening Gazette", "5 hours", "copy", ""),
    ]
    book = openpyxl.load_workbook(io.BytesIO(server.get("/release/1.xlsx").content))
    assert [(sheet.title, sheet.max_row) for sheet in book.worksheets][:2] == [
        ("texts", 3),
        ("sentences of the release", 5),
    ]
    outlets = csv.DictReader(io.StringIO(server.get("/releases/outlets.csv").content.decode("utf-8-sig")))
    assert [row["outlet"] for row in outlets] == ["Evening Gazette", "Island Tribune"]
    assert server.get("/release/2").status_code == 404
