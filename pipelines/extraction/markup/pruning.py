"""The page's tree before extraction: what is never part of an article is taken out of it."""

from __future__ import annotations

from lxml.etree import strip_elements
from lxml.html import HtmlElement

from pipelines.extraction.markup.cards import LinkResolver, headline_links, remove_cards
from pipelines.extraction.markup.containers import remove_marked_containers
from pipelines.extraction.markup.elements import count_letters, element_text, paragraph_letters, remove_element

_NEVER_TEXT = ("script", "style")
#: what is shown beside the text or in its place; one that is never closed swallows the article behind it
_WIDGETS = ("svg", "iframe", "template", "button", "select", "object", "video", "audio", "canvas")
#: letters in the paragraphs of a widget that was never closed
_MIN_SWALLOWED_LETTERS = 300
_CAPTION_CLASSES = ("wp-caption-text", "image-caption", "photo-caption", "caption-text")
#: paragraphs or line ends, and letters, in a cell that is no entry of a table
_MIN_CELL_BREAKS = 2
_MIN_CELL_LETTERS = 300


def visible_text(tree: HtmlElement) -> str:
    """Return all words that the page shows; scripts and the like leave the tree first."""
    strip_elements(tree, *_NEVER_TEXT, with_tail=False)
    for widget in list(tree.iter(*_WIDGETS)):
        if paragraph_letters(widget) >= _MIN_SWALLOWED_LETTERS:
            widget.drop_tag()
    strip_elements(tree, *_WIDGETS, with_tail=False)
    _choose_noscript(tree)
    return " ".join(tree.itertext())


def prune_tree(tree: HtmlElement, url: str) -> frozenset[str]:
    """Remove cards and containers beside the article; return the keys of the texts that link to other pages."""
    for paragraph in tree.iter("p"):  # what is hidden from screen readers until paid for is still text
        paragraph.attrib.pop("aria-hidden", None)
        _separate_label(paragraph)
    _unwrap_tables(tree)
    resolver = LinkResolver(url)
    links = headline_links(tree, resolver)
    remove_cards(tree, resolver)
    remove_marked_containers(tree)
    return links


def take_caption(tree: HtmlElement) -> str:
    """Return the first picture's caption; captions leave the tree, so that they are never read as paragraphs."""
    first = ""
    for element in [element for element in tree.iter("figcaption", "p", "div", "span") if _is_caption(element)]:
        first = first or element_text(element)[:1000]
        remove_element(element)
    return first


def _is_caption(element: HtmlElement) -> bool:
    classes = element.get("class", "")
    return element.tag == "figcaption" or ("caption" in classes and any(name in classes for name in _CAPTION_CLASSES))


def _choose_noscript(tree: HtmlElement) -> None:
    """Remove what is shown without scripts only, unless most of the page's paragraphs stand there."""
    inside = sum(map(_unscripted_letters, tree.iter("noscript")))
    if inside * 2 > paragraph_letters(tree):
        for element in list(tree.iter("noscript")):
            element.drop_tag()
    strip_elements(tree, "noscript", with_tail=False)


def _unscripted_letters(element: HtmlElement) -> int:
    """Return how many letters of text stand in a noscript, also where only line ends part its paragraphs."""
    if letters := paragraph_letters(element):
        return letters
    letters = count_letters(element.itertext())
    return letters if letters >= _MIN_SWALLOWED_LETTERS and element.find(".//br") is not None else 0


def _separate_label(paragraph: HtmlElement) -> None:
    """Put a space behind a label that opens a paragraph: on the screen it stands above the first word."""
    if not len(paragraph) or (paragraph.text or "").strip() or paragraph[0].tag != "span":
        return
    label, text = "".join(paragraph[0].itertext()), paragraph[0].tail or ""
    if label[-1:].islower() and text[:1].isupper():
        paragraph[0].tail = f" {text}"


def _unwrap_tables(tree: HtmlElement) -> None:
    """Turn rows and cells of a table into plain blocks where a cell holds paragraphs: it only lays out the page."""
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
