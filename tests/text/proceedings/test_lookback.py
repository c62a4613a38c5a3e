"""What a later chapter says of the time of an earlier one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.proceedings.lookback import looks_back, tells_of_another

LATER, EARLIER = datetime(2025, 4, 10, tzinfo=UTC), datetime(2024, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("He was arrested in March 2024.", True),
        ("Naaresto siya noong Marso 2024.", True),
        ("Er war im März 2024 festgenommen worden.", True),
        ("The raid of March 2, 2024 began it.", True),
        ("She was caught in February 2024, days before.", True),
        ("The mother, held since last year, wept.", True),
        ("He was caught in March.", False),
        ("He was arrested in May 2023, two years ago.", False),
        ("Sentencing follows in June.", False),
        ("", False),
    ],
)
def test_looking_back(text: str, back: bool) -> None:
    assert looks_back(text, LATER, EARLIER) is back


def test_a_month_without_a_year_is_the_latest() -> None:
    assert looks_back("She was arrested in November.", LATER, datetime(2024, 11, 8, tzinfo=UTC))
    assert looks_back("He was arrested last month.", LATER, datetime(2025, 3, 20, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "another"),
    [("Pharmacy robbed again", True), ("It was the second raid this month.", True), ("The trial opened.", False)],
)
def test_another_event(text: str, another: bool) -> None:
    assert tells_of_another(text) is another


@given(st.text())
def test_any_text_may_look_back(text: str) -> None:
    assert looks_back(text, LATER, EARLIER) in {True, False}
