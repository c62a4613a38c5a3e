"""Listings: the articles that a page of a site links to or names in its data, and the page of older ones after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from re import Pattern
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from items import Hint
from spiders.discovery.embedded_data import embedded_links
from text.charset import decode_bytes
from text.dates.feed_dates import parse_feed_date
from text.markup import plain_text
from text.urls.article_urls import looks_like_article
from text.urls.canonical import canonical_url, unwrap_url
from text.urls.escaping import visible
from text.urls.parsing import AddressError, same_site

#: links looked at on one page; the busiest front pages have a thousand
MAX_LINKS: Final = 3_000
#: links with a headline from which on a page shows a list, though none is an article's; chosen, not measured
MIN_HEADLINES: Final = 3
#: characters of a headline
MAX_HEADLINE_CHARACTERS: Final = 300

_FILE: Final = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|mp[34]|m4[av]|mov|avi|webm|wav|ogg|pdf|docx?|xlsx?|pptx?|zip|rar|gz|apk|exe"
    r"|css|js|xml|rss|json|ics)$",
    re.IGNORECASE,
)
_NO_HEADLINE: Final = re.compile(
    r"(?:read|learn|see|view|show|load|find out) (?:\w+ ){0,2}(?:more|all|full|story|articles?)\b.{0,20}"
    r"|continue reading.*|click here.*|(?:basahin|weiterlesen|mehr lesen|mehr erfahren|lees (?:meer|verder)).{0,20}"
    r"|\d+ (?:comments?|shares?|views?).{0,12}",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(
    r"(?:go to )?(?:the )?(?:next|older|susunod|nächste|ältere|weiter|volgende|oudere|suivant|siguiente)"
    r"(?: (?:page|posts?|articles?|entries|news|stories|seite|beiträge|pagina|berichten))?"
    r"|(?:load|show|view|see) (?:more|older)(?: \w+)?",
    re.IGNORECASE,
)
_ARROWS: Final = "›»→>≫ "
_NEXT_CLASS: Final = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-]|postslink)", re.IGNORECASE)
_PAGE: Final = re.compile(
    r"(?:[?&](?:page|paged|pg|cpage|pagina|seite)=|/page[/-]?|/p)(?P<number>\d{1,4})(?=$|[/&])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Listing:
    """The articles of a listing in its order, each once, and the address of its next page."""

    pages: list[Hint]
    next: str | None
    #: it shows no list, and has a script that would
    by_script: bool = False


class _Wanted(NamedTuple):
    """Which addresses are articles of a source, as its entry says."""

    include: Pattern[str] | None
    exclude: Pattern[str] | None
    pdf: bool

    def fits(self, url: str) -> bool:
        file = _FILE.search(urlsplit(url).path)
        if (file and not (self.pdf and _is_document(url))) or (self.exclude and self.exclude.search(url)):
            return False
        return self.include is None or self.include.search(url) is not None


def _is_document(url: str) -> bool:
    """Return whether an address names a PDF document."""
    return urlsplit(url).path.lower().endswith(".pdf")


class _Link(NamedTuple):
    url: str
    identity: str
    anchor: html.HtmlElement


def read_listing(
    body: bytes,
    url: str,
    include: Pattern[str] | None,
    exclude: Pattern[str] | None,
    zone: str = "",
    *,
    pdf: bool = False,
) -> Listing:
    """Return the articles that a page at ``url`` links to within its site.

    ``include`` and ``exclude`` are searched for in whole addresses. Without ``include``, links outside menus count that
    are shaped as articles' are. The data for the page's scripts is read where it shows no article, or where ``include``
    says which they are; its dates without a zone are those of ``zone``. PDF documents count only if ``pdf``.
    A page that is no HTML has no links.
    """
    root = _document(body)
    if root is None:
        return Listing([], None)
    base, here = _base(root, url), canonical_url(url)
    links = list(_links(root.iter("a"), base, here))
    wanted = _Wanted(include, exclude, pdf)
    pages: dict[str, Hint] = {}
    for link in links:
        if wanted.fits(link.url) and (include or _is_likely(link, here)):
            _add(pages, link)
    if include or not pages:
        for hint in _hints_of_data(root, base, here, zone):
            if wanted.fits(hint.url) and (include or looks_like_article(hint.url)):
                pages.setdefault(canonical_url(hint.url), hint)
    declared = (link for link in root.iter("link", "a") if "next" in (link.get("rel") or "").lower().split())
    following = next((link.url for link in _links(declared, base, here)), None)
    following = following or _labelled_next(links, here) or _numbered_next(links, here)
    return Listing(list(pages.values()), following, by_script=not pages and _is_filled_by_script(root, links))


def _hints_of_data(root: html.HtmlElement, base: str, here: str, zone: str) -> Iterator[Hint]:
    """Yield what the page's data says of other pages of its site."""
    for link in islice(embedded_links(root), MAX_LINKS):
        address = _resolve_link(base, link.href)
        try:
            if address and same_site(address, here) and canonical_url(address) != here:
                title = plain_text(link.title)[:MAX_HEADLINE_CHARACTERS]
                yield Hint(address, title, published=parse_feed_date(link.published, zone))
        except AddressError:
            continue


