"""Whether two addresses may be one page's, before and after its site moved it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

from text.urls.article_urls import looks_like_article
from text.urls.canonical import canonical_url
from text.urls.parsing import AddressError, same_site

_PATH_WORDS: Final = re.compile(r"[^\W\d_]{3,}")
_PATH_NUMBERS: Final = re.compile(r"\d{5,}")
# a day in figures, or the beginning of a moment in figures: 20240501, 01052024, 240501, 202405
_DATE: Final = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:(?:0[1-9]|[12]\d|3[01])(?:\d{4,6})?)?$"
    r"|(?:0[1-9]|[12]\d|3[01]){2}(?:(?:19|20)?\d\d)$|\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$"
)
_ENDING: Final = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
# words of a path that make a headline which no other article of the site has; chosen, not measured
_HEADLINE_WORDS: Final = 4
# what WordPress calls a page before it has a name, and beside it for good
_BY_NUMBER: Final = re.compile(r"(?:p|page_id)=\d+(?:&post_type=[^&]+)?")


def may_have_moved(former: str, later: str) -> bool:
    """Say whether two addresses may be one page's before and after its site moved it: same headline or same number.

    Folders and dates do not count, so it takes more to know: two parts of a column may be called the same.
    """
    try:
        one, other = urlsplit(canonical_url(former)), urlsplit(canonical_url(later))
        return same_site(former, later) and bool(_names_in_path(one) & _names_in_path(other))
    except AddressError:
        return False


def may_have_been_named(former: str, later: str) -> bool:
    """Say whether one of two addresses is the bare number of a page of the site and the other may be its name.

    Nothing in the addresses says so: it takes the page's title and its text to know.
    """
    try:
        named = later if is_bare(former) else former
        return same_site(former, later) and is_bare(former) != is_bare(later) and looks_like_article(named)
    except AddressError:
        return False


def is_bare(url: str) -> bool:
    """Say whether an address is that of a page without a name, by its number alone; nothing else is bare."""
    try:
        address = urlsplit(canonical_url(url))
    except AddressError:
        return False
    return address.path == "/" and _BY_NUMBER.fullmatch(address.query) is not None


def _names_in_path(address: SplitResult) -> set[str]:
    """Return what a page of a site is known by: its headline in hyphens, and numbers that are no dates."""
    last = _ENDING.sub("", address.path.rpartition("/")[2]).casefold()
    numbers = {text for text in _PATH_NUMBERS.findall(f"{address.path}?{address.query}") if not _DATE.match(text)}
    return numbers | ({last} if len(_PATH_WORDS.findall(last)) >= _HEADLINE_WORDS else set())
