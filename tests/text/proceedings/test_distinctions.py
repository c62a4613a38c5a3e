"""Hard facts that set two cases apart."""

from __future__ import annotations

import pytest

from text.proceedings.distinctions import contradictions, find_distinctions


@pytest.mark.parametrize(
    ("earlier", "later", "years", "against"),
    [
        ("A 41-year-old woman was arrested.", "The woman, 43, was sentenced.", 2, 0),
        ("A 41-year-old woman was arrested.", "The woman, 29, was sentenced.", 2, 1),
        ("Three children were rescued.", "The 3 minors are safe.", 1, 0),
        ("Tatlong bata ang nasagip.", "Four children were rescued.", 1, 1),
        ("Branch 124 of the court; a man, 50, stood trial.", "Branch 131 of the court; a man, 30, too.", 0, 2),
        ("A child of 9 and a girl, 12, were rescued.", "A boy, 15, was rescued.", 0, 0),
    ],
)
def test_contradictions(earlier: str, later: str, years: float, against: int) -> None:
    assert contradictions(find_distinctions(earlier), find_distinctions(later), years) == against
