"""What is measured of an element, and how it leaves the tree."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.html import HtmlElement

from text.prose import is_prose


def element_text(element: HtmlElement) -> str:
    """Return the text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def count_letters(texts: Iterable[str]) -> int:
    """Return how many characters the texts hold beside white space."""
    return sum(map(len, "".join(texts).split()))


def paragraph_letters(element: HtmlElement) -> int:
    """Return how many letters stand in the paragraphs of an element."""
    return sum(count_letters(paragraph.itertext()) for paragraph in element.iter("p"))


def prose_letters(element: HtmlElement) -> int:
    """Return how many letters stand in those paragraphs of an element that are sentences, itself included."""
    paragraphs = [element] if element.tag in {"p", "span"} else element.iter("p")
    return sum(count_letters([text]) for p in paragraphs if is_prose(text := element_text(p)))


def link_share(element: HtmlElement) -> float:
    """Return the share of an element's letters that are links, 1 where it has none."""
    letters = count_letters(element.itertext())
    return sum(count_letters(link.itertext()) for link in element.iter("a")) / letters if letters else 1.0


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
