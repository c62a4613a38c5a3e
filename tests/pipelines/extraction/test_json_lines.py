"""A page as a line in, an article as a line out."""

import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.json_lines import extract_line, failed_line

NOW = datetime(2026, 6, 1, tzinfo=UTC)
SENTENCE = "The town council met on Tuesday and agreed on a plan for the old harbour after two years of talks."
PAGE = (
    "<html><head><title>The plan</title><meta name=author content='Ana Quisora'>"
    "<meta property='article:published_time' content='2024-05-04T09:30:00+08:00'></head>"
    f"<body><h1>The plan</h1><p>{SENTENCE}</p><p>It was a long evening, and the hall was full.</p></body></html>"
)


def answer(line: bytes) -> dict[str, Any]:
    written = extract_line(line, 7, NOW)
    assert written.count(b"\n") == 1
    read = json.loads(written.decode())
    assert isinstance(read, dict)
    return read


def page(**fields: Any) -> bytes:
    return json.dumps({"id": 1, "url": "https://www.example.org/plan", "html": PAGE, **fields}).encode()


def test_an_answer_carries_its_evidence() -> None:
    found = answer(page())
    assert (found["id"], found["title"], found["authors"]) == (1, "The plan", ["Ana Quisora"])
    assert found["date"] == "2024-05-04T09:30:00+08:00"
    assert found["published_zone"] == "+08:00"
    assert found["text"].startswith(SENTENCE)
    assert "h1" in found["title_evidence"]
    assert found["outcome"] == "pending"


def test_a_page_that_is_no_article_says_why() -> None:
    found = answer(page(html=""))
    assert (found["id"], found["text"], found["outcome"]) == (1, "", "not_an_article")
    assert found["reason"]


def test_a_line_that_is_no_page_is_answered_with_an_error_under_its_id() -> None:
    assert "line 7" in answer(b"nonsense")["error"]
    assert "KeyError: 'html'" in answer(b'{"id": 3}')["error"]
    assert [answer(line)["id"] for line in (b"[", b'{"id": 3}', page(html=5))] == [None, 3, 1]
    assert len(answer(b"\xff" * 100_000)["error"]) < 1000


def test_arrays_without_end_are_an_error() -> None:
    assert "RecursionError" in answer(b"[" * 200_000)["error"]


def test_halves_of_characters_can_be_written() -> None:
    assert answer(page(id="\ud800", html=f"<h1>\udc00</h1>{PAGE}"))["id"] == "\ud800"
    assert json.loads(failed_line(page(id="\ud800"), 1, "it was \udfff"))["id"] == "\ud800"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda leaf: st.lists(leaf) | st.dictionaries(st.sampled_from(["id", "url", "html"]), leaf),
    )
)
def test_every_line_has_an_answer(value: Any) -> None:
    assert {"id", "text"} <= answer(json.dumps(value).encode()).keys()


@given(st.binary())
def test_bytes_have_an_answer(line: bytes) -> None:
    assert answer(line)["error"]
