"""What stands between the headline and the first paragraph: byline, date, standfirst."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipelines.extraction.markup.structured_data import visible_words
from text.bylines.labels import find_byline_names, is_byline_label
from text.bylines.names import clean_names, name_before_job
from text.bylines.persons import is_person
from text.dates.finding import find_first_date
from text.prose import is_sentence
from text.unicode import text_key

BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "div",
        "dd",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
#: lines above the text that are read, elements looked at for them, and characters of a byline
_MAX_LINES = 14
_MAX_ELEMENTS = 250
_MAX_BYLINE_CHARACTERS = 60
_STANDFIRST_CLASS = re.compile(
    r"standfirst|dek\b|deck|sub-?(?:title|head|line|heading)|summary|excerpt|lede|strap|intro|"
    r"kicker-text|description|abstract"
)


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """One block of text near the headline, with its tag, its class names, and the texts of the elements within."""

    text: str
    tag: str
    marks: str
    pieces: tuple[str, ...] = ()


def read_header_block(tree: HtmlElement, title: str) -> tuple[HeaderLine, ...]:
    """Return the first blocks of text after the heading that carries the title, at most a screenful."""
    heading = (
        next((h for h in tree.iter("h1", "h2") if text_key(visible_words(h)) == text_key(title)), None)
        if title
        else None
    )
    if heading is None:
        return ()
    found: list[HeaderLine] = []
    for node in _blocks_after(heading):
        if text := visible_words(node):
            marks = f"{node.get('class', '')} {node.get('id', '')}".lower()
            pieces = tuple(" ".join(piece.split()) for piece in node.itertext()) if len(node) else ()
            found.append(HeaderLine(text, str(node.tag), marks, pieces))
        if len(found) >= _MAX_LINES:
            break
    return tuple(found)


def find_byline(lines: tuple[HeaderLine, ...]) -> str:
    """Return the names after "By", or the agency before its place, in the first lines; "" where there are none.

    "By" may stand on the line above; a person's job behind the name speaks for a byline without it.
    """
    above = ""
    for line in lines:
        text = line.text
        below_label = is_byline_label(above) and all(map(is_person, clean_names(text)))
        if names := find_byline_names(text) or (text if below_label else name_before_job(text)):
            return _without_next_element(names, line.pieces)
        above = text
    return ""


def _without_next_element(names: str, pieces: tuple[str, ...]) -> str:
    """Return the one name that fills an element of its own, where the next one begins as a name might: "Marketing"."""
    first = next((piece for piece in pieces if is_person(piece) and names.startswith(f"{piece} ")), "")
    return first if first and names[len(first) + 1].isupper() else names


def find_standfirst(lines: tuple[HeaderLine, ...], descriptions: tuple[str, ...]) -> str:
    """Return the sentence under the headline.

    It is called so by its class, set as a heading, given as the page's description, or stands above date or byline.
    """
    wanted = {text_key(text) for text in descriptions if text}
    for index, line in enumerate(lines[:6]):
        if not 5 <= len(line.text.split()) <= 80:
            continue
        if text_key(line.text) in wanted or _STANDFIRST_CLASS.search(line.marks) or (line.tag == "h2" and index == 0):
            return line.text
        if (
            index < 2
            and is_sentence(line.text)
            and any(_is_byline_or_date(after.text) for after in lines[index + 1 : index + 3])
        ):
            return line.text
    return ""


def _is_byline_or_date(text: str) -> bool:
    return len(text) <= _MAX_BYLINE_CHARACTERS and (bool(find_byline_names(text)) or find_first_date(text) is not None)


def find_missed_standfirst(lines: tuple[HeaderLine, ...], paragraphs: Sequence[str]) -> str:
    """Return the sentence between headline and text that an extractor left out, where the text follows it closely."""
    texts = {text_key(paragraph) for paragraph in paragraphs}
    for index, line in enumerate(lines[:4]):
        if line.tag == "figcaption" or "caption" in line.marks or not 12 <= len(line.text.split()) <= 80:
            continue
        if text_key(line.text) in texts or not is_sentence(line.text):
            return ""
        return line.text if any(text_key(after.text) in texts for after in lines[index + 1 :]) else ""
    return ""


def _blocks_after(heading: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the blocks after an element that hold no further block, in page order, up to a bound."""
    node: HtmlElement | None = heading
    seen = 0
    while node is not None and node.tag != "body":
        for sibling in node.itersiblings():
            inside: list[HtmlElement] = []
            for element in sibling.iter():
                seen += 1
                if seen > _MAX_ELEMENTS:
                    return
                if element.getparent() in inside:
                    inside.append(element)
                elif isinstance(element.tag, str) and not any(child.tag in BLOCK_TAGS for child in element):
                    inside.append(element)
                    yield element
        node = node.getparent()
