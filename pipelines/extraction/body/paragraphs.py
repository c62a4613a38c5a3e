"""The paragraphs of an extraction: taken apart, completed by those that were missed, without what stands above them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipelines.extraction.markup.elements import element_text
from text.bylines.labels import starts_byline, starts_date_line
from text.dates.finding import find_first_date
from text.prose import is_sentence
from text.shingles import containment, page_shingles
from text.unicode import text_key

#: characters of a block that may be a missed paragraph; shorter ones are labels and buttons
_MIN_PARAGRAPH_CHARACTERS = 60
#: lines of an extraction that may be paragraphs run together, characters of a paragraph to be found in them,
#: and words of a headline there
_MAX_MERGED_LINES = 3
_MIN_MERGED_CHARACTERS = 30
_MIN_HEADLINE_WORDS = 4
#: lines in which headline, byline and date are looked for, and how long the latter two may be
_MAX_HEADER_LINES = 8
_MAX_BYLINE_CHARACTERS = 90


@dataclass(frozen=True, slots=True)
class PageParagraph:
    """A ``<p>`` of the page: its text, and the tags and classes of the two elements round it."""

    text: str
    around: tuple[str, ...]


def read_page_paragraphs(tree: HtmlElement) -> list[PageParagraph]:
    """Return every longer ``<p>`` in page order."""
    found = []
    for element in tree.iter("p"):
        text = element_text(element)
        if len(text) >= _MIN_PARAGRAPH_CHARACTERS and element.find("br") is None:
            around = [f"{e.tag}.{e.get('class', '')}" for _, e in zip(range(2), element.iterancestors(), strict=False)]
            found.append(PageParagraph(text, tuple(around)))
    return found


def split_merged_paragraphs(lines: list[str], tree: HtmlElement, headlines: Sequence[str]) -> list[str]:
    """Split lines into which headline and paragraphs ran together, where there are few lines."""
    if len(lines) > _MAX_MERGED_LINES:
        return lines
    paragraphs = [text for element in tree.iter("p") if len(text := element_text(element)) >= _MIN_MERGED_CHARACTERS]
    return [piece for line in lines for piece in _split_line(line, paragraphs, headlines)]


def _split_line(line: str, paragraphs: list[str], headlines: Sequence[str]) -> list[str]:
    """Return a line cut at the paragraphs in it; of what stands before the first only sentences are kept."""
    headline = [text for text in headlines if len(text.split()) >= _MIN_HEADLINE_WORDS and text in line][:1]
    pieces, end = list[str](), 0
    for text in headline + paragraphs:
        if (start := line.find(text, end)) >= 0:
            pieces += [line[end:start].strip(" |"), text]
            end = start + len(text)
    if not pieces:
        return [line]
    pieces.append(line[end:].strip(" |"))
    first = next((index for index, piece in enumerate(pieces) if piece in paragraphs), 0)
    return [piece for index, piece in enumerate(pieces) if piece and (index >= first or is_sentence(piece))]


def add_missed_paragraphs(lines: list[str], page: list[PageParagraph]) -> list[str]:
    """Return the lines, with the paragraphs that stand in the same kind of place as most of them and were missed.

    Publishers cut a body into several containers of one class, with advertisements between.
    """
    have = {_paragraph_start(line): index for index, line in enumerate(lines)}
    sizes = Counter[tuple[str, ...]]()
    for place in page:
        if _paragraph_start(place.text) in have:
            sizes[place.around] += len(place.text)
    if not sizes or (best := sizes.most_common(1)[0])[1] < sum(map(len, lines)) * 0.4:
        return lines
    missed: dict[int, list[str]] = {}
    after, seen = -1, set(have)
    for place in page:
        start = _paragraph_start(place.text)
        if start in have:
            after = have[start]
        elif place.around == best[0] and after >= 0 and start not in seen:
            missed.setdefault(after, []).append(place.text)
            seen.add(start)
    return [text for index, line in enumerate(lines) for text in (line, *missed.get(index, ()))]


def cut_header_lines(lines: list[str], *shown: str) -> list[str]:
    """Return the lines without those that repeat what is shown above the text, and without bylines and dates there."""
    above = {text_key(text) for text in shown if text}
    return [
        line for line in lines[:_MAX_HEADER_LINES] if text_key(line) not in above and not _is_byline_or_date_line(line)
    ] + lines[_MAX_HEADER_LINES:]


def cut_lines_above_headline(lines: list[str], title: str, shown: str) -> list[str]:
    """Return the lines without the first ones that are no sentences and stand above the headline: menus, sections.

    ``shown`` is what the page shows, its words one blank apart.
    """
    if not title or title not in shown or not lines or is_sentence(lines[0]):
        return lines
    above = shown.partition(title)[0]
    keys = f" {text_key(above)} "
    for index, line in enumerate(lines[:_MAX_HEADER_LINES]):
        if is_sentence(line) or f" {text_key(line)} " not in keys:
            return lines[index:]
    return lines[_MAX_HEADER_LINES:]


def _is_byline_or_date_line(line: str) -> bool:
    if len(line) > _MAX_BYLINE_CHARACTERS or is_sentence(line):
        return False
    return starts_byline(line) or starts_date_line(line) or find_first_date(line) is not None


def prepend_standfirst(lines: list[str], standfirst: str) -> list[str]:
    """Return the lines behind the standfirst, unless the first of them say the same again."""
    words = page_shingles(standfirst)
    if not standfirst or containment(words, page_shingles(" ".join(lines[:6]))) > 0.7:
        return lines
    return [standfirst, *lines]


def _paragraph_start(text: str) -> str:
    return "".join(text.lower().split())[:60]
