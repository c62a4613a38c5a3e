"""The kind of a change, from two versions of an article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.edits import ChangeKind, kind_of_change

TITLE = "Court sentences man in Cebu"
TEXT = "The court sentenced a man to twenty years on Monday. Prosecutor Ana Reyes said 12 children were safe.\n\n"
TEXT += "He appealed."
TERMS = ("grooming", "osaec", "pornography")


@pytest.mark.parametrize(
    ("title", "old", "new", "kind"),
    [
        (TITLE, "12 children", "14 children", ChangeKind.FIGURE),
        (TITLE, "twenty years", "thirty years", ChangeKind.FIGURE),
        (TITLE, "on Monday", "on Monday, with a fine of ₱500,000", ChangeKind.FIGURE),
        (TITLE, "Ana Reyes", "Anna Reyes", ChangeKind.NAME),
        (TITLE, "Ana Reyes", "the deputy", ChangeKind.NAME),
        (TITLE, "sentenced a man", "sentenced a man for grooming", ChangeKind.TERM),
        ("Court jails man in Cebu", "He appealed.", "He appealed.", ChangeKind.HEADLINE),
        (TITLE, "were safe", "are safe", ChangeKind.SMALL),
        (
            TITLE,
            "He appealed.",
            "He appealed, and the hearing before the higher court will be in spring.",
            ChangeKind.TEXT,
        ),
        (TITLE, "He appealed.", "He appealed.\n\nCorrection: the court sat in town.", ChangeKind.CORRECTION),
        (TITLE, "He appealed.", "Editor's note: the date was mended. He appealed.", ChangeKind.CORRECTION),
        (TITLE, "He appealed.", "he appealed!", None),
        (TITLE, "The court sentenced", "Yesterday the court sentenced", ChangeKind.SMALL),
    ],
)
def test_each_kind_is_told(title: str, old: str, new: str, kind: ChangeKind | None) -> None:
    assert kind_of_change(TITLE, TEXT, title, TEXT.replace(old, new), terms=TERMS) == kind


def test_the_gravest_kind_wins() -> None:
    changed = TEXT.replace("12", "14").replace("Ana", "Anna")
    assert kind_of_change(TITLE, TEXT, "Another headline", changed) is ChangeKind.FIGURE


def test_words_that_only_moved_are_no_figure_and_no_name() -> None:
    first, second = TEXT.partition("\n\n")[0].split(" Prosecutor ")
    moved = f"Prosecutor {second} {first}\n\nHe appealed."
    assert kind_of_change(TITLE, TEXT, TITLE, moved) is ChangeKind.TEXT


@given(st.text(), st.text())
def test_the_same_is_no_change(title: str, text: str) -> None:
    assert kind_of_change(title, text, title, text) is None


@given(st.text(), st.text(), st.text(), st.text(), st.lists(st.text()))
def test_any_texts_can_be_compared(title: str, text: str, later: str, other: str, terms: list[str]) -> None:
    there, back = (
        kind_of_change(title, text, later, other, terms=terms),
        kind_of_change(later, other, title, text, terms=terms),
    )
    # a notice is a correction only where it comes, not where it goes
    if ChangeKind.CORRECTION not in {there, back}:
        assert (there is None) == (back is None)


@given(st.text(), st.text())
def test_white_space_is_no_change(title: str, text: str) -> None:
    assert kind_of_change(title, text, f" {title} ", f"{text} \n") is None
