"""What leads to other articles of the site, and slide shows: cards, rows of them, and the texts of all such links."""

from __future__ import annotations

from collections import Counter

from lxml.html import HtmlElement

from pipelines.extraction.markup.elements import (
    count_letters,
    element_text,
    link_share,
    paragraph_letters,
    remove_element,
)
from text.prose import is_sentence
from text.unicode import text_key

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(["div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "ul", "figure"])
#: letters of a card, and the share of the page's paragraphs that it may hold; a link round the article holds more
_MAX_CARD_LETTERS = 1_500
_MAX_CARD_SHARE = 0.3
#: letters of a headline with its teaser, and how many of them make a row of cards
_MAX_TEASER_LETTERS = 600
_MIN_CARDS_IN_ROW = 3
#: characters of a picture's credit; chosen, not measured: a photographer and an agency have some forty
_MAX_CREDIT_CHARACTERS = 60
#: share of a heading that is a link
_MIN_HEADING_LINK = 0.95
#: characters of a link's text that may be a headline
_HEADLINE_CHARACTERS = (15, 250)


class LinkResolver:
    """Tell which links of a page lead to other pages of its site: a product's page elsewhere is no other article."""

    def __init__(self, url: str) -> None:
        self._host, self._path = _host_and_path(url)

    def leads_on(self, link: HtmlElement) -> bool:
        """Return whether a link leads to another page of the same host."""
        target = (link.get("href") or "").strip()
        if target.startswith(("http:", "https:", "//")) and _host_and_path(target)[0] != self._host:
            return False
        return self.leads_away(link)

    def leads_away(self, link: HtmlElement) -> bool:
        """Return whether a link leads to another page, of whatever host, and not within this one or to a script."""
        target = (link.get("href") or "").strip()
        if not target or target[0] == "#":
            return False
        if target.startswith(("http:", "https:", "//")):
            return _host_and_path(target) != (self._host, self._path)
        return ":" not in target.partition("/")[0] and target.partition("?")[0].partition("#")[0] != self._path


def _host_and_path(url: str) -> tuple[str, str]:
    """Return host and path of an address, fast and without judging it."""
    host, _, path = url.partition("//")[2].partition("?")[0].partition("#")[0].partition("/")
    return host.lower().removeprefix("www."), f"/{path}"


def headline_links(tree: HtmlElement, links: LinkResolver) -> frozenset[str]:
    """Return the keys of all link texts that may be headlines of other articles."""
    least, most = _HEADLINE_CHARACTERS
    texts = ((link, element_text(link)) for link in tree.iter("a"))
    return frozenset(text_key(text) for link, text in texts if least <= len(text) <= most and links.leads_on(link))


def remove_cards(tree: HtmlElement, links: LinkResolver) -> None:
    """Remove links round whole blocks, and rows of headlines that are links; a link round the article is unwrapped."""
    most = paragraph_letters(tree) * _MAX_CARD_SHARE
    for link in list(tree.iter("a")):
        if not len(link) or not any(child.tag in _BLOCKS for child in link.iterdescendants()):
            continue
        if paragraph_letters(link) > most:
            link.drop_tag()
        elif links.leads_away(link) and count_letters(link.itertext()) <= _MAX_CARD_LETTERS:
            remove_element(link)
    _remove_rows(tree, links)


def _remove_rows(tree: HtmlElement, links: LinkResolver) -> None:
    """Remove headings that lead to other pages of the site, with teasers, and slides, where several make a row."""
    headings = [heading for heading in tree.iter(*_HEADINGS) if _is_headline(heading, links)]
    cards = [_card_around(heading) for heading in headings] + _slides(tree)
    rows = Counter(card.getparent() for card in cards)
    for card in cards:
        if rows[card.getparent()] >= _MIN_CARDS_IN_ROW:
            remove_element(card)


def _slides(tree: HtmlElement) -> list[HtmlElement]:
    """Return the pictures of a slide show, each with the sentence set over it as a heading, which is its caption."""
    sentences = [(heading, text) for heading in tree.iter("h2", "h3") if is_sentence(text := element_text(heading))]
    cards = [(_card_around(heading), text) for heading, text in sentences]
    return [
        card
        for card, text in cards
        if card.find(".//img") is not None and len(element_text(card)) <= len(text) + _MAX_CREDIT_CHARACTERS
    ]


def _is_headline(heading: HtmlElement, links: LinkResolver) -> bool:
    return any(map(links.leads_on, heading.iter("a"))) and link_share(heading) >= _MIN_HEADING_LINK


def _card_around(heading: HtmlElement) -> HtmlElement:
    """Return the largest element round a heading that is no longer than a card and holds no other heading."""
    card = heading
    while (parent := card.getparent()) is not None and parent.tag != "body":
        if count_letters(parent.itertext()) > _MAX_TEASER_LETTERS or sum(1 for _ in parent.iter(heading.tag)) > 1:
            break
        card = parent
    return card
