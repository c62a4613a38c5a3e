"""The pages of places, bodies and laws, and what is counted for them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from storage.datasette.page_context import statement
from storage.datasette.views.periods import CountedMonths, period_asked
from storage.datasette.views.subjects.country import areas_of, map_part, shade_limits, shapes_shared, table_rows
from storage.datasette.views.subjects.network import counted, pairs
from storage.schema.database import open_database
from tests.storage.datasette.archive import Server
from tests.storage.datasette.reading import tree, words
from text.places.gazetteer import places_by_code
from text.places.outlines import country_map

NOW = datetime(2026, 11, 22, tzinfo=UTC)
DAVAO, DAVAO_OCCIDENTAL, ILIGAN, LANAO = "1102400000", "1108600000", "1030900000", "1003500000"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("", "", ("2025-12", "2026-11")),
        ("2024-03", "2024-05", ("2024-03", "2024-05")),
        ("2024-05", "2024-03", ("2024-03", "2024-05")),
        ("yesterday", "2024-13", ("2025-12", "2026-11")),
        ("", "2024-12", ("2024-01", "2024-12")),
    ],
)
def test_months_that_are_asked_for(first: str, last: str, expected: tuple[str, str]) -> None:
    assert period_asked(first, last, NOW, 12) == expected


def test_a_period_ends_before_the_next_month() -> None:
    assert CountedMonths("2026-01", "2026-12").until == "2027-01"
    assert CountedMonths("2026-01", "2026-12").has("2026-12")
    assert not CountedMonths("2026-01", "2026-12").has("2027-01")


def test_the_map_has_every_province_and_metro_manila_once() -> None:
    codes = [code for outline in country_map().provinces for code in outline.codes]
    provinces = {place.code for place in places_by_code().values() if place.kind == "province"}
    assert sorted(codes) == sorted(provinces | {"1300000000"})
    assert len(areas_of(country_map(), "region")) == 18


def test_the_page_says_which_provinces_share_a_shape() -> None:
    said = shapes_shared(country_map())
    assert ["Davao del Sur", "Davao Occidental"] in said["shared"]
    assert said["drawn_with"][DAVAO_OCCIDENTAL] == "Davao del Sur"
    assert len(said["drawn_with"]) == 2 * len(said["shared"]) == 4


def test_a_map_part_two_provinces_leads_to_the_one_with_more_articles() -> None:
    counts = {DAVAO: 2, DAVAO_OCCIDENTAL: 3}
    shape = map_part((DAVAO, DAVAO_OCCIDENTAL), ["M0,0Z"], counts, [(2, 2), (3, 3)])
    assert (shape.code, shape.shade, shape.told) == (DAVAO_OCCIDENTAL, 2, "Davao del Sur: 2; Davao Occidental: 3")


def test_shades_share_the_different_counts_out() -> None:
    assert shade_limits([0, 0]) == []
    assert shade_limits([0, 4, 4, 9]) == [(4, 4), (9, 9)]
    assert shade_limits(list(range(11))) == [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]


def test_the_table_goes_from_regions_down_to_cities() -> None:
    counts = {ILIGAN: 1, "": 5, "1000000000": 2, LANAO: 1, "1300000000": 1}
    assert [place.kind for place, _ in table_rows(counts)] == ["region", "province", "city", "region"]


def test_bodies_that_are_named_together() -> None:
    named = [["iacat", "nbi"], ["iacat", "nbi", "pnp"], ["nbi"], ["pnp"]]
    assert [(body.slug, count) for body, count in counted(named)] == [("nbi", 3), ("iacat", 2), ("pnp", 2)]
    assert [(pair.one.slug, pair.other.slug, pair.together, pair.share) for pair in pairs(named)] == [
        ("iacat", "nbi", 2, 1.0)
    ]


def test_a_place_has_a_page_with_what_lies_in_it(server: Server) -> None:
    for code in (ILIGAN, LANAO, "1000000000"):
        page = tree(server.page(f"/place/{code}"))
        assert "3 articles" in words(page.find(".//p[@role='status']"))
        assert "/article/5" in page.xpath("//ol//a/@href")
    assert "0 articles" in words(tree(server.page(f"/place/{LANAO}?from=2020-01&until=2020-12")))
    municipality = next(place.code for place in places_by_code().values() if place.kind == "municipality")
    assert server.get(f"/place/{municipality}").status_code == 404


def test_the_page_of_places_counts_the_months_that_are_asked_for(server: Server) -> None:
    page = tree(server.page("/places?from=2021-04&until=2021-04"))
    assert "1 article" in words(page.find(".//p[@role='status']"))
    assert [[words(cell) for cell in row] for row in page.findall(".//tbody/tr")] == [
        ["Region X (Northern Mindanao)", "region", "1"],
        ["Lanao del Norte", "province", "1"],
        ["City of Iligan", "city", "1"],
    ]
    assert "Lanao del Norte: 1" in page.xpath("//svg//a/@aria-label")


def test_speakers_have_a_page_unless_any_text_calls_them_private() -> None:
    connection = open_database(":memory:").conn
    rows = [(1, "judge-ana-lim", 7, "Ana Lim", "Judge"), (1, "rosa-tan", 8, "Rosa Tan", "director of the council")]
    rows.append((2, "", 8, "", ""))
    connection.execute(
        "insert into sources (slug, name, kind, country, language, homepage) values ('a', '', '', '', '', '')"
    )
    for number in (1, 2):
        connection.execute(
            "insert into articles (id, url, source, title, published, word_count, first_seen, last_seen, on_topic, "
            "relevance, content_hash) values (?1, ?1, 'a', '', '2026-01-02', 1, '2026-01-03', '', 1, 1, '')",
            [number],
        )
    statement_of = 'insert into speakers (article, speaker, fingerprint, name, office, quoted_as, start, "end") '
    connection.executemany(statement_of + "values (?, ?, ?, ?, ?, '', 0, 0)", rows)
    asked = {"since": "2026-01", "until": "2026-02", "most": 9}
    assert [row[0] for row in connection.execute(statement("speakers_named"), asked)] == ["judge-ana-lim"]
    found = [
        connection.execute(statement("articles_of_speaker"), {"value": row[1], "most": 9}).fetchall()
        for row in rows[:2]
    ]
    assert [len(articles) for articles in found] == [1, 0]


def test_what_is_in_no_ledger_has_no_page(server: Server) -> None:
    assert "0 articles" in words(tree(server.page("/body/pnp")))
    assert server.get("/body/nobody").status_code == 404
    assert server.get("/speaker/nobody").status_code == 404
    assert server.get("/law/RA-11930").status_code == 404
