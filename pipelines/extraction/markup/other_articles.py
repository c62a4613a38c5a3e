"""Articles beside the page's own, such as teasers and related stories: their authors and dates are not the page's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from pipelines.extraction.markup.elements import element_text
from pipelines.extraction.markup.page_identity import PageIdentity

_ARTICLE_SCOPES = XPath("//*[@itemscope and (contains(@itemtype, 'Article') or contains(@itemtype, 'Posting'))]")
_PROPERTIES = XPath(".//*[@itemprop]")
_HEADINGS = XPath(".//h1 | .//h2 | .//h3 | .//h4")
#: scopes, teasers and properties of one that are looked at; chosen, not measured: a long listing has a hundred
_MAX_LOOKED_AT = 200
#: elements around a heading within which its author and date stand; chosen, not measured
_MAX_CARD_DEPTH = 4
#: characters of paragraphs beyond which an element is no teaser; chosen, not measured
_MAX_TEASER_CHARACTERS = 1_000


def find_other_articles(tree: HtmlElement, page: PageIdentity) -> frozenset[HtmlElement]:
    """Return the elements that hold another article: by their microdata, or by where their headings link to."""
    scopes = [(scope, page.agreement(_properties(scope))) for scope in _ARTICLE_SCOPES(tree)[:_MAX_LOOKED_AT]]
    best = max((agreement for _, agreement in scopes), default=0)
    others = {scope for scope, agreement in scopes if agreement < 0 or agreement < best}
    others |= {element for element in islice(tree.iter("article"), _MAX_LOOKED_AT) if _links_elsewhere(element, page)}
    headings = islice(tree.iter("h2", "h3", "h4"), _MAX_LOOKED_AT)
    others |= {card for heading in headings if (card := _card_of(heading, page)) is not None}
    return frozenset(element for element in others if not _holds_headline(element, page))


def is_in_other(element: HtmlElement, others: frozenset[HtmlElement]) -> bool:
    """Return whether an element lies in one of the others."""
    return bool(others) and any(above in others for above in element.iterancestors())


def _properties(scope: HtmlElement) -> dict[str, str]:
    """Return what microdata says of the article itself; what lies in a scope within it says something else."""
    found = {"@id": scope.get("itemid", "")}
    for element in _PROPERTIES(scope)[:_MAX_LOOKED_AT]:
        if next((above for above in element.iterancestors() if "itemscope" in above.attrib), None) is scope:
            value = element.get("itemid") or element.get("content") or element.get("href") or element_text(element)
            found.setdefault(element.get("itemprop", ""), value)
    return found


def _links_elsewhere(element: HtmlElement, page: PageIdentity) -> bool:
    """Return whether an element's first heading is a link to another page, with little prose below it."""
    heading = next(iter(_HEADINGS(element)), None)
    if heading is None or not any(page.is_other(href) for href in _links_of(heading, element)):
        return False
    return sum(len(element_text(paragraph)) for paragraph in element.iter("p")) <= _MAX_TEASER_CHARACTERS


def _card_of(heading: HtmlElement, page: PageIdentity) -> HtmlElement | None:
    """Return the largest of the elements close around a heading that hold no other one, where it links elsewhere."""
    card = None
    for above in islice(heading.iterancestors(), _MAX_CARD_DEPTH):
        if len(list(islice(above.iter("h1", "h2", "h3", "h4"), 2))) > 1 or not _links_elsewhere(above, page):
            break
        card = above
    return card


def _links_of(heading: HtmlElement, within: HtmlElement) -> Iterator[str]:
    yield from (link.get("href", "") for link in heading.iter("a"))
    for above in heading.iterancestors():
        if above is within:
            return
        if above.tag == "a":
            yield above.get("href", "")


def _holds_headline(element: HtmlElement, page: PageIdentity) -> bool:
    return any(page.is_headline(element_text(heading)) for heading in element.iter("h1"))
