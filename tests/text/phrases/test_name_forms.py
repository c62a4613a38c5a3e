"""Names that stand for others, and the same name in another form."""

from __future__ import annotations

import pytest

from text.phrases.name_forms import are_other_names, is_in_short


@pytest.mark.parametrize(
    ("ours", "theirs", "other"),
    [
        (["tubig"], ["mangubat"], True),
        (["mr", "tubig"], ["ms", "mangubat"], True),
        (["mangubat"], ["mangbuat"], False),
        (["filipino"], ["filipinos"], False),
        (["php"], ["p"], False),
        (["monday"], ["huwebes"], False),
        (["march"], ["oktubre"], False),
        (["15"], ["16"], False),
        (["tubig"], ["15"], False),
        ([], ["tubig"], False),
    ],
)
def test_which_names_are_others(ours: list[str], theirs: list[str], *, other: bool) -> None:
    assert are_other_names(ours, theirs) is other
    assert are_other_names(theirs, ours) is other


def test_a_name_in_short_has_the_first_letters_of_several_words() -> None:
    assert is_in_short({"nbi"}, ["national", "bureau", "of", "investigation"])
    assert is_in_short({"rp's"}, ["robert", "putnam's"])
    assert not is_in_short({"tubig"}, ["mangubat"])
    assert not is_in_short({"a"}, ["anna", "aro"])
