"""Where sentences end, and the names and numbers in them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.sentences import ends_sentence, first_sentence, read_sentences, sentence_spans, split_sentences
from text.words import split_words


def test_a_hard_wrap_ends_no_sentence_and_an_empty_line_does() -> None:
    found = read_sentences("Officers searched\nthe house. They left\n\nA heading\n\nThe end.")
    assert [" ".join(sentence.words) for sentence in found] == [
        "officers searched the house",
        "they left",
        "a heading",
        "the end",
    ]


def test_an_abbreviation_ends_no_sentence() -> None:
    assert len(split_sentences("Atty. Lim and J. Cruz met Dr. Reyes. They agreed.")) == 2


def test_the_capital_that_begins_a_sentence_makes_no_name() -> None:
    (sentence,) = read_sentences("Yesterday the court in Tagbilaran heard 3 survivors.")
    assert sentence.names == {"tagbilaran"}
    assert sentence.numbers == {"3"}


@given(st.text())
def test_sentences_stand_where_they_say_and_hold_every_word(text: str) -> None:
    found = read_sentences(text)
    assert all(split_words(text[sentence.start : sentence.end]) == list(sentence.words) for sentence in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We wait.” She left.", ["“We wait.”", "She left."]),
        ("„Wir warten.“ Sie ging.", ["„Wir warten.“", "Sie ging."]),
        ("It rained… Nobody came! Why?", ["It rained…", "Nobody came!", "Why?"]),
        ("Republic Act No. 9775 and Sec. 4 apply. Both do.", ["Republic Act No. 9775 and Sec. 4 apply.", "Both do."]),
        ("He met Dr.\nReyes there.", ["He met Dr.", "Reyes there."]),
        ("He met the Dr.\n\nA heading", ["He met the Dr.", "A heading"]),
        ("at 5 p.m. on site. then home", ["at 5 p.m. on site. then home"]),
        ("法院判了他的刑。他上诉了。", ["法院判了他的刑。", "他上诉了。"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_as_they_are_written(text: str, expected: list[str]) -> None:
    assert split_sentences(text) == expected


#: text in which stops, quotation marks and line ends are frequent
PROSE = st.lists(st.sampled_from([*'.!?…"“”‘)(\n \t。」', "Dr.", "J.", "He", "went", "3"]), max_size=60).map("".join)


@given(st.one_of(st.text(), PROSE))
def test_the_spans_hold_all_text_and_never_overlap(text: str) -> None:
    spans = list(sentence_spans(text))
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["It ended.", "“It ended.”", "Did it? ", "It went on…", "(It ended.)"])
def test_the_end_of_a_sentence_is_told(text: str) -> None:
    assert ends_sentence(text)
    assert not ends_sentence(f"{text} and more")


def test_the_first_sentence_is_cut_at_a_word() -> None:
    assert first_sentence("It rained. Nobody came.", 120) == "It rained."
    assert first_sentence("It rained.\nNobody came. Why?", 120, 12) == "It rained. Nobody came."
    assert (
        first_sentence("The town council met on Tuesday, and agreed on a plan.", 35)
        == "The town council met on Tuesday …"
    )
