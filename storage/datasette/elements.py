"""Pieces of a page that both the templates and the cells of tables show."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from storage.datasette import times


def time_element(value: str | None, precision: str, now: datetime | None, zone: ZoneInfo) -> Markup:
    """A time in words with the exact one on hover; as it is written where it is no time."""
    if not value:
        return Markup('<span class="unknown">not known</span>')
    try:
        shown = times.show(value, precision, now, zone)
    except ValueError:
        return Markup("<bdi>{}</bdi>").format(value)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(shown.machine, shown.exact, shown.words)


@cache
def zone_of(datasette: Any) -> ZoneInfo:
    """The time zone that metadata.yaml asks for; raises ZoneInfoNotFoundError where there is none of that name."""
    return ZoneInfo((datasette.plugin_config("osecwatch") or {}).get("time_zone", "Asia/Manila"))
