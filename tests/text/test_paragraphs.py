"""The paragraphs of a plain text."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from text.paragraphs import divide_into_paragraphs, split_paragraphs

LONG = (
    "The town council met on Tuesday and agreed on a plan for the old harbour after two years of talks. The mayor said "
    "that the work would begin in spring, and that the fish market would stay where it has been since the great storm."
)


def test_hard_wrapped_lines_become_paragraphs() -> None:
    wrapped = "\n".join(textwrap.wrap(LONG, 64))
    assert split_paragraphs(f"{wrapped}\n\n{wrapped}") == [LONG, LONG]
    assert split_paragraphs(f"{wrapped}\nA short last paragraph ends here.\n{wrapped}")[0] == LONG


def test_lines_of_their_own_stay_apart() -> None:
    lines = ["The first thing was said.", "The second thing was said by another.", "Nobody knew the third."]
    assert split_paragraphs("\n".join(lines)) == lines
    assert split_paragraphs("- one thing\n- another thing") == ["- one thing", "- another thing"]


@given(st.text(max_size=300))
def test_no_word_is_lost(text: str) -> None:
    assert " ".join(split_paragraphs(text)).split() == text.split()


def test_a_text_without_paragraphs_is_divided_at_sentences() -> None:
    parts = divide_into_paragraphs(f"{LONG} {LONG}", 150)
    assert parts == [LONG, LONG]
