"""The date that stands in an address."""

from __future__ import annotations

import re
from typing import Final

from text.dates.parsing import DateWithPrecision, date_of_parts

_DAY: Final = re.compile(
    r"/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/_-]|$)|"
    r"(?<!(?:19|20)\d\d)[/_-](20\d\d)-?(0[1-9]|1[0-2])-?([0-3]\d)(?:[/_.-]|$)"
)
_MONTH: Final = re.compile(r"/(20\d\d)/(0[1-9]|1[0-2])/")


def date_in_url(url: str) -> DateWithPrecision | None:
    """Return the day in an address, or its month where it has no day; None where other figures stand there."""
    if match := _DAY.search(url):
        year, month, day = (group for group in match.groups() if group)
        return date_of_parts(int(year), int(month), int(day))
    if (match := _MONTH.search(url)) and (date := date_of_parts(int(match[1]), int(match[2]), 1)):
        return DateWithPrecision(date.when, "month")
    return None
