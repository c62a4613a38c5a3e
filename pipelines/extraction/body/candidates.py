"""What the body of an article may be: what trafilatura finds by each of its methods, and what the page shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Extractor

from pipelines.extraction.markup.elements import count_letters, element_text, link_share
from text.paragraphs import split_paragraphs
from text.prose import is_prose

#: trafilatura's own rules alone; with its fallbacks; with its rules for finding more rather than less
Method = Literal["quick", "standard", "recall"]
#: parts of a page whose paragraphs are not the article's
_MARGINS = ("nav", "footer", "aside", "form")
_BLOCKS = ("p", "li", "td", "dd", "blockquote", "pre", "div", "section")
#: an element that holds one of these is more than a paragraph
_BLOCKS_INSIDE = (*_BLOCKS, "ul", "ol", "table", "article", "main", "header", "h1", "h2", "h3", "h4", *_MARGINS)
#: characters of the shortest prose in any script
_MIN_PROSE_CHARACTERS = 30
#: share of a paragraph that is links, from which it is no prose
_MAX_LINK_SHARE = 0.3
#: letters of a paragraph by which it is found in a text
_START_LETTERS = 80


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page shows: the beginnings of its paragraphs of prose, the letters of each, and of all it shows."""

    prose: tuple[tuple[str, int], ...]
    letters: int

    def coverage(self, letters: str) -> float:
        """Return the share of the page's prose that stands in a text given without spaces; 1 where it has none."""
        whole = sum(size for _, size in self.prose)
        return 1 - self.missing(letters) / whole if whole else 1.0

    def missing(self, letters: str) -> int:
        """Return how many letters of the page's prose do not stand in a text given without spaces."""
        return sum(size for start, size in self.prose if start not in letters)


def extract_candidate(tree: HtmlElement, url: str, method: Method) -> list[str]:
    """Return the paragraphs that trafilatura finds by one of its methods."""
    options = Extractor(
        output_format="python",
        fast=method == "quick",
        recall=method == "recall",
        comments=False,
        with_metadata=False,
        url=url or None,
    )
    document = bare_extraction(tree, options=options)
    return split_paragraphs(str(getattr(document, "text", None) or ""))


def read_page_text(tree: HtmlElement) -> PageText:
    """Return the prose that a pruned page shows outside its margins, each paragraph once."""
    found: dict[str, int] = {}
    passed_over = {element for margin in tree.iter(*_MARGINS) for element in margin.iter()} | _containers(tree)
    for element in tree.iter(*_BLOCKS):
        if element in passed_over:
            continue
        text = element_text(element)
        if len(text) < _MIN_PROSE_CHARACTERS or not is_prose(text):
            continue
        if element.find(".//a") is None or link_share(element) < _MAX_LINK_SHARE:
            letters = squeeze([text])
            found[letters[:_START_LETTERS]] = len(letters)
    return PageText(tuple(found.items()), count_letters(tree.itertext()))


def _containers(tree: HtmlElement) -> set[HtmlElement]:
    """Return the elements that hold blocks, at whatever depth."""
    found: set[HtmlElement] = set()
    for block in tree.iter(*_BLOCKS_INSIDE):
        around = block.getparent()
        while around is not None and around not in found:
            found.add(around)
            around = around.getparent()
    return found


def squeeze(lines: Iterable[str]) -> str:
    """Return texts as one without spaces, which extractors set differently."""
    return "".join(" ".join(lines).split())
