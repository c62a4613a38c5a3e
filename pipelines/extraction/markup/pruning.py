"""The page's tree before extraction: what is never part of an article is taken out of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from lxml.etree import XPath, strip_elements
from lxml.html import HtmlElement

from text.unicode import text_key

_UNREAD_TAGS = (
    "script",
    "style",
    "noscript",
    "svg",
    "iframe",
    "template",
    "button",
    "select",
    "object",
    "video",
    "audio",
    "canvas",
)
_LINK_BLOCKS = XPath(
    ".//*[self::p or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"
    "[a or strong/a or em/a or b/a or span/a or i/a]"
)
_CAPTIONS = XPath(
    ".//figcaption | .//*[self::p or self::div or self::span][contains(@class, 'wp-caption-text') or "
    "contains(@class, 'image-caption') or contains(@class, 'photo-caption') or contains(@class, 'caption-text')]"
)
#: class names and ids under which sites keep what goes with every article
_BESIDE_ARTICLE = re.compile(
    r"(?:^|[\s_-])(?:author|writer|contributor)[\s_-]*(?:bio|box|card|info|about|biography|profile|"
    r"description)|about[_-]?(?:the[_-]?)?author|"
    r"biograph|news-?letter|(?:related|recommended|popular|trending|latest|more)[_-]+(?:stor|article|"
    r"post|news|content|link|item|read|topic|video|coverage)|"
    r"(?:^|[\s_-])related(?:[\s_-]|$)|most-?(?:read|popular|viewed)|read-?(?:more|next|"
    r"also)(?:[\s_-]|$)|you-?(?:may|might)|up-?next|"
    r"recirc|outbrain|taboola|(?:^|[\s_-])promo(?:[\s_-]|$)|promo-?(?:box|block|link)|"
    r"(?:^|[\s_-])(?:subscribe|subscription|sign-?up|sign-?in|log-?in|regist(?:er|ration)|"
    r"donat\w*)[_-]?(?:box|banner|form|prompt|widget|cta|block|promo|group|only|wall)?(?:[\s_-]|$)|"
    r"(?:^|[\s_-])comments?[_-]?(?:list|section|area|form|container|wrapper|thread|block)|(?:^|"
    r"\s)comments?(?:\s|$)|disqus|"
    r"social-?(?:share|links|media|bar)|share-?(?:bar|tools|buttons|links)|"
    r"(?:^|\s)hidden(?:\s|$)|"
    r"(?:^|[\s_-])(?:breadcrumbs?|teaser-list|article-tags|tag-list|post-tags|print-only-footer|"
    r"screen-reader-text|sr-only|visually-hidden)(?:[\s_-]|$)"
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
_INSIDE_CARD = frozenset(["div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "ul", "figure"])
_MAX_CARD_LETTERS = 1_500
#: characters of a headline with its teaser, and how many of them make a row of cards
_MAX_TEASER_LETTERS = 600
_MIN_CARDS_IN_ROW = 3
#: paragraphs or line ends, and letters, in a cell that is no entry of a table
_MIN_CELL_BREAKS = 2
_MIN_CELL_LETTERS = 300
#: letters of a block that is only a link; a shorter one may be a name or a place
_MIN_LINK_LETTERS = 20
#: share of the page's prose that one marked container may hold and still be beside the article
_MAX_BESIDE_SHARE = 0.3


def visible_text(tree: HtmlElement) -> str:
    """Return all words that the page shows; scripts and the like leave the tree first."""
    strip_elements(tree, *_UNREAD_TAGS, with_tail=False)
    return " ".join(tree.itertext())


def prune_tree(tree: HtmlElement) -> frozenset[str]:
    """Take out cards, marked boilerplate and paragraphs that are only a link; give the keys of all link texts."""
    for paragraph in tree.iter("p"):  # what is hidden from screen readers until paid for is still text
        paragraph.attrib.pop("aria-hidden", None)
        _separate_label(paragraph)
    _unwrap_tables(tree)
    links = _link_texts(tree)
    _remove_cards(tree)
    _remove_marked(tree)
    _remove_link_blocks(tree)
    return links


def take_caption(tree: HtmlElement) -> str:
    """Return the first picture's caption, and take all captions out of the tree, lest they be read as paragraphs."""
    first = ""
    for element in _CAPTIONS(tree):
        first = first or " ".join("".join(element.itertext()).split())[:1000]
        remove_element(element)
    return first


