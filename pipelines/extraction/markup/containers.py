"""Containers that their class names put beside the article; a name alone is no proof where there is prose in them."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import HtmlElement

from pipelines.extraction.markup.elements import (
    link_share,
    paragraph_letters,
    prose_letters,
    remove_element,
)

#: class names and ids under which sites keep what goes with every article
_BESIDE_ARTICLE = re.compile(
    r"(?:^|[\s_-])(?:author|writer|contributor)[\s_-]*(?:bio|box|card|info|about|biography|profile|"
    r"description)|about[_-]?(?:the[_-]?)?author|"
    r"biograph|news-?letter|(?:related|recommended|popular|trending|latest)[_-]+(?:stor|article|"
    r"post|news|content|link|item|read|topic|video|coverage)|"
    r"(?:^|[\s_-])related(?:[\s_-]|$)|most-?(?:read|popular|viewed)|"
    r"you-?(?:may|might)|up-?next|"
    r"recirc|outbrain|taboola|(?:^|[\s_-])promo(?:[\s_-]|$)|promo-?(?:box|block|link)|"
    r"(?:^|[\s_-])(?:subscribe|subscription|sign-?up|sign-?in|log-?in|regist(?:er|ration)|"
    r"donat\w*)[_-]?(?:box|banner|form|prompt|widget|cta|block|promo|group|only|wall)?(?:[\s_-]|$)|"
    r"(?:^|[\s_-])comments?[_-]?(?:list|section|area|form|container|wrapper|thread|block)|disqus|"
    r"social-?(?:share|links|media|bar)|share-?(?:bar|tools|buttons|links)|"
    r"(?:^|[\s_-])(?:breadcrumbs?|teaser-list|article-tags|tag-list|post-tags|print-only-footer|"
    r"screen-reader-text|sr-only|visually-hidden)(?:[\s_-]|$)"
)
#: names that the rest of an article bears as often: what a button opens, what is loaded later
_PERHAPS_BESIDE = re.compile(
    r"(?:^|[\s_-])more[_-]+(?:stor|article|post|news|content|link|item|read|topic|video|coverage)|"
    r"read-?(?:more|next|also)(?:[\s_-]|$)|(?:^|\s)(?:hidden|comments?)(?:\s|$)"
)
#: names of the article itself, which may stand in the same attribute
_ARTICLE_BODY = re.compile(
    r"(?:article|story|post|entry|page|content)[\s_-]*(?:body|content|text)|main-?content|body-?(?:text|copy)"
)
#: containers of consent tools; what they hold is never an article, however long it is
_CONSENT_CONTAINER = re.compile(
    r"onetrust|\bot-(?:sdk|pc|fltr)|didomi|usercentrics|cookiebot|cookie-?(?:law|consent|banner|"
    r"notice|policy|popup|modal|bar)|gdpr|ccpa|truste|cmp-?(?:box|container|banner)|(?:^|"
    r"[\s_-])consent(?:[\s_-]|$)|privacy-?(?:banner|manager|popup|modal)"
)
_CONTAINERS = ("div", "section", "aside", "ul", "ol", "nav", "footer", "form", "p", "span", "header")
#: share of the page's paragraphs that a container may hold at most and still be beside the article, and share of
#: its prose that needs no further proof; measured on the benchmark's news and general pages, 2026-11
_MAX_BESIDE_SHARE = 0.3
_MAX_UNPROVEN_SHARE = 0.1
#: share of links by which a container leads elsewhere, and by which one of a doubtful name does
_MIN_LINKS = 0.25
_MIN_LINKS_OF_DOUBTFUL = 0.5


def remove_marked_containers(tree: HtmlElement) -> None:
    """Remove consent dialogs, and what is named as standing beside the article and proves it."""
    marked = [
        (element, kind)
        for element in tree.iter(*_CONTAINERS)
        if (kind := _container_kind(element.get("class", ""), element.get("id", "")))
    ]
    for element in [element for element, kind in marked if kind == "consent"]:
        remove_element(element)
    letters = paragraph_letters(tree) if marked else 0
    for element in [element for element, kind in marked if kind != "consent"]:
        if next(element.iter("h1"), None) is None and _is_beside(element, letters):
            remove_element(element)


def _is_beside(element: HtmlElement, letters: int) -> bool:
    """Return whether a named container holds no prose, or proves by links, a form or its size that it is beside.

    ``letters`` is the number of letters in all paragraphs of the page.
    """
    prose = prose_letters(element)
    if not prose:
        return paragraph_letters(element) <= letters * _MAX_BESIDE_SHARE
    if element.tag in {"p", "span"} or prose > letters * _MAX_BESIDE_SHARE:
        return False
    kind = _container_kind(element.get("class", ""), element.get("id", ""))
    if kind == "perhaps beside":
        return link_share(element) >= _MIN_LINKS_OF_DOUBTFUL
    has_form = next(element.iter("form", "input"), None) is not None
    return prose <= letters * _MAX_UNPROVEN_SHARE or has_form or link_share(element) >= _MIN_LINKS


@lru_cache(maxsize=4096)
def _container_kind(classes: str, name: str) -> str:
    """Return "consent", "beside" or "perhaps beside" for a container that its names mark so, "" for any other."""
    names = f"{classes[:300]} {name[:100]}".lower()
    if _CONSENT_CONTAINER.search(names):
        return "consent"
    if _ARTICLE_BODY.search(names):
        return ""
    return "beside" if _BESIDE_ARTICLE.search(names) else "perhaps beside" if _PERHAPS_BESIDE.search(names) else ""
