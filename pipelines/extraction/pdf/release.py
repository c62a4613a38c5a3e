"""The text layer of a PDF in, one article or a reason out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import Final

from items import Article, ExtractionResult, Hint, Outcome
from pipelines.extraction.pdf.text_layer import (
    MAX_PDF_PAGES,
    TextLayer,
    TextLayerError,
    TextLine,
    join_lines,
    read_text_layer,
)
from pipelines.extraction.plain_text import extract_text
from pipelines.extraction.sanitizing import run_safely
from text.dates.addresses import date_in_url
from text.dates.parsing import DateWithPrecision, is_possible_date, parse_figures
from text.sentences import ends_sentence

#: words from which on a document has a text layer, and a title is one; chosen, not measured
MIN_LAYER_WORDS: Final = 20
MIN_TITLE_WORDS: Final = 3
#: how much larger than the text a headline's letters are, in how many sizes it is looked for, and how much wider than
#: between its lines the space between two paragraphs is; chosen, not measured
_HEADLINE_SIZE: Final = 1.15
_MAX_HEADLINE_SIZES: Final = 5
_PARAGRAPH_SPACE: Final = 1.3
#: a line that is so much shorter than the others ends a paragraph; an indented one begins one
_SHORT: Final = 0.8
_INDENT: Final = 0.8
#: words of a line that may be repeated at the head or the foot of every page
_MAX_FOOTER_WORDS: Final = 14
_PAGE_NUMBER: Final = re.compile(
    r"\W*(?:(?:page|pahina|seite|pagina)\s*)?\d{1,3}(?:\s*(?:of|/|ng|von|van)\s*\d{1,3})?\W*", re.IGNORECASE
)
#: titles that programs give a document, and links that name none
_NO_TITLE: Final = re.compile(
    r"microsoft word\b.*|untitled\b.*|document\d*|(?:download|view|read|open|see|click)\b.*"
    r"|.*\.(?:pdf|docx?|odt|pages|indd)\W*|(?:(?:press|media|news) )?(?:release|statement)s?\b[\W\d]*(?:no\b)?[\W\d]*",
    re.IGNORECASE,
)
#: what a link says of the file: (PDF, 210 kB)
_FILE_NOTE: Final = re.compile(r"[(\[]\s*pdf\b[^()\[\]]*[)\]]\s*$", re.IGNORECASE)
_PDF_DATE: Final = re.compile(r"D:(\d{8})")


def extract_release(body: bytes, url: str, hint: Hint | None = None, *, now: datetime) -> ExtractionResult:
    """Extract the article of a PDF; never raise, whatever the bytes are. Its text layer comes with it."""
    try:
        layer = read_text_layer(body)
    except TextLayerError as error:
        return ExtractionResult(None, Outcome.NOT_AN_ARTICLE, str(error))
    result = run_safely(lambda: _extract(layer, url, hint, now))
    return replace(result, text_layer=layer.encode())


def extract_archived_layer(encoded: bytes, url: str, hint: Hint | None = None, *, now: datetime) -> ExtractionResult:
    """Extract the article of a text layer from the archive; never raise."""
    return run_safely(lambda: _extract(TextLayer.decode(encoded), url, hint, now))


def _extract(layer: TextLayer, url: str, hint: Hint | None, now: datetime) -> ExtractionResult:
    lines = without_running_heads(layer.lines)
    if sum(len(line.text.split()) for line in lines) < MIN_LAYER_WORDS:
        return ExtractionResult(
            None, Outcome.NOT_AN_ARTICLE, "the PDF has no text that can be read, as a scan has none"
        )
    paragraphs = list(paragraphs_of(lines))
    title, evidence = _choose_title(layer, lines, hint)
    told = replace(hint or Hint(url), title=title)
    result = extract_text("\n\n".join(paragraphs), url, told, now=now)
    if result.article is None:
        return result
    article = _with_date(result.article, layer, url, now)
    if title:
        article = replace(article, title_evidence=evidence)
    if layer.pages > MAX_PDF_PAGES:
        reason = f"only the first {MAX_PDF_PAGES} of its {layer.pages} pages are read"
        article = replace(article, partial=True, partial_reason=reason)
    return replace(result, article=article)


def without_running_heads(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines without the numbers of pages, and without those that most pages repeat."""
    pages = len({line.page for line in lines})
    seen = Counter(key for key, _ in {(_without_figures(line.text), line.page) for line in lines})
    return [
        line
        for line in lines
        if not _PAGE_NUMBER.fullmatch(line.text)
        and (pages < 3 or seen[_without_figures(line.text)] <= pages / 2 or len(line.text.split()) > _MAX_FOOTER_WORDS)
    ]


def _without_figures(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def paragraphs_of(lines: Sequence[TextLine]) -> Iterator[str]:
    """Yield the paragraphs of a document, as the places of its lines tell them apart."""
    if not lines:
        return
    spaces = [one.bottom - other.bottom for one, other in pairwise(lines) if one.page == other.page]
    space = median([found for found in spaces if found > 0] or [0.0])
    width = median(line.width for line in lines)
    paragraph = [lines[0]]
    for before, line in pairwise(lines):
        if _begins_paragraph(before, line, space, width):
            yield join_lines(paragraph)
            paragraph = []
        paragraph.append(line)
    yield join_lines(paragraph)


def _begins_paragraph(before: TextLine, line: TextLine, space: float, width: float) -> bool:
    if abs(line.size - before.size) > 0.12 * before.size:
        return True
    if line.page == before.page and line.bottom < before.bottom:
        wide = before.bottom - line.bottom > _PARAGRAPH_SPACE * space
        indented = line.left - before.left > _INDENT * line.size and before.width > _SHORT * width
        return wide or indented or before.width < _SHORT * width
    # on another page, or in another column
    return ends_sentence(before.text) or before.width < _SHORT * width


def _choose_title(layer: TextLayer, lines: Sequence[TextLine], hint: Hint | None) -> tuple[str, str]:
    """Return the title by the link, the largest letters before the text, or the metadata, with its evidence."""
    candidates = (
        (_FILE_NOTE.sub("", hint.title) if hint else "", "given with the text"),
        (_largest(lines), "largest letters"),
        (layer.title, "metadata"),
    )
    return next(((" ".join(title.split()), evidence) for title, evidence in candidates if _is_title(title)), ("", ""))


def _is_title(title: str) -> bool:
    return len(title.split()) >= MIN_TITLE_WORDS and not _NO_TITLE.fullmatch(title.strip())


def _largest(lines: Sequence[TextLine]) -> str:
    """Return the lines in the largest letters of the first page that hold a title."""
    first = [line for line in lines if line.page == lines[0].page]
    usual = median(line.size for line in lines)
    sizes = sorted({line.size for line in first if line.size > _HEADLINE_SIZE * usual}, reverse=True)
    for size in sizes[:_MAX_HEADLINE_SIZES]:
        if _is_title(title := join_lines([line for line in first if line.size == size])):
            return title
    return ""


def _with_date(article: Article, layer: TextLayer, url: str, now: datetime) -> Article:
    """Return an article without a date with that of its address, else with the day on which the file was made."""
    if article.published:
        return article
    made = _PDF_DATE.match(layer.created)
    for found, evidence in ((date_in_url(url), "url"), (parse_figures(made[1]) if made else None, "metadata")):
        if found and is_possible_date(found, now):
            return _dated(article, found, evidence)
    return article


def _dated(article: Article, found: DateWithPrecision, evidence: str) -> Article:
    return replace(
        article,
        published=found.when,
        published_precision=found.precision,
        published_zone=found.zone,
        published_evidence=evidence,
    )
