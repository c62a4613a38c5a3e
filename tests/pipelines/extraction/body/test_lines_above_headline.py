"""What stands above the headline is no part of the text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.extraction.body.paragraphs import cut_lines_above_headline
from pipelines.extraction.page import extract_page

TITLE = "Council publishes its rules on blocking"
LEAD = "The council has published the rules on which providers were waiting since the spring of last year."
SHOWN = f"Republic of Somewhere - Contact us Press releases {TITLE} 4 March 2026 {LEAD} Press releases"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Republic of Somewhere - Contact us", "Press releases", LEAD], [LEAD]),
        (["What is new", LEAD, "Press releases"], ["What is new", LEAD, "Press releases"]),
        ([LEAD, "Press releases"], [LEAD, "Press releases"]),
        ([], []),
    ],
)
def test_labels_above_the_headline_are_cut_and_nothing_else(lines: list[str], expected: list[str]) -> None:
    assert cut_lines_above_headline(lines, TITLE, SHOWN) == expected


def test_without_a_headline_on_the_page_nothing_is_cut() -> None:
    assert cut_lines_above_headline(["Press releases", LEAD], "Another headline", SHOWN) == ["Press releases", LEAD]
    assert cut_lines_above_headline(["Press releases", LEAD], "", SHOWN) == ["Press releases", LEAD]


def test_the_name_of_a_section_is_no_first_paragraph() -> None:
    page = (
        f"<html><head><title>{TITLE} | Council</title></head><body><main><p>Press releases</p><h1>{TITLE}</h1>"
        f"<p>{LEAD}</p><p>A provider may contest a notice before a court within five days, as the rules say.</p></main>"
    )
    found = extract_page(
        page.encode(), "https://council.example/rules", "text/html", now=datetime(2026, 3, 5, tzinfo=UTC)
    )
    assert found.article is not None
    assert found.article.text.startswith(LEAD)
