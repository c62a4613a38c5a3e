"""Saved plain text in, one article or a reason out."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from items import Article, ExtractionResult, Hint, Outcome
from pipelines.extraction.body.boilerplate import cut_boilerplate, split_off_captions
from pipelines.extraction.fields.header_block import HeaderLine, find_byline
from pipelines.extraction.rejects.classification import PageEvidence, classify_page
from pipelines.extraction.sanitizing import run_safely
from text.dates.finding import find_first_date
from text.dates.parsing import DateWithPrecision, is_possible_date
from text.language import detect_language
from text.paragraphs import split_paragraphs
from text.prose import is_prose, is_sentence
from text.sentences import first_sentence
from text.shingles import containment, page_shingles
from text.unicode import sanitize_text

#: lines before the first paragraph in which title, standfirst and date are looked for
_MAX_HEADER_LINES = 12
_MAX_TITLE_CHARACTERS = 200
_MAX_HEADLINE_WORDS = 25
#: characters of a first sentence that stands for a missing headline; chosen, not measured
_MAX_SENTENCE_TITLE = 120
_MAX_DATE_LINE_CHARACTERS = 60
_DATELINE = re.compile(r"^[^a-z]{0,3}[A-ZÀ-Þ][\w .,'’/()-]{2,70}?\s[—–-]{1,2}\s")


def extract_text(text: str, name: str, hint: Hint | None = None, *, now: datetime) -> ExtractionResult:
    """Extract the article of the saved text called ``name``; never raise.

    What stands above the text is told apart: a dated line, a headline, a standfirst; cards of other articles and
    sign-up lines behind it are cut. A text without a headline is called by its first sentence.
    """
    return run_safely(lambda: _extract_plain_text(text, name, hint, now))


def _extract_plain_text(text: str, name: str, hint: Hint | None, now: datetime) -> ExtractionResult:
    lines = split_paragraphs(sanitize_text(text))
    lines, published, evidence = _cut_date_line(lines, hint, now)
    start = _first_paragraph(lines)
    head, body = lines[:start], lines[start:]
    title, title_evidence = _choose_title(head, body, hint)
    under = _find_standfirst(head, title)
    caption, body = split_off_captions(_cut_cards(body))
    body = cut_boilerplate(body)
    if under and containment(page_shingles(under), page_shingles(" ".join(body[:3]))) <= 0.7:
        body = [under, *body]
    name_line = find_byline(tuple(HeaderLine(line, "", "") for line in head))
    page_class = classify_page(
        PageEvidence(
            name if urlsplit(name).scheme else "", title, body, " ".join(lines)[:6000], dated=published is not None
        )
    )
    if page_class.outcome is not Outcome.PENDING:
        return ExtractionResult(None, page_class.outcome, page_class.reason)
    whole = "\n\n".join(body)
    authors = hint.authors if hint and hint.authors else (name_line,) if name_line else ()
    article = Article(
        title=title,
        text=whole,
        authors=authors,
        published=published.when if published else None,
        published_precision=published.precision if published else "",
        published_zone=published.zone if published else "",
        modified=hint.modified if hint else None,
        language=detect_language(whole),
        standfirst=under,
        caption=caption,
        partial=page_class.partial,
        partial_reason=page_class.reason if page_class.partial else "",
        title_evidence=title_evidence,
        published_evidence=evidence,
        authors_evidence="" if not authors else "given with the text" if hint and hint.authors else "byline",
    )
    return ExtractionResult(article, Outcome.PENDING, page_class.reason)


def _cut_date_line(
    lines: list[str], hint: Hint | None, now: datetime
) -> tuple[list[str], DateWithPrecision | None, str]:
    """Return the lines without the line or the beginning that only gives the date, and the date with its evidence."""
    given = (
        DateWithPrecision.from_datetime(hint.published, hint.published_precision) if hint and hint.published else None
    )
    for index, line in enumerate(lines[:_MAX_HEADER_LINES]):
        found = find_first_date(line[:_MAX_DATE_LINE_CHARACTERS])
        if not found or not is_possible_date(found, now):
            continue
        if len(line) <= _MAX_DATE_LINE_CHARACTERS and not is_sentence(line):
            rest = lines[:index] + lines[index + 1 :]
            return (rest, given, "given with the text") if given else (rest, found, "visible date")
        if match := re.match(
            r"(?:date|published|posted|datum)\W{1,20}[\d.:/-]{8,40}(?:[T ][\d:.Z+-]{4,})?\s+(?=\S)", line, re.IGNORECASE
        ):
            rest = [*lines[:index], line[match.end() :], *lines[index + 1 :]]
            return (rest, given, "given with the text") if given else (rest, found, "visible date")
    if given:
        return lines, given, "given with the text"
    for line in lines[:_MAX_HEADER_LINES]:
        if (match := _DATELINE.match(line)) and (found := find_first_date(match[0])) and is_possible_date(found, now):
            return lines, found, "dateline"
    return lines, None, ""


def _first_paragraph(lines: list[str]) -> int:
    """Return where the text begins: with the first prose that is not a lone standfirst under a headline."""
    prose = [
        index
        for index, line in enumerate(lines[:_MAX_HEADER_LINES])
        if is_prose(line) or len(line.split()) > _MAX_HEADLINE_WORDS
    ]
    if not prose:
        return 0
    first = prose[0]
    follows = lines[first + 1 : first + 2]
    under_headline = first > 0 and not _DATELINE.match(lines[first])
    if under_headline and follows and is_prose(follows[0]) and _repeats(lines[first], follows[0]):
        return first + 1
    return first


def _repeats(standfirst: str, paragraph: str) -> bool:
    return containment(page_shingles(standfirst), page_shingles(paragraph)) > 0.5 or bool(_DATELINE.match(paragraph))


def _choose_title(head: list[str], body: list[str], hint: Hint | None) -> tuple[str, str]:
    """Return the feed's title, the last short line above the text, or the first sentence."""
    if hint and hint.title:
        return hint.title, "given with the text"
    lines = [line for line in head if not is_prose(line) and len(line) <= _MAX_TITLE_CHARACTERS]
    long_enough = [line for line in lines if len(line.split()) >= 4]
    if long_enough or lines:
        return max(long_enough or lines, key=len), "first lines"
    return (first_sentence(body[0], _MAX_SENTENCE_TITLE), "first sentence") if body else ("", "")


def _find_standfirst(head: list[str], title: str) -> str:
    below = head[head.index(title) + 1 :] if title in head else []
    return next((line for line in below if is_prose(line)), "")


def _cut_cards(lines: list[str]) -> list[str]:
    """Cut the cards of other articles: short lines and teasers, each closed by a date of its own."""
    dated = [
        index
        for index, line in enumerate(lines)
        if len(line) <= _MAX_DATE_LINE_CHARACTERS and find_first_date(line) and not is_sentence(line)
    ]
    if len(dated) < 3:
        return lines
    first = dated[0]
    while first > 0 and not (is_prose(lines[first - 1]) and len(lines[first - 1].split()) > 30):
        first -= 1
    return lines[:first]
