"""A host that asks for time gets it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from spiders.download.retry_after import DEFAULT_HOLD, requested_wait
from storage.tables import host_holds
from storage.tables.host_holds import MAX_HOLD

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("status", "header", "wait"),
    [
        (200, "120", None),
        (503, "", None),
        (500, "120", None),
        (429, "", DEFAULT_HOLD),
        (429, "soon", DEFAULT_HOLD),
        (429, "120", timedelta(seconds=120)),
        (503, "0", timedelta()),
        (503, "Mon, 02 Mar 2026 09:30:00 GMT", HOUR),
        (503, "Mon, 02 Mar 2026 07:30:00 GMT", timedelta()),
        (503, "Fri, 02 Mar 2029 07:30:00 GMT", MAX_HOLD),
        (429, "9" * 400, MAX_HOLD),
        (429, "-5", DEFAULT_HOLD),
    ],
)
def test_what_an_answer_asks_for(status: int, header: str, wait: timedelta | None, at: datetime) -> None:
    assert requested_wait(status, header, at) == wait


@given(st.sampled_from([429, 503]), st.text())
def test_any_header_is_read_and_no_wait_is_too_long(status: int, header: str) -> None:
    wait = requested_wait(status, header, datetime.fromisoformat("2026-03-02T08:30:00Z"))
    assert wait is None or timedelta() <= wait <= MAX_HOLD


def test_a_hold_lasts_until_its_moment(database: Database, at: datetime) -> None:
    host_holds.hold_host(database, "herald.example", at + HOUR, "herald.example asks to be left alone")
    assert host_holds.current_holds(database, at) == {"herald.example": "herald.example asks to be left alone"}
    assert host_holds.current_holds(database, at + HOUR) == {}
    assert database.table("holds").count == 0


@pytest.mark.parametrize("digits", ["9" * 5000, "0" * 5000 + "7", "٣٠", "²", "-1", "1e3"])
def test_odd_numbers_are_no_trouble(digits: str) -> None:
    wait = requested_wait(429, digits, datetime(2026, 3, 1, tzinfo=UTC))
    assert wait is not None
    assert timedelta() <= wait <= MAX_HOLD
