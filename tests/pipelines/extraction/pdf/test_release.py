"""Releases as PDF: paragraphs, title and date from the text layer, the link and the metadata."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from items import Article, Hint, Outcome
from pipelines.extraction.document import TEXT_LAYER_TYPE, extract_document
from pipelines.extraction.pdf.text_layer import MAX_PDF_PAGES
from tests.hostileweb.content import prose
from tests.pdfs import PICTURE, lay_out, make_pdf

NOW = datetime(2026, 6, 1, tzinfo=UTC)
URL = "https://ministry.example/releases/14.pdf"
TITLE = "Task group closes three payment channels"
TEXT = prose("release", 24)


def article_of(body: bytes, url: str = URL, hint: Hint | None = None) -> Article:
    result = extract_document(body, url, "application/pdf", hint, now=NOW)
    assert result.article is not None, result.reason
    again = extract_document(result.text_layer, url, TEXT_LAYER_TYPE, hint, now=NOW)
    assert (again.article, again.outcome) == (result.article, result.outcome)
    return result.article


def reason_of(body: bytes) -> str:
    result = extract_document(body, URL, "text/html", now=NOW)
    assert result.article is None
    assert result.outcome is Outcome.NOT_AN_ARTICLE
    assert b"%PDF" not in result.text_layer
    return result.reason


def test_lines_are_put_together_to_paragraphs_across_pages() -> None:
    pages = [
        lay_out(
            TEXT[start : start + 2], headline="" if start else TITLE, head="Ministry of Families", foot=f"Page {n} of 3"
        )
        for n, start in enumerate((0, 2, 4), 1)
    ]
    article = article_of(make_pdf(pages))
    assert article.text.split("\n\n") == TEXT
    assert (article.title, article.title_evidence) == (TITLE, "largest letters")
    assert not article.partial


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    first, second = TEXT[0].split(" so that ", 1) if " so that " in TEXT[0] else TEXT[0].split(", and ", 1)
    article = article_of(make_pdf([lay_out([first]), lay_out([f"so that {second}", *TEXT[1:]])]))
    assert article.text.split("\n\n")[0] == f"{first} so that {second}"


@pytest.mark.parametrize(
    ("headline", "named", "link", "expected"),
    [
        (TITLE, "Microsoft Word - release_14.docx", "Download the release", (TITLE, "largest letters")),
        ("", TITLE, "release_14.pdf", (TITLE, "metadata")),
        (TITLE, "", "Press release no. 14 (PDF, 210 kB)", (TITLE, "largest letters")),
        ("A letterhead of the ministry", "untitled", f"{TITLE} [PDF]", (TITLE, "given with the text")),
    ],
)
def test_the_title_is_that_of_the_link_the_page_or_the_metadata(
    headline: str, named: str, link: str, expected: tuple[str, str]
) -> None:
    article = article_of(make_pdf([lay_out(TEXT, headline=headline)], title=named), hint=Hint(URL, link))
    assert (article.title, article.title_evidence) == expected


@pytest.mark.parametrize(
    ("line", "url", "created", "hint", "expected"),
    [
        ("4 May 2026", URL, "D:20260506093000+08'00'", None, ("2026-05-04", "visible date")),
        ("", "https://ministry.example/2026/05/05/r.pdf", "D:20260506093000+08'00'", None, ("2026-05-05", "url")),
        ("", URL, "D:20260506093000+08'00'", None, ("2026-05-06", "metadata")),
        ("", URL, "D:20310506093000+08'00'", None, ("", "")),
        ("", URL, "", datetime(2026, 5, 7, tzinfo=UTC), ("2026-05-07", "given with the text")),
    ],
)
def test_the_date_is_that_of_the_text_the_link_or_the_metadata(
    line: str, url: str, created: str, hint: datetime | None, expected: tuple[str, str]
) -> None:
    body = make_pdf([lay_out([line, *TEXT] if line else TEXT, headline=TITLE)], created=created)
    article = article_of(body, url, Hint(url, published=hint) if hint else None)
    assert (article.published.date().isoformat() if article.published else "", article.published_evidence) == expected


def test_a_long_document_is_read_in_part() -> None:
    pages = [lay_out(prose(f"page {number}", 4)) for number in range(MAX_PDF_PAGES + 2)]
    article = article_of(make_pdf(pages))
    assert article.partial
    assert article.partial_reason == f"only the first {MAX_PDF_PAGES} of its {MAX_PDF_PAGES + 2} pages are read"
    assert article.text.endswith(prose(f"page {MAX_PDF_PAGES - 1}", 4)[-1])


def test_what_holds_no_text_says_so() -> None:
    assert reason_of(make_pdf([PICTURE] * 3)) == "the PDF has no text that can be read, as a scan has none"
    assert reason_of(make_pdf([lay_out(TEXT)], encrypted=True)) == "the PDF is encrypted"
    assert reason_of(b"%PDF-1.7\n" + b"\xe2\xe3" * 500) == "the PDF is broken"
    assert reason_of(make_pdf([])) in {"the PDF is broken", "the PDF has no text that can be read, as a scan has none"}


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 6000), st.binary(max_size=30))
def test_no_bytes_break_the_reader(place: int, damage: bytes) -> None:
    body = make_pdf([lay_out(TEXT[:2])])
    result = extract_document(body[:place] + damage + body[place + 20 :], URL, "", now=NOW)
    assert not result.traceback
