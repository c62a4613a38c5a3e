"""When a site is probed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from spiders.probing.occasions import Occasion, rest_after, why_probe

AT = datetime(2026, 11, 28, tzinfo=UTC)
DAY = timedelta(days=1)
WELL = Occasion({"a": 0, "b": 0}, newest=AT - DAY)


@pytest.mark.parametrize(
    ("occasion", "why"),
    [
        (WELL, ""),
        (Occasion({}), "only its homepage is known"),
        (Occasion({"a": 1}), "nothing that it is read by answers"),
        (replace(WELL, failures={"a": 2, "b": 0}), ""),
        (replace(WELL, failures={"a": 3, "b": 0}), "a list has failed 3 times in a row"),
        (replace(WELL, silent=True), "it is silent for longer than usual"),
        (replace(WELL, newest=AT - 100 * DAY), "nothing on its lists is newer than 2026-08-20"),
        (replace(WELL, silent=True, last_probe=AT - DAY), ""),
        (replace(WELL, silent=True, last_probe=AT - 15 * DAY), "it is silent for longer than usual"),
        (Occasion({"a": 1}, last_probe=AT - DAY), "nothing that it is read by answers"),
        (Occasion({"a": 1}, last_probe=AT - DAY / 2, empty_probes=1), ""),
        (Occasion({"a": 9}, last_probe=AT - 3 * DAY, empty_probes=3), ""),
        (Occasion({"a": 9}, last_probe=AT - 15 * DAY, empty_probes=50), "nothing that it is read by answers"),
        (Occasion({"a": 1}, last_probe=AT + DAY, empty_probes=1), "nothing that it is read by answers"),
    ],
)
def test_occasion(occasion: Occasion, why: str) -> None:
    assert why_probe(occasion, AT) == why


def test_the_rest_after_probes_in_vain_doubles_up_to_a_fortnight() -> None:
    assert [rest_after(number) / DAY for number in (0, 1, 2, 3, 9)] == [0, 1, 2, 4, 14]
