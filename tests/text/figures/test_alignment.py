"""Figures of two texts on one event, lined up."""

from __future__ import annotations

import pytest

from text.figures.alignment import align_figures
from text.figures.reading import read_figures


def statuses(base: str, other: str) -> list[tuple[str, str, str]]:
    pairs = align_figures(read_figures(base), base, read_figures(other), other)
    return [(one.text if one else "", two.text if two else "", status) for one, two, status in pairs]


@pytest.mark.parametrize(
    ("base", "other", "expected"),
    [
        ("Police rescued four children.", "Police rescued four children.", "agrees"),
        ("Police rescued four children.", "Police rescued five children.", "differs"),
        ("The firms sent 286 reports.", "The firms sent 268 reports.", "differs"),
        ("It trained 412 social workers.", "It trained more than 400 social workers.", "rounded"),
        ("They paid a fine of P5,000.", "A violation costs P5,000.", "agrees"),
    ],
)
def test_two_figures(base: str, other: str, expected: str) -> None:
    assert [status for *_, status in statuses(base, other)] == [expected]


def test_what_only_one_text_has_is_told() -> None:
    found = statuses("Police rescued four children.", "The woman, 34, was arrested.")
    assert found == [("", "34", "only here"), ("four children", "", "lost")]


@pytest.mark.parametrize(
    ("base", "other"),
    [
        ("They rescued 37 children.", "They rescued 12 girls and 25 boys."),
        ("For each count the fine is P2 million.", "The fine adds up to P6 million."),
        ("In 2023, 31 offenders were convicted.", "In 2024, 21 offenders were convicted."),
        ("He faces seven years in prison.", "He faces six to nine years in prison."),
        ("She must spend 20 years in prison, a judge in Pasay said.", "In Cebu, two men were sentenced to 30 years."),
    ],
)
def test_a_part_a_sum_and_another_event_are_no_change(base: str, other: str) -> None:
    assert "differs" not in [status for *_, status in statuses(base, other)]


def test_swapped_digits_are_lined_up_before_what_is_only_alike() -> None:
    found = statuses("He is 37. His co-accused, a 24-year-old, wept.", "The driver, 31, and a 42-year-old wept.")
    assert ("24-year-old", "42-year-old", "differs") in found
