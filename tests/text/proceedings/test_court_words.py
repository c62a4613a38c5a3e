"""Words of police and courts, by whole words and by how they begin."""

from __future__ import annotations

from text.proceedings.court_words import proceedings_words


def test_words_and_their_endings_are_known_in_several_languages() -> None:
    known = {"police", "sentenced", "prosecutors", "hinatulan", "gidakop", "staatsanwältin", "rechtbank"}
    assert proceedings_words(known | {"policy", "sentence-case", "election", "haften", "senate"}) == known | {
        "sentence-case"
    }