def remove_element(element: HtmlElement) -> None:
    """Remove an element, and leave the text behind it where it is."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def count_letters(texts: Iterable[str]) -> int:
    """Return how many characters the texts hold beside white space."""
    return sum(len(word) for text in texts for word in text.split())


def _separate_label(paragraph: HtmlElement) -> None:
    """Part a label that opens a paragraph from its first word; on the screen it stands above."""
    if not len(paragraph) or (paragraph.text or "").strip() or paragraph[0].tag != "span":
        return
    label, text = "".join(paragraph[0].itertext()), paragraph[0].tail or ""
    if label[-1:].islower() and text[:1].isupper():
        paragraph[0].tail = f" {text}"


def _unwrap_tables(tree: HtmlElement) -> None:
    """Turn tables that only lay out the page, with paragraphs in a cell, into plain blocks."""
    layout = {table for cell in tree.iter("td") if _holds_paragraphs(cell) for table in cell.iterancestors("table")}
    if not layout:
        return
    parts = [part for table in layout for part in table.iter("tbody", "tr", "td", "th")]
    for part in [part for part in parts if next(part.iterancestors("table")) in layout] + list(layout):
        part.tag = "div"


def _holds_paragraphs(cell: HtmlElement) -> bool:
    return (
        sum(1 for _ in cell.iter("p", "br")) >= _MIN_CELL_BREAKS and count_letters(cell.itertext()) >= _MIN_CELL_LETTERS
    )


def _link_texts(tree: HtmlElement) -> frozenset[str]:
    texts = (" ".join("".join(link.itertext()).split()) for link in tree.iter("a"))
    return frozenset(text_key(text) for text in texts if 15 <= len(text) <= 250)


def _remove_cards(tree: HtmlElement) -> None:
    """Remove links round whole blocks: cards that lead to other articles."""
    for link in list(tree.iter("a")):
        if (
            len(link)
            and any(child.tag in _INSIDE_CARD for child in link.iterdescendants())
            and (count_letters(link.itertext()) <= _MAX_CARD_LETTERS)
        ):
            remove_element(link)


def _remove_marked(tree: HtmlElement) -> None:
    marked = [
        (element, kind)
        for element in tree.iter(*_CONTAINERS)
        if (kind := _container_kind(element.get("class", ""), element.get("id", "")))
    ]
    for element in [element for element, kind in marked if kind == "consent"]:
        remove_element(element)
    prose = _prose_letters(tree) if marked else 0
    for element in [element for element, kind in marked if kind == "beside"]:
        if next(element.iter("h1"), None) is None and _prose_letters(element) <= prose * _MAX_BESIDE_SHARE:
            remove_element(element)


def _prose_letters(element: HtmlElement) -> int:
    return sum(count_letters(paragraph.itertext()) for paragraph in element.iter("p"))


@lru_cache(maxsize=4096)
def _container_kind(classes: str, name: str) -> str:
    """Return "consent" or "beside" for a container that its names mark so, "" for any other."""
    names = f"{classes[:300]} {name[:100]}".lower()
    if _CONSENT_CONTAINER.search(names):
        return "consent"
    return "beside" if _BESIDE_ARTICLE.search(names) and not _ARTICLE_BODY.search(names) else ""


def _remove_link_blocks(tree: HtmlElement) -> None:
    """Drop blocks that are only a link, and the cards that such headings open."""
    linked = [element for element in _LINK_BLOCKS(tree) if _is_link(element)]
    cards = [_card_around(element) for element in linked if element.tag != "p"]
    rows = Counter(card.getparent() for card in cards)
    for card in cards:
        if rows[card.getparent()] >= _MIN_CARDS_IN_ROW:
            remove_element(card)
    for element in linked:
        if count_letters(element.itertext()) >= _MIN_LINK_LETTERS:
            remove_element(element)


def _is_link(element: HtmlElement) -> bool:
    text = count_letters(element.itertext())
    return text > 0 and sum(count_letters(link.itertext()) for link in element.iter("a")) >= text * 0.95


def _card_around(heading: HtmlElement) -> HtmlElement:
    """Return the largest element round a heading that is no longer than a card and holds no other heading."""
    card = heading
    while (parent := card.getparent()) is not None and parent.tag != "body":
        if count_letters(parent.itertext()) > _MAX_TEASER_LETTERS or sum(1 for _ in parent.iter(heading.tag)) > 1:
            break
        card = parent
    return card
