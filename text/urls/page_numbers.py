"""The numbers by which the pages of one article are told apart in their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from text.urls.article_urls import looks_like_article
from text.urls.canonical import canonical_url
from text.urls.parsing import AddressError

_WORD: Final = r"(?:page|pag|pg|p|seite|pagina|pahina)"
_CASE: Final = re.IGNORECASE
_NUMBER: Final = r"(?P<number>\d{1,2})"


class NumberStyle(Enum):
    """How an address gives the number of a page; how much more has to speak for it differs."""

    #: named as such: ?page=2, /page/2, /slug/seite-2
    NAMED = "named"
    #: a part of the path behind what is an article's address: /2026/05/04/slug/2
    BARE = "bare"
    #: behind the name of a file, as the next article's number may stand: slug-2.html
    SUFFIX = "suffix"


_STYLES: Final = (
    (NumberStyle.NAMED, re.compile(rf"(?<=[?&])(?:{_WORD}|paged|page_?(?:no|num|number|id))={_NUMBER}(?=&|$)", _CASE)),
    (NumberStyle.NAMED, re.compile(rf"/{_WORD}[/_-]?{_NUMBER}(?=\?|$)", _CASE)),
    (NumberStyle.BARE, re.compile(rf"/{_NUMBER}(?=\?|$)")),
    (NumberStyle.SUFFIX, re.compile(rf"[-_,.]{_WORD}?[-_]?{_NUMBER}(?=\.[a-z]{{3,5}}(?:\?|$))", _CASE)),
)


#: an address that is not that of a site's front page
_BELOW_ROOT: Final = re.compile(r"[^:/]/[^?]*[^/?]|\?")


class PagePlace(NamedTuple):
    """A page's place in an article: what is left of its address without the number, the number, and its style."""

    article: str
    number: int
    style: NumberStyle


def page_places(url: str) -> Iterator[PagePlace]:
    """Yield the places that a page may have in an article by its address. Raise AddressError."""
    identity = canonical_url(url)
    for style, pattern in _STYLES:
        for match in pattern.finditer(identity):
            article = _without(identity, match)
            # /?p=12 may be all that tells one article of a site from another
            if looks_like_article(article) or (style is NumberStyle.NAMED and _BELOW_ROOT.search(article)):
                yield PagePlace(article, int(match["number"]), style)


def place_after(first: str, other: str) -> PagePlace | None:
    """Return the place of ``other`` in the article of which ``first`` is a page; None where it is none of its pages."""
    try:
        whole = canonical_url(first)
        mine = {place.article: place for place in page_places(first)}
        for place in page_places(other):
            # the first page often has no number; one that has is numbered in the same style
            if place.article == whole or (place.article in mine and mine[place.article].style is place.style):
                return place
    except AddressError:
        pass
    return None


def number_of(url: str, place: PagePlace) -> int:
    """Return the number of a page of the article that ``place`` lies in; 0 where its address gives none."""
    return next((mine.number for mine in page_places(url) if mine.article == place.article), 0)


def page_number(first: str, other: str) -> int:
    """Return the number that the address of ``first`` gives in the article of which ``other`` is a page, 0 for none."""
    place = place_after(first, other)
    return number_of(first, place) if place else 0


def _without(identity: str, match: re.Match[str]) -> str:
    start, end = match.span()
    if identity[start - 1] in "?&":
        rest = identity[end:].lstrip("&")
        return identity[:start] + rest if rest else identity[: start - 1]
    return identity[:start] + identity[end:]
