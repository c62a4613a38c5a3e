"""What an address tells before its page is fetched: whether it is an article's, and whether another may be its own."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin

from text.dates.months import ENGLISH_MONTH
from text.urls.canonical import canonical_url
from text.urls.parsing import Address, clean_url, parse_address, same_site

# an article's address holds a date and a name, a number that counts articles, or a headline in hyphens
_MONTH: Final = rf"(?:0?[1-9]|1[0-2]|{ENGLISH_MONTH})[a-z]*"
_DATED: Final = re.compile(rf"/(?:19|20)\d\d[/-]?{_MONTH}(?:[/-]?[0-3]?\d)?[/_-][^/]*[a-z0-9]{{3}}", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"[/_.-][a-z]{0,2}\d{5,}(?:[/_.-]|$)", re.IGNORECASE)
_QUERY_NUMBER: Final = re.compile(
    r"(?:^|&)(?:p|id|nid|aid|[a-z]*_?(?:article|story|news|post)_?(?:id)?)=\d+(?:&|$)", re.IGNORECASE
)
_HEADLINE: Final = re.compile(r"/[^/_-]+(?:[_-]+[^/_-]+){3,}(?:/[^/]*)?/?$")
# lists and small print, whatever their addresses look like
_NO_ARTICLE: Final = re.compile(
    r"/(?:tags?|topics?|hubs?|categor(?:y|ies)|authors?|person|search|feed|attachment|page(?=/\d))(?:/|$)"
    r"|/(?:wp-(?:json|admin|content)|log-?in|sign-?(?:in|up)|subscri\w+)(?:/|$)"
    r"|/(?:privacy|terms|cookies?|disclaimer|about|contact|advertis\w*|careers|site-?map)(?:[-_.][^/]*)?/?$",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(r"[^\W\d_]{3,}")
_NUMBERS: Final = re.compile(r"\d{5,}")


# share of the words or numbers of the shorter address that the other must hold; chosen, not measured
_COMMON: Final = 0.5


def looks_like_article(url: str) -> bool:
    """Say whether an address is shaped as articles' are: by date, by number or by headline. Raise AddressError."""
    return _is_article(parse_address(url))


def trusted_canonical_url(page_url: str, declared: str) -> str | None:
    """Return the address that a page declares as its own, made absolute, if it may be believed; else None.

    Templates declare the home page, the section or one fixed article for every page, and copies declare other hosts:
    to believe those would make one article of many. So the site must be the same, the address an article's, and the
    two must have a word or a number in common where both have any.
    """
    if not declared.strip():
        return None
    try:
        target = clean_url(urljoin(clean_url(page_url), declared.strip()))
        if not same_site(page_url, target):
            return None
        page, own = parse_address(canonical_url(page_url)), parse_address(canonical_url(target))
    except ValueError:
        return None
    return target if page == own or (_is_article(own) and _may_be_one_article(page, own)) else None


def _is_article(address: Address) -> bool:
    if _NO_ARTICLE.search(address.path):
        return False
    shapes = (_DATED, _NUMBERED, _HEADLINE)
    return any(shape.search(address.path) for shape in shapes) or _QUERY_NUMBER.search(address.query) is not None


def _may_be_one_article(one: Address, other: Address) -> bool:
    """Say whether two addresses of a site may be one article's: nothing they can be compared by sets them apart."""
    mine, theirs = _distinct(one.path, other.path)
    numbers = [set(_NUMBERS.findall(f"{path}?{address.query}")) for path, address in ((mine, one), (theirs, other))]
    words = [set(_WORDS.findall(path)) for path in (mine, theirs)]
    shared = [len(a & b) / min(len(a), len(b)) for a, b in (numbers, words) if a and b]
    return not shared or max(shared) >= _COMMON


def _distinct(one: str, other: str) -> tuple[str, str]:
    """Return two paths without the folders that they have in common in front and behind."""
    mine, theirs = one.casefold().split("/"), other.casefold().split("/")
    for end in (0, -1):
        while mine and theirs and mine[end] == theirs[end]:
            del mine[end], theirs[end]
    return "/".join(mine), "/".join(theirs)
