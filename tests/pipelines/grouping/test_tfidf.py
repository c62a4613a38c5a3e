"""Profiles: what is kept of an article's words, and how two are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.grouping.tfidf import (
    FLAG_BITS,
    MAX_NUMBER_IDF,
    NAME,
    NUMBER,
    TITLE,
    Profile,
    cosine,
    count_terms,
    idf,
    make_profile,
    unpack_profile,
    word_number,
)
from tests.storysamples import LOOK_ALIKE, OTHER, RELEASE
from text.sentences import read_sentences
from text.words import split_words

KEPT = st.dictionaries(
    st.integers(0, 2**27 - 1), st.tuples(st.floats(0, 40), st.integers(0, (1 << FLAG_BITS) - 1)), max_size=70
)


def profile(text: str, title: str = "") -> Profile:
    return make_profile(count_terms(split_words(title), read_sentences(text)), {}, 0)


@given(KEPT)
def test_what_is_packed_comes_back_within_a_step(kept: dict[int, tuple[float, int]]) -> None:
    back = unpack_profile(Profile(kept).pack()).words
    assert back.keys() == kept.keys()
    assert all(back[word][1] == marks for word, (_, marks) in kept.items())
    assert all(abs(back[word][0] - weight) <= 1 / 12 + 1e-9 for word, (weight, _) in kept.items())


def test_a_profile_takes_a_third_of_a_kilobyte() -> None:
    assert len(profile(RELEASE, "Life term in Tagbilaran").pack()) <= 350


def test_a_text_resembles_itself_most() -> None:
    release = profile(RELEASE)
    assert cosine(release, 0, release, 0) == pytest.approx(1)
    assert cosine(release, 0, profile(LOOK_ALIKE), 0) > cosine(release, 0, profile(OTHER), 0)
    assert cosine(release, NAME, profile(OTHER), NAME) == 0


def test_names_lead_to_an_article_before_common_words() -> None:
    leading = profile(RELEASE, "Life term in Tagbilaran").leading(12)
    marks = profile(RELEASE, "Life term in Tagbilaran").words
    assert all(marks[word][1] & (NAME | TITLE) or marks[word][0] > 5 for word in leading)


def test_numbers_lead_to_a_translation() -> None:
    leading = profile(RELEASE).leading(12)
    assert sum(bool(profile(RELEASE).words[word][1] & NUMBER) for word in leading) >= 3
    assert len(set(leading)) == 12


def test_the_most_frequent_words_are_kept_however_common() -> None:
    assert word_number("the") in profile(RELEASE).words


WORDS = {"barangay": 1, "verdict": 2, "and": 3, "4171": 4}


def test_a_small_archive_says_nothing_about_rarity_and_a_large_one_does() -> None:
    small, large = idf(WORDS, {1: 40}, 50), idf(WORDS, {1: 4000, 2: 3}, 50_000)
    assert small["barangay"] == small["verdict"]
    assert large["barangay"] < large["verdict"]


def test_a_common_word_says_less_than_another() -> None:
    assert idf(WORDS, {}, 0)["and"] < idf(WORDS, {}, 0)["verdict"]


def test_a_number_says_no_more_than_so_much() -> None:
    assert idf(WORDS, {}, 0)["4171"] == MAX_NUMBER_IDF < idf(WORDS, {}, 0)["verdict"]
