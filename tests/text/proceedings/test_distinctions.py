"""Hard facts that set two cases apart."""

from __future__ import annotations

import pytest

from text.proceedings.distinctions import compare_distinctions, find_distinctions


@pytest.mark.parametrize(
    ("earlier", "later", "years", "against", "alike"),
    [
        ("A 41-year-old woman was arrested.", "The woman, 43, was sentenced.", 2, 0, 1),
        ("A 41-year-old woman was arrested.", "The woman, 29, was sentenced.", 2, 1, 0),
        ("Three children were rescued.", "The 3 minors are safe.", 1, 0, 1),
        ("Two girls and a boy were found; a woman of 28 is held.", "Three children are safe; she is 30.", 2, 0, 1),
        ("Tatlong bata ang nasagip.", "Four children were rescued.", 1, 1, 0),
        ("Branch 124 of the court; a man, 50, stood trial.", "Branch 131 of the court; a man, 30, too.", 0, 2, 0),
        ("A child of 9 and a girl, 12, were rescued.", "A boy, 15, was rescued.", 0, 0, 0),
    ],
)
def test_facts_speak_against_one_case_or_for_it(
    earlier: str, later: str, years: float, against: int, alike: int
) -> None:
    assert compare_distinctions(find_distinctions(earlier), find_distinctions(later), years) == (against, alike)
