"""JSON with slips: what is plain in it is read."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.markup.tolerant_json import read_tolerantly

AUTHOR = {"headline": "A pier", "author": {"name": "Ana Quisora"}, "tags": ["sea", "wood"]}
TEXT = json.dumps(AUTHOR, indent=1)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT.replace('"', "'"),
        f"// made by a script\n{TEXT}",
        TEXT.replace(',\n "author"', '\n "author"'),
        f"window.data = {TEXT};",
        f"{TEXT}</br>",
        TEXT.replace("{", "{,").replace("]", ",]"),
        TEXT.replace('"headline"', "headline"),
    ],
)
def test_slips_cost_nothing(text: str) -> None:
    assert read_tolerantly(text) == [AUTHOR]


def test_what_is_cut_off_ends_where_it_is_cut() -> None:
    assert read_tolerantly(TEXT[: TEXT.index("sea") + 1]) == [{**AUTHOR, "tags": []}]
    assert read_tolerantly('{"a": "whole", "b": "cut of') == [{"a": "whole", "b": None}]


def test_marks_within_a_text_do_not_end_it() -> None:
    assert read_tolerantly('{"a": "they said "stop" twice", "b": 2}') == [{"a": 'they said "stop" twice', "b": 2}]


@given(st.recursive(st.text() | st.booleans() | st.integers(), lambda v: st.dictionaries(st.text(), v) | st.lists(v)))
def test_sound_objects_are_read_as_they_are(value: Any) -> None:
    assert read_tolerantly(json.dumps({"a": value})) == [{"a": value}]


@pytest.mark.parametrize("piece", ["{", "[", '{"a":', '"', "'", "a", '" "', "/*", ",", "\\", '"\n'])
def test_time_grows_with_length_only(piece: str) -> None:
    start = time.process_time()
    read_tolerantly('{"a": ' + piece * (100_000 // len(piece)))
    assert time.process_time() - start < 5
