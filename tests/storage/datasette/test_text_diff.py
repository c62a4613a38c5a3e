from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from storage.datasette.text_diff import alike, changed_paragraphs, fit, numbered, passages, word_changes

TEXT = st.text(alphabet="ab <&\n.", max_size=60)
SPANS = st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70), st.integers(1, 9)), max_size=6)


def without(tag: str, shown: str) -> str:
    """What stays when a tag and its content are left out, and the other tag's content is kept."""
    kept = re.sub(rf"<{tag}>.*?</{tag}>", "", shown, flags=re.DOTALL)
    return re.sub(r"</?(ins|del)>", "", kept).replace("&lt;", "<").replace("&amp;", "&")


def test_words_put_in_and_taken_out() -> None:
    assert word_changes("Five children <b>", "Six children <b>") == "<del>Five</del><ins>Six</ins> children &lt;b&gt;"


@given(TEXT, TEXT)
def test_both_texts_can_be_read_from_the_changes(before: str, after: str) -> None:
    shown = word_changes(before, after)
    assert without("ins", shown) == before
    assert without("del", shown) == after


def test_a_very_long_change_is_shown_whole() -> None:
    assert word_changes("a " * 3000, "b").startswith("<del>a a ")


def test_paragraphs_that_stayed_are_left_out() -> None:
    assert changed_paragraphs(["one", "two", "three"], ["one", "2", "three"]) == ["<del>two</del><ins>2</ins>"]
    assert changed_paragraphs(["one"], ["one", "two"]) == ["<ins>two</ins>"]
    assert changed_paragraphs(["one"], ["one"]) == []


@given(TEXT, SPANS)
def test_passages_lose_nothing_and_add_nothing(text: str, spans: list[tuple[int, int, int]]) -> None:
    shown = "\n\n".join("".join(str(passage.shown) for passage in paragraph) for paragraph in passages(text, spans))
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text.replace("&", "&amp;").replace("<", "&lt;"))


def test_spans_of_another_text_do_not_fit() -> None:
    assert fit("One two. Three.", [(0, 8, 1), (9, 15, 2)])
    assert not fit("One two. Three.", [(1, 8, 1)])
    assert not fit("One two. Three.", [(0, 2, 1)])
    assert not fit("One", [(0, 8, 1)])


def test_only_similar_headlines_are_told_word_by_word() -> None:
    assert alike("Five children safe", "Six children safe")
    assert not alike("Five children safe", "Court hears the case")


def test_a_passage_over_two_paragraphs_is_named_once() -> None:
    first, second = passages("One two.\n\nThree four.", [(4, 15, 1)])
    assert [(str(one.shown), one.number, one.continued) for one in first] == [("One ", 0, False), ("two.", 1, False)]
    assert [(str(one.shown), one.number, one.continued) for one in second] == [("Three", 1, True), (" four.", 0, False)]


def test_pairs_get_common_numbers_and_no_sentence_two() -> None:
    assert numbered([[5, 9, 0, 4], [0, 4, 5, 9], [0, 4, 10, 12], [1]]) == (
        [(0, 4, 1), (5, 9, 2)],
        [(5, 9, 1), (0, 4, 2)],
    )
