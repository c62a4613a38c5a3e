"""Listings of captures, in the forms that indexes of web archives answer in: CDX with any fields, CDXJ and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from items import Outcome
from spiders.files.documents import site_of
from text.urls.parsing import without_userinfo

#: what stands in each column of a CDX line that no head explains: both lists of 9 and 11 fields and an index server's
#: answer of 7 begin with these (https://archive.org/web/researcher/cdx_file_format.php)
_USUAL: Final = ("key", "when", "url", "kind", "status")
#: the letters of a head and the names of other forms, by what they mean here
_NAMES: Final = {
    "N": "key",
    "b": "when",
    "a": "url",
    "m": "kind",
    "s": "status",
    "timestamp": "when",
    "original": "url",
    "url": "url",
    "mimetype": "kind",
    "mime": "kind",
    "statuscode": "status",
    "status": "status",
}
_HEAD: Final = "CDX "


@dataclass(frozen=True, slots=True)
class Capture:
    """A page that a web archive has saved."""

    url: str
    #: as the index writes it: fourteen figures, of which the last may miss
    timestamp: str
    #: as it was sent, and the status; empty or "-" where the index does not say
    kind: str
    status: str

    @property
    def captured(self) -> datetime | None:
        """When it was saved; None where the index says no such moment."""
        try:
            return datetime.strptime(self.timestamp.ljust(14, "0")[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            return None

    def refusal(self) -> tuple[Outcome, str] | None:
        """Return outcome and reason of a capture that holds no page to be read; None where it may hold one."""
        if not self.url or self.captured is None:
            return Outcome.ERROR, "the line of the index names no address or no time"
        if self.kind not in {"", "-", "unk"} and "html" not in self.kind.lower():
            return Outcome.NOT_AN_ARTICLE, f"no page but {self.kind[:40]}"
        if self.status not in {"", "-", "200"}:
            return Outcome.NOT_AN_ARTICLE, f"there was no page at this address: status {self.status[:3]}"
        return None


def parse_captures(text: str) -> list[Capture]:
    """Return what a listing names, line by line; a line that is none becomes a capture without an address."""
    start = text.lstrip("\ufeff \r\n")
    if start.startswith("["):
        return list(_table(start))
    columns: Sequence[str] = _USUAL
    captures = []
    for line in text.removeprefix("\ufeff").splitlines():
        if line.lstrip().startswith(_HEAD):
            columns = [_NAMES.get(letter, "") for letter in line.split()[1:]]
        elif line.strip() and not line.startswith("!"):
            captures.append(_from_line(line, columns))
    return captures


def _table(text: str) -> Iterator[Capture]:
    """Yield the captures of an array of arrays, of which the first names the columns."""
    try:
        head, *rows = json.loads(text) or [[]]
    except (ValueError, RecursionError):
        yield _capture({})
        return
    columns = [_NAMES.get(str(name), "") for name in head] if isinstance(head, list) else []
    for row in rows:
        if row:
            yield _capture(dict(zip(columns, row, strict=False)) if isinstance(row, list) else {})


def _from_line(line: str, columns: Sequence[str]) -> Capture:
    before, brace, rest = line.partition("{")
    if not brace:
        return _capture(dict(zip(columns, line.split(), strict=False)))
    try:
        fields = json.loads(brace + rest)
    except (ValueError, RecursionError):
        return _capture({})
    named = {_NAMES.get(name, ""): value for name, value in fields.items()}
    # CDXJ has key and time before the fields
    return _capture(dict(zip(_USUAL, before.split(), strict=False)) | named)


def _capture(fields: dict[str, object]) -> Capture:
    url, timestamp, kind, status = (str(fields.get(name) or "") for name in ("url", "when", "kind", "status"))
    return Capture(without_userinfo(url) if site_of(url) else "", timestamp, kind, status)
