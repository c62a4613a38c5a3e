"""The native versions give what those in Python do, byte for byte, whatever a page is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.relevance.anchors import AnchorFinder, ReferenceFinder
from pipelines.relevance.page_words import (
    BREAK,
    native_shown_blocks,
    native_words_of,
    page_words,
    shown_blocks_of,
    words_of,
)
from tests.sampleweb.world import load

SAMPLES = [reply.body for reply in load().values()]
#: what the rules look for, so that pages of them come near every rule
PIECES = (
    *(
        b"<",
        b">",
        b"</",
        b"script",
        b"style",
        b"<script ",
        b"</script>",
        b"<style>",
        b"</style>",
        b"<!--",
        b"-->",
        b"--!>",
    ),
    *(
        b"-",
        b"!",
        b"<!-->",
        b"ld",
        b"+json",
        b"application/ld+json",
        b"'",
        b"&",
        b"#",
        b"x",
        b"65",
        b"8217",
        b";",
        b"nbsp",
    ),
    *(b"shy", b"amp", b"_", rb"\u", rb"\u0041", rb"\u003c", rb"\u001f", b"00", b"4f", b"p", b"div", b"<p>", b"<div/>"),
    *(
        b"<meta",
        b"meta",
        b"<![",
        b"h1",
        b"<h1/",
        b"tfoot",
        b"<td>",
        b"<b>",
        b"A",
        b"Z",
        b"\xc3\xa4",
        b"\xff",
        b"?",
        b"/",
    ),
    *(b"a", b"hr", b"<HR>", b"<SCRIPT>", b"</SCRIPT", b"&#0", b"&#x", b"&#X", b"0", b"7a", b" ", b"\n", b"\0", BREAK),
    *(b"\t", b"\x0b", b"<meta ", b"<div class=a>", b"</p >"),
)


#: of which the letters of some are those of others, and two of which may have no space in them
ANCHORS = [
    (b"sc", False),
    (b"script", False),
    (b"ript", True),
    (b"a", True),
    (b"az", False),
    (b"zazaz", False),
    (b"7", False),
]


def check(page: bytes) -> None:
    """The native versions give what the others do; no word stands where no block is shown."""
    if native_words_of is None or native_shown_blocks is None:
        pytest.skip("the native versions were not built: there was no compiler")
    words, shown = native_words_of(page), shown_blocks_of(page)
    assert native_shown_blocks(page) == shown
    assert words is None or words == words_of(page)
    words = words_of(page)
    assert words.count(BREAK) == shown.count(BREAK)
    finders = ReferenceFinder(ANCHORS), AnchorFinder(ANCHORS)
    by_reference, natively = ([*map(tuple, zip(*[iter(finder.find(words))] * 3, strict=True))] for finder in finders)
    assert sorted(natively) == sorted(by_reference)
    assert len(set(natively)) == len(natively)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
def test_pages_of_what_the_rules_look_for(page: bytes) -> None:
    check(page)


@given(st.binary(max_size=200))
def test_pages_of_any_bytes(page: bytes) -> None:
    check(page)


def test_real_pages() -> None:
    for page in SAMPLES:
        check(page)


@pytest.mark.parametrize("written", [b"&#111;saec", b"&#x6F;saec", b"&#0079;SAEC", b"\\u0026#111;saec"])
def test_what_the_native_version_leaves_to_the_other_is_read_all_the_same(written: bytes) -> None:
    assert page_words(b"<p>" + written + b"</p>") == BREAK + b"osaec" + BREAK


def test_the_python_version_serves_where_nothing_was_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.relevance.page_words.native_words_of", None)
    assert [page_words(page) for page in SAMPLES[:5]] == [words_of(page) for page in SAMPLES[:5]]


def test_anchors_are_found_over_blocks_and_spaces_unless_they_may_not_be() -> None:
    finder = AnchorFinder([(b"abc", False), (b"bc", True)])
    found = [list(finder.find(words)) for words in (b"\x1fab\x1f \x1fc", b"a b c", b"abc \x1f bc", b"x\x1fa bc bc")]
    assert found == [[0, 0, 1], [0, 0, 0], [0, 0, 0, 1, 0, 0, 1, 1, 1], [0, 1, 1, 1, 1, 1]]
    if finder.automaton is not None:
        with pytest.raises(ValueError, match="anchor 1 has none but small letters"):
            AnchorFinder([(b"a", False), (b"a b", False)])


def test_too_many_anchors_are_left_to_the_reference() -> None:
    finder = AnchorFinder([(b"%x" % number * 9, False) for number in range(2_000, 4_500)])
    assert finder.automaton is None
    assert list(finder.find(b"7d0 " * 9)) == [0, 0, 0]


def test_many_open_tags_take_no_longer_than_their_number() -> None:
    assert page_words(b"<a " * 100_000 + b">").split() == [b"a"] * 99_999
