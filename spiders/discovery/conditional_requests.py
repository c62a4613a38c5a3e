"""Asking only for what changed, without trusting that a server's validators tell of every change."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from scrapy.http import Response

from storage.tables.discovery import Visit, have_same_validators


def conditions(etag: str, last_modified: str) -> dict[str, str]:
    """Return the request headers that ask for an answer only where something changed."""
    headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in headers.items() if value}


def is_full_due(last_full: datetime | None, polls: int, at: datetime, *, every: int, age: timedelta) -> bool:
    """Whether to ask for the whole, whatever the validators say: ``polls`` times it was said that nothing changed."""
    # a last time in the future was written by a clock that was wrong
    return last_full is None or polls + 1 >= every or not timedelta() <= at - last_full < age


def is_unasked(response: Response) -> bool:
    """Whether a server says that nothing changed without having been asked: then there is nothing to go by."""
    headers = response.request.headers if response.request is not None else {}
    return response.status == 304 and not any(name in headers for name in ("If-None-Match", "If-Modified-Since"))


def has_unreliable_validators(before: Visit, etag: str, last_modified: str, body_hash: str) -> bool:
    """Whether a server has sent something else under the same validators; then a 304 of it means nothing."""
    if not before.body_hash or before.body_hash == body_hash:
        return False
    return have_same_validators(before.etag, before.last_modified, etag, last_modified)


def response_header(response: Response, name: str) -> str:
    """Return a header of an answer; empty where it has none."""
    return (response.headers.get(name) or b"").decode("latin-1")


def hash_body(body: bytes) -> str:
    """Return a hash by which the same body is known again; empty for an empty one."""
    return hashlib.blake2b(body, digest_size=16).hexdigest() if body else ""
