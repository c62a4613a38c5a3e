"""The dates that readers see, and which of them are of an update."""

import pytest
from lxml.html import document_fromstring

from pipelines.extraction.fields.visible_dates import visible_dates
from pipelines.extraction.markup.structured_data import StructuredData, TimeElement, read_structured_data

SENTENCE = "The harbour of the town opens again after two years of works, the council said."


def shown(*lead: str, structured: StructuredData | None = None) -> list[tuple[str, bool]]:
    return [(date.statement.value.day, date.updated) for date in visible_dates(structured or StructuredData(), lead)]


def first_time(body: str) -> tuple[str, bool]:
    tree = document_fromstring(f"<html><head><title>Harbour</title></head><body>{body}</body></html>")
    dates = list(visible_dates(read_structured_data(tree), ()))
    heaviest = max(dates, key=lambda date: date.statement.weight)
    return heaviest.statement.value.day, heaviest.updated


@pytest.mark.parametrize(
    "line",
    [
        "Updated: May 6, 2024 10:15 am",
        "Last updated 6 May 2024",
        "Aktualisiert am 06.05.2024",
        "Zuletzt geändert: 6. Mai 2024",
        "Bijgewerkt op 6 mei 2024",
        "Stand: 06.05.2024, 14:20 Uhr",
        "Published version last modified 6 May 2024",
    ],
)
def test_an_update_is_known_by_the_words_before_its_date(line: str) -> None:
    assert shown(line) == [("2024-05-06", True)]


@pytest.mark.parametrize(
    "line",
    ["6 May 2024", "Published 6 May 2024", "News & Updates | 6 May 2024", "Updated edition published 6 May 2024"],
)
def test_other_words_say_nothing_of_an_update(line: str) -> None:
    assert shown(line) == [("2024-05-06", False)]


def test_each_date_of_a_line_has_its_own_label() -> None:
    assert shown("Last updated 6 May 2024 | Published 4 May 2024") == [("2024-05-06", True), ("2024-05-04", False)]


def test_a_label_may_stand_on_the_line_above() -> None:
    assert shown("Last updated", "6 May 2024", "4 May 2024") == [("2024-05-06", True), ("2024-05-04", False)]


@pytest.mark.parametrize(
    "line",
    [
        "On 3 March 2024 the river broke its banks.",
        "The council acts under the law of 12 June 1998, which nobody has changed since then.",
        "The Republic signed it on 12 June 1998.",
    ],
)
def test_sentences_date_what_they_tell_of(line: str) -> None:
    assert shown(line, SENTENCE) == []
    assert shown(SENTENCE, line) == []


def test_nothing_behind_the_beginning_of_the_text_is_read() -> None:
    assert shown("By Ana Quisora", SENTENCE, SENTENCE, "Established 3 March 1998") == []
    assert shown(SENTENCE, "Photo: Wim Dorpema", SENTENCE, "The quay", SENTENCE, "3 March 1998") == []


@pytest.mark.parametrize(
    "line",
    [
        "4 May 2024",
        "By Ana Quisora on Saturday, May 4th, 2024 at 11:08 a.m.",
        "Published on May 4, 2024 at 8:30 in the morning.",
        "MANILA, May 4, 2024 (PNA) — The harbour of the town opens again, the council said.",
        "Harbour Town, 4 May 2024 – The harbour of the town opens again, the council said.",
    ],
)
def test_date_lines_and_datelines_under_a_standfirst_are_read(line: str) -> None:
    assert shown(SENTENCE, line, SENTENCE) == [("2024-05-04", False)]


def test_a_script_among_the_lines_is_no_text() -> None:
    assert shown("player.setup({file: 'x'}); var a = b.c(); // 1 May 2020.", "4 May 2024") == [("2024-05-04", False)]


def test_class_names_tell_an_update_from_the_publication() -> None:
    times = (TimeElement("2024-06-01", "", "updated"), TimeElement("2024-05-04", "", "published"))
    assert shown(structured=StructuredData(times=times)) == [("2024-06-01", True), ("2024-05-04", False)]
    unchanged = (TimeElement("2024-05-04", "", "entry-date published updated"),)
    assert shown(structured=StructuredData(times=unchanged)) == [("2024-05-04", False)]


def test_teasers_do_not_date_the_page() -> None:
    assert shown(structured=StructuredData(times=(TimeElement("2024-05-04", "", "related-item"),))) == []


def test_words_before_a_time_element_are_its_label() -> None:
    body = (
        "<h1>The harbour</h1><p>Updated <time datetime='2024-05-06'>6 May</time></p>"
        "<p><span>Published</span> <time datetime='2024-05-04'>4 May</time></p>"
    )
    tree = document_fromstring(f"<html><body>{body}</body></html>")
    assert shown(structured=read_structured_data(tree)) == [("2024-05-06", True), ("2024-05-04", False)]


def test_the_time_nearest_to_the_headline_counts_most() -> None:
    body = (
        "<div><time datetime='2024-06-01'>Today</time></div><main><article><h1>The harbour opens again</h1>"
        "<p><time datetime='2024-05-04'>4 May</time></p></article></main>"
    )
    assert first_time(body) == ("2024-05-04", False)
    assert first_time(f"<header><h1>Post</h1></header>{body}") == ("2024-05-04", False)
