"""Bytes as text, dates and plain text, as feeds, sitemaps and listings share them."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.markup import decode, describe, plain_text, read_time

MANILA = timezone(timedelta(hours=8))
MORNING = datetime(2026, 2, 10, 8, 0, tzinfo=MANILA)


@pytest.mark.parametrize(
    "text",
    [
        *("Tue, 10 Feb 2026 08:00:00 +0800", "10 Feb 2026 08:00 +08:00", "Tuesday, 10 February 2026 8:00 AM GMT+8"),
        *("Tue, 10 Feb 2026 08:00:00 PHT", "tue, 10-feb-26 08:00:00 +0800", "Tue, 10 Feb 2026 08:00:00 +0800 (PST)"),
        *("2026-02-10T08:00:00+08:00", "2026-02-10 08:00:00 +0800", " 2026-02-10t08:00:00.000+08:00\n"),
        *("Feb. 10, 2026 8:00 a.m. +0800", "February 10, 2026 at 08:00 +0800"),
    ],
)
def test_a_date_keeps_the_zone_it_was_written_in(text: str) -> None:
    moment = read_time(text)
    assert moment == MORNING
    assert moment is not None
    assert moment.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-02-10T00:00:00Z", datetime(2026, 2, 10, tzinfo=UTC)),
        ("2026-02-10", datetime(2026, 2, 10, tzinfo=UTC)),
        ("2026-02", datetime(2026, 2, 1, tzinfo=UTC)),
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("Tue, 10 Feb 2026 08:00:00 PM EST", datetime(2026, 2, 11, 1, 0, tzinfo=UTC)),
        ("Tue, 10 Feb 2026 12:30 am", datetime(2026, 2, 10, 0, 30, tzinfo=UTC)),
        ("Tue, 10 Feb 2026 08:00:00 XYZ", datetime(2026, 2, 10, 8, tzinfo=UTC)),
    ],
)
def test_a_date_without_a_known_zone_is_in_utc(text: str, moment: datetime) -> None:
    assert read_time(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        *("", "yesterday", "1714521600", "31 Feb 2026", "10 Foo 2026", "2026-13-01", "0001-01-01T00:00:00"),
        *("9999-12-31T23:59:59-05:00", "Tue, 10 Feb 2026 25:00:00", "Tue, 10 Feb 2026 08:00 +9900", "." * 1_000_000),
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_time(text) is None


@given(st.one_of(st.text(max_size=80), st.text("0123456789 :-+TZ,.FebapmGMT()", max_size=64)))
def test_a_date_is_aware_and_can_be_told_in_every_zone(text: str) -> None:
    moment = read_time(text)
    if moment is not None:
        assert moment.tzinfo is not None
        assert abs(moment.astimezone(UTC).year - moment.year) <= 1


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain", "plain"),
        ("<p>One&nbsp;two</p><p>three <b>f</b>our</p>", "One two three four"),
        ("<script>x<y</script>a<!-- b --><style>c</style> d", "a d"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("a<!-- never closed", "a"),
        ("&amp;lt; &#8217;s\u200b\x00", "&lt; ’s"),
    ],
)
def test_markup_becomes_one_line_of_text(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@pytest.mark.parametrize("unit", ["<", "<!--", "<script>", "<script", "</a>", "<p", "&", "<a b='"])
def test_hostile_markup_takes_no_time(unit: str) -> None:
    begun = time.process_time()
    plain_text(unit * 20_000)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("é".encode(), "", "é"),
        (b"\xef\xbb\xbf\xc3\xa9", "text/xml; charset=latin-1", "é"),
        ("é".encode("utf-16"), "", "é"),
        (b"\xe9", "text/xml; charset=iso-8859-1", "é"),
        (b'<?xml version="1.0" encoding="windows-1250"?>\x9a', "", '<?xml version="1.0" encoding="windows-1250"?>š'),
        ("é".encode(), "text/xml; charset=us-ascii", "é"),
        (b"caf\xe9 \x93x\x94", "", "café “x”"),
        ("ñ é ü".encode() + b"\xc3", "", "ñ é ü\ufffd"),
        (b"a", "text/xml; charset=punycode", "a"),
        (b"a", "text/xml; charset=nonsense", "a"),
    ],
)
def test_bytes_are_read_by_the_encoding_that_fits(body: bytes, content_type: str, text: str) -> None:
    assert decode(body, content_type) == text


@given(st.binary(max_size=200), st.text(max_size=40))
def test_all_bytes_are_some_text(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type), str)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" \n", "empty"),
        ("<!DOCTYPE html><title>", "an HTML page"),
        ('{"a": 1}', "JSON of another kind"),
        ("<?xml version='1.0'?><urlset>", "XML that begins with <urlset>"),
        ("\x89PNG" + "\x00" * 20, "binary data"),
        ("User-agent: *", "plain text"),
    ],
)
def test_a_body_is_named_in_words(text: str, words: str) -> None:
    assert describe(text) == words
