"""The address that a page calls its own."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from pipelines.cleaning.structured import Structured


def sound_canonical(structured: Structured, url: str) -> str:
    """The page's ``rel=canonical``, absolute; "" where it leads to another site, to the front page, or nowhere."""
    if not structured.canonical:
        return ""
    try:
        canonical = urljoin(url, structured.canonical)
        own, other = urlsplit(url), urlsplit(canonical)
        hosts = _site(own.hostname), _site(other.hostname)
    except ValueError:
        return ""
    if other.scheme not in {"http", "https"} or not all(hosts) or hosts[0] != hosts[1]:
        return ""
    return "" if other.path.strip("/") == "" and not other.query and own.path.strip("/") else canonical


def _site(host: str | None) -> str:
    """The host without the labels that name a form of the same site."""
    labels = (host or "").lower().rstrip(".").split(".")
    while len(labels) > 2 and labels[0] in {"www", "m", "amp", "mobile"}:
        labels = labels[1:]
    return ".".join(labels)
