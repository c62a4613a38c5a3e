"""Pages and plain texts go to their own cleaners, in whatever encoding they are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.extraction.document import extract_document

NOW = datetime(2026, 6, 1, tzinfo=UTC)
LINES = (
    "Rat beschließt Umbau der alten Brücke",
    "Köln – Der Rat der Stadt hat am Dienstag nach zwei Jahren Streit beschlossen, die alte Brücke umzubauen.",
    "Die Arbeiten sollen im Frühjahr beginnen und kosten die Stadt „nicht mehr als geplant“, sagte eine Sprecherin.",
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_plain_text_is_read_in_its_own_encoding(encoding: str) -> None:
    cleaned = extract_document("\n\n".join(LINES).encode(encoding), "file:///letter.txt", "text/plain", now=NOW)
    assert cleaned.article
    assert cleaned.article.title == LINES[0]
    assert "„nicht mehr als geplant“" in cleaned.article.text


def test_a_page_is_read_as_a_page() -> None:
    body = "".join(f"<p>{line}</p>" for line in LINES[1:])
    page = f"<html><head><title>{LINES[0]}</title></head><body><h1>{LINES[0]}</h1>{body}</body></html>"
    cleaned = extract_document(page.encode(), "https://herald.example/bruecke", "text/html; charset=utf-8", now=NOW)
    assert cleaned.article
    assert cleaned.article.title == LINES[0]
    assert cleaned.article.text.count("\n\n") == 1
