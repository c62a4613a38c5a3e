"""ETags and dates are used, and not trusted for ever."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from scrapy import Request
from scrapy.http import Response

from spiders.discovery.conditional_requests import conditions, has_unreliable_validators, is_full_due, is_unasked
from storage.tables.discovery import Visit

DAY = timedelta(days=1)


def test_only_what_is_known_is_asked_for() -> None:
    assert conditions("", "") == {}
    assert conditions('"1"', "") == {"If-None-Match": '"1"'}


def test_the_whole_is_asked_for_now_and_then(at: datetime) -> None:
    def due(polls: int, age: timedelta) -> bool:
        return is_full_due(at - age, polls, at, every=10, age=DAY)

    assert is_full_due(None, 0, at, every=10, age=DAY)
    assert [polls for polls in range(12) if due(polls, timedelta(hours=1))] == [9, 10, 11]
    assert not due(0, DAY - timedelta(seconds=1))
    assert due(0, DAY)


@pytest.mark.parametrize(
    ("before", "now", "unreliable"),
    [
        (("1", "", "a"), ("1", "", "b"), True),
        (("1", "", "a"), ("2", "", "b"), False),
        (("1", "", "a"), ("1", "", "a"), False),
        (("", "Mon", "a"), ("", "Mon", "b"), True),
        (("", "Mon", "a"), ("", "Tue", "b"), False),
        (("", "", "a"), ("", "", "b"), False),
        (("", "", ""), ("1", "", "b"), False),
        (("1", "Mon", "a"), ("2", "Mon", "b"), False),
    ],
)
def test_the_same_validators_over_another_text_are_unreliable(
    before: tuple[str, str, str], now: tuple[str, str, str], unreliable: bool
) -> None:
    assert has_unreliable_validators(Visit(*before), *now) is unreliable


def test_a_304_counts_only_where_it_was_asked_for() -> None:
    plain = Request("https://herald.example/a")
    asked = Request("https://herald.example/a", headers={"If-None-Match": '"1"'})
    assert is_unasked(Response(plain.url, status=304, request=plain))
    assert not is_unasked(Response(plain.url, status=304, request=asked))
    assert not is_unasked(Response(plain.url, status=200, request=plain))
