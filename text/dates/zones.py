"""Time zones: what a zone's name or offset adds to UTC."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

#: a zone behind a time of day, as part of a pattern
ZONE: Final = r"(?:GMT|UTC)[+-]\d\d?(?::?\d\d)?(?!\d)|[+-]\d\d:?\d\d(?!\d)|[A-Z]{2,4}\b"

#: hours ahead of UTC of abbreviations that mean one zone wherever our sources write them
_CERTAIN: Final = {
    0.0: "Z UT UTC GMT",
    1.0: "BST CET MEZ",
    2.0: "CEST MESZ EET",
    3.0: "EEST MSK",
    7.0: "ICT WIB",
    8.0: "PHT PHST SGT HKT MYT AWST",
    9.0: "JST KST",
    9.5: "ACST",
    10.0: "AEST",
    11.0: "AEDT",
    12.0: "NZST",
    13.0: "NZDT",
    -4.0: "EDT",
    -5.0: "EST CDT",
    -6.0: "MDT",
    -7.0: "PDT",
}
#: abbreviations of several zones, as programs mean them (RFC 822, section 5.1); on pages, "PST" is often Philippine
_AMBIGUOUS: Final = {5.5: "IST", -6.0: "CST", -7.0: "MST", -8.0: "PST"}
_HOURS: Final = {name: hours for hours, names in _CERTAIN.items() for name in names.split()}
_PROGRAM_HOURS: Final = _HOURS | {name: hours for hours, names in _AMBIGUOUS.items() for name in names.split()}
_OFFSET: Final = re.compile(r"(?:GMT|UTC)?([+-])(\d\d?):?(\d\d)?", re.IGNORECASE)
#: the zone furthest from UTC, that of Kiribati
_FURTHEST: Final = timedelta(hours=14)


def utc_offset(zone: str, *, by_program: bool = False) -> timedelta | None:
    """Return what a zone such as "+08:00", "UTC+8", "Z" or "PHT" adds to UTC; None for an unknown or impossible one.

    Abbreviations of several zones are known only where a program wrote them.
    """
    if match := _OFFSET.fullmatch(zone):
        span = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return (-span if match[1] == "-" else span) if span <= _FURTHEST else None
    hours = (_PROGRAM_HOURS if by_program else _HOURS).get(zone.upper())
    return timedelta(hours=hours) if hours is not None else None
