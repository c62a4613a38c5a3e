"""Words that lead to a child are found wherever they stand, by a search that skips where they cannot."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from text.care.masks import carried

NAMES = (
    "Rica",
    "RICA",
    "ricá",
    "Dalagan",
    "dalagan",
    "DALAGAN",
    "İlkay",
    "ılkay",
    "ILKAY",
    "Straße",
    "STRASSE",
    "ß",
    "ſ",
)
OTHERS = (
    "ß",
    "ſ",
    "K",
    "x" * 70,
    "x",
    " ",
    "  ",
    "\n",
    "#",
    "’s",
    "-",
    ".",
    "ΐ",
    "ŉ",
    "Rica Dalagan",
    "rica\n dalagan",
)
PIECES = st.sampled_from((*NAMES, *OTHERS, " "))
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@given(said=st.lists(PIECES, min_size=1, max_size=3).map("".join).filter(str.strip), text=TEXTS)
def test_nothing_is_skipped_that_a_search_of_the_whole_text_finds(said: str, text: str) -> None:
    whole = [match.span() for match in carried._pattern_of(said).finditer(text)]
    assert [(one.start, one.end) for one in carried.find_carried([("child_name", said)], text)] == whole
