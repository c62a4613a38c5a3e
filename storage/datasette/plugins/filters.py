"""The filters of the templates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment
from markupsafe import Markup
from pluggy import HookimplMarker

from storage.datasette import charts, local_time, safe_text
from storage.datasette.html_elements import time_element, zone_of
from storage.datasette.security.datasette_internals import render_without_awaiting

hookimpl = HookimplMarker("datasette")


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Any) -> None:
    """Add the filters, those that show times in the zone that metadata.yaml asks for; have pages rendered in one go."""
    render_without_awaiting(env)
    zone = zone_of(datasette)

    def when(value: str | None, precision: str = "") -> Markup:
        return time_element(value, precision, datetime.now(UTC), zone)

    def dated(value: str | None, precision: str = "") -> Markup:
        return time_element(value, precision, None, zone)

    def days(rows: Iterable[Any]) -> list[tuple[str, list[Any]]]:
        return by_day(rows, datetime.now(UTC).astimezone(zone), zone)

    pure = (
        safe_text.mark,
        safe_text.snippet,
        safe_text.opening,
        safe_text.paragraphs,
        safe_text.displayable,
        safe_text.web_address,
        safe_text.basis_note,
        safe_text.display_host,
        safe_text.kind_name,
        local_time.lag,
        charts.drawn,
    )
    for function in (when, dated, days, *pure, in_order_of, first_of, per_cent, editor_rows):
        env.filters[function.__name__] = function


def by_day(rows: Iterable[Any], now: datetime, zone: ZoneInfo) -> list[tuple[str, list[Any]]]:
    """Return rows as days with their names, the latest first; in each day those with most sources first."""

    def day(row: Any) -> date:
        return local_time.local_day(row["at"], row["at_precision"], zone)

    # a day without a time of day stands among the times of the day before in zones west of Greenwich
    days = groupby(sorted(rows, key=day, reverse=True), key=day)
    return [
        (local_time.day_in_words(one, now.date()), sorted(group, key=lambda row: -int(row["sources"])))
        for one, group in days
    ]


def in_order_of(rows: Iterable[Any], order: Iterable[str], column: str) -> list[Any]:
    """Return the rows sorted by where their value of ``column`` stands in ``order``, unknown ones last."""
    places = {value: place for place, value in enumerate(order)}
    return sorted(rows, key=lambda row: places.get(row[column], len(places)))


def first_of(items: Iterable[Any], names: list[str], key: str) -> list[Any]:
    """Return the items whose ``key`` is one of the names, in the names' order; all where no name is given."""
    if not names:
        return list(items)
    by_name = {item[key]: item for item in items}
    return [by_name[name] for name in names if name in by_name]


def per_cent(share: float) -> int:
    """Return a share from 0 to 1 in whole per cent."""
    return round(100 * share)


def editor_rows(sql: str | None) -> int:
    """Return the height of the field that a statement is edited in, in lines: two more than it has, five at least."""
    return max((sql or "").count("\n") + 3, 5)
