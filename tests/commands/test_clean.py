"""``scrapy clean``: a line in, a line out."""

import json
from datetime import UTC, datetime

from commands.clean import answers

NOW = datetime(2026, 6, 1, tzinfo=UTC)
SENTENCE = "The town council met on Tuesday and agreed on a plan for the old harbour after two years of talks."
PAGE = (
    "<html><head><title>The plan</title><meta name=author content='Ana Quisora'>"
    "<meta property='article:published_time' content='2024-05-04T09:30:00+08:00'></head>"
    f"<body><h1>The plan</h1><p>{SENTENCE}</p><p>It was a long evening, and the hall was full.</p></body></html>"
)


def test_answers_keep_the_order_and_carry_their_evidence() -> None:
    lines = [
        json.dumps({"id": n, "url": "https://www.example.org/plan", "html": html}).encode()
        for n, html in enumerate((PAGE, ""))
    ]
    first, second = answers(lines, NOW)
    assert (first["id"], first["title"], list(first["authors"])) == (0, "The plan", ["Ana Quisora"])
    assert first["date"] == "2024-05-04T01:30:00+00:00"
    assert first["published_zone"] == "+08:00"
    assert first["text"].startswith(SENTENCE)
    assert "h1" in first["title_evidence"]
    assert (second["id"], second["text"], second["outcome"]) == (1, "", "not_an_article")
    assert json.dumps(first)


def test_a_line_that_is_no_page_is_answered_with_an_error() -> None:
    first, second = answers([b"nonsense\n", b'{"id": 7}\n', b"\n"], NOW)
    assert "line 1" in first["error"]
    assert "line 2" in second["error"]