def _is_filled_by_script(root: html.HtmlElement, links: Iterable[_Link]) -> bool:
    """Return whether a page has scripts and hardly a link with a headline."""
    shown = (link for link in links if next(link.anchor.iterancestors("nav", "header", "footer"), None) is None)
    headlines = sum(len(_link_title(link.anchor).split()) > 3 for link in shown)
    return headlines < MIN_HEADLINES and next(root.iter("script"), None) is not None


def _document(body: bytes) -> html.HtmlElement | None:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return html.document_fromstring(decode_bytes(body).text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _base(root: html.HtmlElement, url: str) -> str:
    href = next((base.get("href") for base in root.iter("base") if base.get("href")), "")
    return _resolve_link(url, href) or url


def _resolve_link(base: str, href: str) -> str:
    """Return the clean address of a link; empty where it leads to no web page."""
    try:
        return unwrap_url(urljoin(base, visible(href)))
    except ValueError:
        return ""


def _links(anchors: Iterable[html.HtmlElement], base: str, here: str) -> Iterator[_Link]:
    """Yield the links to other pages of the site."""
    for anchor in islice(anchors, MAX_LINKS):
        address = _resolve_link(base, anchor.get("href") or "#")
        try:
            if address and same_site(address, here) and (identity := canonical_url(address)) != here:
                yield _Link(address, identity, anchor)
        except AddressError:
            continue


def _is_likely(link: _Link, here: str) -> bool:
    """Say whether a link is an article's by general means: its place on the page, its address, its text."""
    if urlsplit(link.identity).netloc != urlsplit(here).netloc or _PAGE.search(link.identity):
        return False
    if next(link.anchor.iterancestors("nav", "footer"), None) is not None:
        return False
    # /stories/robert below /stories has the address of no article, but may have a headline
    below = here.count("/") > 2 and link.identity.startswith(f"{here.rstrip('/')}/")
    named = below or _is_document(link.url)
    return looks_like_article(link.url) or (named and len(_link_title(link.anchor).split()) > 3)


def _add(pages: dict[str, Hint], link: _Link) -> None:
    """Note a page; a picture's link often comes before the headline's, so a missing title is filled in."""
    known = pages.setdefault(link.identity, Hint(link.url))
    if not known.title:
        pages[link.identity] = replace(known, title=_link_title(link.anchor))


def _link_title(anchor: html.HtmlElement) -> str:
    """Return the headline that a link shows; empty where it shows something else."""
    headings = anchor.iter("h1", "h2", "h3", "h4", "h5", "h6")
    shown = (_shown_text(next(headings, anchor)), anchor.get("title"), anchor.get("aria-label"))
    return next((text for text in map(_line, shown) if _is_headline(text)), "")


def _is_headline(text: str) -> bool:
    long_enough = len(text.split()) > 2 or len(text) >= 20
    return long_enough and len(text) <= MAX_HEADLINE_CHARACTERS and not _NO_HEADLINE.fullmatch(text)


def _shown_text(element: html.HtmlElement) -> str:
    return plain_text(html.tostring(element, encoding="unicode", with_tail=False))


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _labelled_next(links: list[_Link], here: str) -> str | None:
    """Return the link that says to a reader that it leads to the next page."""
    path = _frame(here)[0].partition("&")[0]
    for link in links:
        pages_on = _PAGE.search(link.identity) or _frame(link.identity)[0].partition("&")[0] == path
        if pages_on and _says_next(link.anchor):
            return link.url
    return None


def _says_next(anchor: html.HtmlElement) -> bool:
    if _NEXT_CLASS.search(anchor.get("class") or ""):
        return True
    text = _shown_text(anchor)[:60]
    if text and not text.strip(_ARROWS):
        return True
    return any(_NEXT.fullmatch(_line(label).strip(_ARROWS)) for label in (text, anchor.get("aria-label")))


def _numbered_next(links: list[_Link], here: str) -> str | None:
    """Return the link to this listing with the next higher number."""
    frame, current = _frame(here)
    higher: dict[int, str] = {}
    for link in links:
        other, number = _frame(link.identity)
        # sites that count from 0 show "2" for their page 1
        if other == frame and (number > max(current, 1) or (number > current and _shown_text(link.anchor) == "2")):
            higher.setdefault(number, link.url)
    return higher[min(higher)] if higher else None


def _frame(identity: str) -> tuple[str, int]:
    """Return an address without its page's number, and that number; 0 where it has none."""
    match = _PAGE.search(identity)
    rest = identity[: match.start()] + identity[match.end() :] if match else identity
    return rest.replace("?", "&").replace("/&", "&").rstrip("/"), int(match["number"]) if match else 0
