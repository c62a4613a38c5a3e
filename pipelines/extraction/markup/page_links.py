"""Where an article of several pages goes on, and where one begins that a page only continues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple
from urllib.parse import urljoin

from lxml.html import HtmlElement

from pipelines.extraction.markup.elements import element_text
from text.urls.canonical import canonical_url
from text.urls.page_numbers import NumberStyle, PagePlace, number_of, page_places, place_after
from text.urls.parsing import AddressError, clean_url, same_site

#: links looked at on one page; chosen, not measured
MAX_LINKS: Final = 3_000
#: characters of a link that may say that it leads to another page; headlines are longer
_MAX_LABEL: Final = 60
_NEXT: Final = re.compile(
    r"(?:go to |read |continue (?:reading )?(?:to |on )?)?(?:the )?"
    r"(?:next|susunod(?: na)?|nächste|weiter|volgende|verder|siguiente)(?: (?:page|seite|pagina|pahina|página))?"
    r"|(?:continue|continued|read on|weiterlesen|lees verder)(?: on)?(?: page)?",
    re.IGNORECASE,
)
_PREVIOUS: Final = re.compile(
    r"(?:prev(?:ious)?|back|first|nakaraang|vorige|zurück|vorherige|eerste|erste|anterior)"
    r"(?: (?:page|seite|pagina|pahina|página))?",
    re.IGNORECASE,
)
_LABEL_NUMBER: Final = re.compile(
    r"(?:(?:(?:go to |(?:continued?|read)(?: reading)? (?:on |to )?)?(?:page|seite|pagina|pahina|página|p\.) ?)?"
    r"(\d{1,2})(?: ?(?:of|/|von|van|ng|de) ?\d{1,2})?|page (\d{1,2}):.*)",
    re.IGNORECASE,
)
#: how a link begins, or what its class holds, that leads on whatever else it says
_NEXT_BEGINS: Final = re.compile(r"next:|continue reading\b", re.IGNORECASE)
_NEXT_CLASS: Final = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])", re.IGNORECASE)
#: an address that may end in a page's number
_NUMBERED: Final = re.compile(r"(?<!\d)\d{1,2}(?:/?\s*$|/?[?#&]|\.[a-z]{3,5}(?:$|[?#]))", re.IGNORECASE)
_MARKS: Final = " \t\r\n›»→>≫‹«←<|.:[]()"


class _PageLink(NamedTuple):
    url: str
    place: PagePlace
    #: what it says: its number, or 0
    says: int
    #: it calls itself the next page, in words or for machines
    is_next: bool
    #: a reader sees that it leads to another page of the article
    is_shown: bool


def find_next_page(tree: HtmlElement, url: str) -> str:
    """Return the address of the page on which the article of the page at ``url`` goes on; empty where it ends there."""
    following = [link for link in _page_links(tree, url) if _leads_on(link, url)]
    return min(following, key=lambda link: (link.place.number, not link.is_shown)).url if following else ""


def find_first_page(tree: HtmlElement, url: str) -> str:
    """Return the address of the first page of the article that the page at ``url`` continues, else an empty text."""
    try:
        places = {place.article: place for place in page_places(url) if place.number > 0}
    except AddressError:
        return ""
    if not places:
        return ""
    for address, says, is_previous, is_declared in _links_back(tree, url):
        identity = canonical_url(address)
        first = [place for place in page_places(address) if place.number <= 1 and place.article in places]
        place = places.get(identity) or (places[first[0].article] if first else None)
        if place and (place.number > 1 or is_previous) and (is_previous or is_declared or says == 1):
            return address
    return ""


def _links_back(tree: HtmlElement, url: str) -> Iterator[tuple[str, int, bool, bool]]:
    """Yield links that may lead to the first page: address, number, whether to an earlier page, whether declared."""
    for element, address in _addresses(tree, _links(tree), url):
        relations = (element.get("rel") or "").lower().split()
        label = _label(element)
        is_previous = bool({"prev", "previous", "first", "start"} & set(relations)) or bool(_PREVIOUS.fullmatch(label))
        yield address, _number(label), is_previous, element.tag == "link" and "canonical" in relations


def _leads_on(link: _PageLink, url: str) -> bool:
    """Return whether a link leads to a later page of the article, and not to another article."""
    here = number_of(url, link.place)
    if link.place.number <= here:
        return False
    if link.place.number == 1 and not (link.is_next or link.says == 2):
        # most who number their first page call it 1; who count from 0 show "2" for it
        return False
    if link.place.style is NumberStyle.NAMED:
        return link.is_next or link.is_shown
    if link.place.style is NumberStyle.BARE and link.is_next:
        return True
    return link.is_shown and link.says in {0, link.place.number}


def _page_links(tree: HtmlElement, url: str) -> Iterator[_PageLink]:
    """Yield the links to pages that have the same address but for a number."""
    for element, address in _addresses(tree, filter(_is_continuation, _links(tree)), url):
        if (place := place_after(url, address)) is None:
            continue
        label = _label(element)
        is_shown = element.tag == "a" and (_NEXT.fullmatch(label) is not None or _number(label) > 0)
        yield _PageLink(address, place, _number(label), _says_next(element), is_shown)


def _links(tree: HtmlElement) -> Iterator[HtmlElement]:
    return islice(tree.iter("link", "a"), MAX_LINKS)


def _is_continuation(element: HtmlElement) -> bool:
    """Return whether a link calls itself the next page or a numbered one; resolving the address of each takes 20 ms."""
    if not _NUMBERED.search(element.get("href") or ""):
        return False
    return _says_next(element) or _number(_label(element)) > 0


def _says_next(element: HtmlElement) -> bool:
    """Return whether a link calls itself the next page, in words or for machines."""
    if "next" in (element.get("rel") or "").lower().split() or _NEXT_CLASS.search(element.get("class") or ""):
        return True
    label = _label(element)
    return bool(_NEXT.fullmatch(label) or _NEXT_BEGINS.match(label))


def _addresses(tree: HtmlElement, links: Iterable[HtmlElement], url: str) -> Iterator[tuple[HtmlElement, str]]:
    """Yield those of a page's links that lead to its own site, with their addresses."""
    base = next((element.get("href") for element in tree.iter("base") if element.get("href")), "")
    for element in links:
        href = (element.get("href") or "").strip()
        if not href or href.startswith("#") or "comment" in href.lower():
            continue
        try:
            address = clean_url(urljoin(urljoin(url, base), href))
            if same_site(address, url):
                yield element, address
        except ValueError:
            continue


def _label(element: HtmlElement) -> str:
    """Return what a link says in short, without arrows; empty where it says more."""
    if element.tag != "a":
        return ""
    text = next((text for said in _labels(element) if (text := said.strip(_MARKS))), "")
    return text if len(text) <= _MAX_LABEL else ""


def _labels(element: HtmlElement) -> Iterator[str]:
    """Yield what a link shows, and what it tells those who do not see it."""
    yield element_text(element)
    yield element.get("aria-label") or element.get("title") or ""
    yield from (picture.get("alt") or "" for picture in element.iter("img"))


def _number(label: str) -> int:
    match = _LABEL_NUMBER.fullmatch(label)
    return int(match[1] or match[2]) if match else 0
