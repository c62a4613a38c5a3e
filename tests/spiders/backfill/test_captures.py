"""Listings of captures in every form, and the windows in which they are asked for."""

from __future__ import annotations

from datetime import date

import pytest

from items import Outcome
from spiders.backfill.captures import Capture, parse_captures
from spiders.backfill.windows import Window, years

URL = "https://herald.example/2016/a"
SEVEN = f"example,herald)/2016/a 20160102030405 {URL} text/html 200 AAAA 1234"
ELEVEN = (
    " CDX N b a m s k r M S V g\n"
    f"example,herald)/2016/a 20160102030405 {URL} text/html 200 AAAA - - 1234 5678 crawl-1.warc.gz"
)
OTHER_ORDER = f" CDX b a N s m V g\n20160102030405 {URL} example,herald)/2016/a 200 text/html 5678 crawl-1.arc.gz"
CDXJ = (
    '!meta {"ver": "1"}\n'
    f'example,herald)/2016/a 20160102030405 {{"url": "{URL}", "mime": "text/html", "status": "200", "offset": 5}}'
)
JSON_LINES = f'{{"urlkey": "k", "timestamp": "20160102030405", "url": "{URL}", "mime": "text/html", "status": "200"}}'
JSON = f'[["urlkey","timestamp","original","mimetype","statuscode"],\n["k","20160102030405","{URL}","text/html","200"]]'


@pytest.mark.parametrize("listing", [SEVEN, ELEVEN, OTHER_ORDER, CDXJ, JSON_LINES, JSON, f"\ufeff{SEVEN}\r\n\r\n"])
def test_a_capture_is_read_in_every_form(listing: str) -> None:
    (capture,) = parse_captures(listing)
    assert capture == Capture(URL, "20160102030405", "text/html", "200")
    assert capture.captured is not None
    assert capture.captured.isoformat() == "2016-01-02T03:04:05+00:00"
    assert capture.refusal() is None


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        (SEVEN.replace("text/html", "image/png"), Outcome.NOT_AN_ARTICLE),
        (SEVEN.replace("text/html", "warc/revisit").replace("200", "-"), Outcome.NOT_AN_ARTICLE),
        (SEVEN.replace(" 200 ", " 404 "), Outcome.NOT_AN_ARTICLE),
        (SEVEN.replace(URL, "dns:herald.example"), Outcome.ERROR),
        (SEVEN.replace("20160102", "20161302"), Outcome.ERROR),
        ("nothing of the kind", Outcome.ERROR),
        ('k 20160102030405 {"url": ', Outcome.ERROR),
        ("[[broken", Outcome.ERROR),
    ],
)
def test_what_holds_no_page_says_why(line: str, outcome: Outcome) -> None:
    (capture,) = parse_captures(line)
    refusal = capture.refusal()
    assert refusal is not None
    assert refusal[0] is outcome


def test_an_empty_listing_names_nothing() -> None:
    assert parse_captures("") == parse_captures("\n") == parse_captures("[]") == []


def test_time_is_asked_for_by_years_and_their_halves() -> None:
    first, *_, last = years("herald.example", date(2014, 3, 1), date(2016, 2, 2))
    assert (str(first), str(last)) == ("herald.example/2014-03-01--2014-12-31", "herald.example/2016-01-01--2016-02-02")
    halves = Window("herald.example", date(2016, 2, 1), date(2016, 2, 3)).halves()
    assert [(one.first.day, one.last.day) for one in halves] == [(1, 2), (3, 3)]
    assert halves[1].halves() == ()
    assert halves[0].index_url("https://index.example/cdx?collapse=urlkey", 5) == (
        "https://index.example/cdx?collapse=urlkey"
        "&url=herald.example&matchType=domain&from=20160201&to=20160202&limit=5"
    )


@pytest.mark.parametrize(
    "listing",
    [
        "[1, 2]",
        "[null, 3]",
        '[["timestamp", "original"], 7]',
        '[["timestamp", "original"], ["20160102030405", "http://[bad"]]',
        "[" * 100_000,
        'k 20160102030405 {"a":' * 100_000,
        "k 20160102030405 http://[::1 text/html 200",
        f"k 20160102030405 https://{'a' * 300}.example/ text/html 200",
        "k \u00b2016 https://h.example/ text/html 200",
        "\x00\x00",
    ],
)
def test_a_line_that_is_none_is_told_of(listing: str) -> None:
    assert {capture.refusal() for capture in parse_captures(listing)} == {
        (Outcome.ERROR, "the line of the index names no address or no time")
    }


def test_an_empty_table_names_nothing_and_no_password_is_taken_over() -> None:
    assert parse_captures("[]") == []
    (capture,) = parse_captures(SEVEN.replace("https://", "https://user:word@"))
    assert capture.url == URL
