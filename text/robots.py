"""The text of a robots.txt, and what it says to one crawler, as RFC 9309 has it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from protego import Protego
from w3lib.encoding import read_bom

#: bytes read of a file; RFC 9309, 2.5 asks for at least 500 KiB
MAX_ROBOTS_BYTES: Final = 512 * 1024

_PRODUCT_TOKEN: Final = re.compile(r"[a-z_-]+", re.IGNORECASE)
_AGENT_LINE: Final = re.compile(r"\s*user[- ]?agent(?:\s*:|\s)\s*(?P<value>[^#]*)", re.IGNORECASE)
#: a byte order mark in the middle of a file, and one that was read in the wrong encoding
_STRAY_MARKS: Final = re.compile("\ufeff|\ufffe|^ï»¿|\x00")


def decode_robots(body: bytes) -> str:
    """Return the text of a file: UTF-8 (RFC 9309, 2.2), or what its byte order mark names; bad bytes are replaced."""
    body = body[:MAX_ROBOTS_BYTES]
    encoding, mark = read_bom(body)
    text = body[len(mark) :].decode(encoding, "replace") if encoding and mark else body.decode("utf-8", "replace")
    return without_marks(text)


def without_marks(text: str) -> str:
    """Return a text without byte order marks, wherever they stand, and zero bytes."""
    return _STRAY_MARKS.sub("", text)


def product_token(agent: str) -> str:
    """Return the product token of a user agent (RFC 9309, 2.2.1), in lower case: that of "Crawler/1.2 (x)" is
    "crawler"."""
    found = _PRODUCT_TOKEN.match(agent.strip())
    return found[0].lower() if found else ""


def address_groups(text: str, token: str) -> str:
    """Return a robots.txt whose groups name ``token`` or "*", or nobody that is asked for.

    A matcher that compares parts of names then finds only the groups that are addressed to the whole token.
    """
    return "\n".join(_addressed_line(line, token) for line in without_marks(text).splitlines())


def _addressed_line(line: str, token: str) -> str:
    match = _AGENT_LINE.match(line)
    if match is None:
        return line
    value = match["value"].strip()
    if value.split()[:1] == ["*"]:
        return "User-agent: *"
    return f"User-agent: {token if _names_token(value, token) else '/'}"


def _names_token(value: str, token: str) -> bool:
    """Return whether a group's name is the token, with or without a version or a comment behind it."""
    named = re.match(r"[\w-]+", value.strip("*"))
    return named is not None and named[0].lower() == token


@lru_cache(maxsize=256)
def parse_robots(text: str, token: str) -> Protego:
    """Return the rules of a robots.txt for the crawler whose product token this is."""
    return Protego.parse(address_groups(text, token))


def may_fetch(text: str, token: str, url: str) -> bool:
    """Return whether a robots.txt lets a crawler fetch an address."""
    return bool(parse_robots(text, token).can_fetch(url, token))


def crawl_delay(text: str, token: str) -> float:
    """Return the seconds that a robots.txt asks a crawler to wait between two requests; 0 where it asks for none."""
    return float(parse_robots(text, token).crawl_delay(token) or 0)
