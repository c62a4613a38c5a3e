"""Which words outlets use for the crime: by month and outlet, before and since the law, with sentences."""

from __future__ import annotations

from storage.datasette.charts import bars, drawn
from storage.datasette.fts_query import match_expression
from storage.datasette.views.periods import CountedMonths
from storage.datasette.views.usage.crime_words import RATINGS, crime_words
from storage.datasette.views.usage.pages import WordUse, by_name, word_chart, word_row
from tests.storage.datasette.archive import Server
from tests.storage.datasette.reading import tree, words

OSEC, OSAEC = crime_words()["osec"], crime_words()["osaec"]
USES = [
    WordUse("2022-05", "Courier", "PH", 3),
    WordUse("2022-07", "Star", "US", 1),
    WordUse("2022-09", "Star", "US", 2),
]


def test_every_word_has_a_standing_and_is_asked_for_as_it_is_spelled() -> None:
    for word in crime_words().values():
        assert word.rating in RATINGS
        asked = match_expression(word.asked)
        assert all(f'"{spelling}"' in asked for spelling in word.spellings)


def test_shares_are_of_the_articles_up_to_the_law_and_after_it() -> None:
    row = word_row(OSEC, USES, {"2022-05": 6, "2022-07": 2, "2022-09": 8})
    assert (row.articles, row.before, row.since) == (6, 0.5, 0.25)
    assert word_row(OSEC, USES[:1], {"2022-05": 6}).since is None


def test_uses_by_month_have_one_scale_and_the_law_in_them() -> None:
    chart = word_chart({OSEC: USES, OSAEC: []}, CountedMonths("2020-01", "2022-10"))
    assert chart.periods == ["2022-05", "2022-06", "2022-07", "2022-08", "2022-09", "2022-10"]
    assert [(row.name, [bar.count for bar in row.bars]) for row in chart.series] == [("OSEC", [3, 0, 1, 0, 2, 0])]
    drawing = drawn(bars([3, 0, 1], ["2022-05", "2022-06", "2022-07"]), 480, 84, named=True, marked=chart.law)
    assert drawing.mark == 480


def test_uses_by_outlet() -> None:
    found = by_name({"osec": ((use.outlet, use.articles) for use in USES), "osaec": iter([("Star", 4)])})
    assert [(name, dict(counts)) for name, counts in found] == [
        ("Star", {"osec": 3, "osaec": 4}),
        ("Courier", {"osec": 3}),
    ]


def test_a_word_has_a_page_with_sentences(server: Server) -> None:
    page = tree(server.page("/words"))
    row = next(row for row in page.findall(".//tbody/tr") if words(row).startswith("OSEC"))
    assert "used until the law" in words(row)
    page = tree(server.page("/words/osec"))
    assert "A rule on OSEC <script>alert(1)</script>." in [words(quote) for quote in page.findall(".//blockquote")]
    assert {words(mark) for mark in page.findall(".//blockquote/mark")} == {"OSEC"}
    assert server.get("/words/basketball").status_code == 404
