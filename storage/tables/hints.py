"""What a list said of a page, as ``pages.hint`` holds it."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime

from items import Hint


def write_hint(hint: Hint) -> str:
    """Return a hint as JSON, without what is empty and without its address."""
    fields = {name: value for name, value in asdict(hint).items() if value and name not in {"url", "text", "timezone"}}
    return json.dumps(fields, ensure_ascii=False, default=datetime.isoformat, sort_keys=True) if fields else ""


def read_hint(url: str, written: str) -> Hint:
    """Return the hint that ``write_hint`` wrote."""
    fields = json.loads(written) if written else {}
    for name in ("published", "modified"):
        if name in fields:
            fields[name] = datetime.fromisoformat(fields[name])
    return Hint(url, **{**fields, "authors": tuple(fields.get("authors", ()))})


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
