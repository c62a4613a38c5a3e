"""Pieces of a page that both the templates and the cells of tables show."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from click import ClickException
from markupsafe import Markup

from storage.datasette import local_time


def time_element(value: str | None, precision: str, now: datetime | None, zone: ZoneInfo) -> Markup:
    """Return a time in words with the exact one on hover; as it is written where it is no time."""
    if not value:
        return Markup('<span class="unknown">not known</span>')
    try:
        shown = local_time.show_time(value, precision, now, zone)
    except ValueError:
        return Markup("<bdi>{}</bdi>").format(value)
    # nothing in it is of others; long lists show a thousand, and to escape one took longer than to put it into words
    return Markup(f'<time datetime="{shown.machine}" title="{shown.exact}">{shown.words}</time>')  # noqa: S704


@cache
def zone_of(datasette: Any) -> ZoneInfo:
    """Return the time zone that metadata.yaml asks for; raise ClickException where there is none of that name."""
    name = (datasette.plugin_config("osecwatch") or {}).get("time_zone", "Asia/Manila")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        message = f"metadata: time_zone = {name!r} is no time zone; write one such as Asia/Manila or Europe/Berlin"
        raise ClickException(message) from error
