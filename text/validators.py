"""The validators of HTTP answers (RFC 9110, section 8.8), compared."""

from __future__ import annotations


def are_same(etag: str, last_modified: str, later_etag: str, later_last_modified: str) -> bool:
    """Return whether two answers came under the same validators; the times count only where neither has an ETag.

    A weak ETag that repeats is no better than a strong one.
    """
    if etag or later_etag:
        return etag.removeprefix("W/") == later_etag.removeprefix("W/")
    return bool(last_modified) and last_modified == later_last_modified
