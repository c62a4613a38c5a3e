"""What a list said of a page, as ``pages.hint`` holds it."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import datetime
from typing import Final

from items import Hint

_WRITTEN: Final = sorted({field.name for field in fields(Hint)} - {"url", "text", "timezone"})


def write_hint(hint: Hint) -> str:
    """Return a hint as JSON, without what is empty and without its address."""
    said = {name: value for name in _WRITTEN if (value := getattr(hint, name))}
    return json.dumps(said, ensure_ascii=False, default=datetime.isoformat) if said else ""


def read_hint(url: str, written: str) -> Hint:
    """Return the hint that ``write_hint`` wrote."""
    said = json.loads(written) if written else {}
    for name in ("published", "modified"):
        if name in said:
            said[name] = datetime.fromisoformat(said[name])
    return Hint(url, **{**said, "authors": tuple(said.get("authors", ()))})


def fill_gaps(hint: Hint, other: Hint) -> Hint:
    """Return what one list says of a page, such as a sitemap, with what it leaves out and another says."""
    if not hint.published:
        hint = replace(hint, published=other.published, published_precision=other.published_precision)
    if not hint.title:
        hint = replace(hint, title=other.title, outlet=other.outlet)
    return replace(hint, summary=hint.summary or other.summary)


def has_changed(before: str, after: str, *, trusts_lastmod: bool = True) -> bool:
    """Return whether a source now says otherwise of a page: another headline or, if trusted, another time of change."""
    if not before:
        return False
    old, new = json.loads(before), json.loads(after)
    told = ("title", "modified") if trusts_lastmod else ("title",)
    return any(old.get(key) and new.get(key) and old[key] != new[key] for key in told)
