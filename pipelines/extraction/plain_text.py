"""Saved plain text in, one article or a reason out."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from items import Article, Cleaned, Hint, Outcome
from pipelines.extraction.body.boilerplate import captions_apart, is_prose, is_sentence, without_furniture
from pipelines.extraction.fields.header_block import Line, byline
from pipelines.extraction.rejects.classification import Facts, judge
from pipelines.extraction.sanitizing import sound_cleaned
from text.dates.parsing import Moment, moment_of, parse, possible
from text.language import language
from text.paragraphs import first_sentence, paragraphs_of, share_within, shingles
from text.unicode import sound

#: lines before the first paragraph in which title, standfirst and date are looked for
_HEAD = 12
_LONGEST_TITLE = 200
_LONGEST_HEADLINE = 25
_LONGEST_DATE_LINE = 60
_DATELINE = re.compile(r"^[^a-z]{0,3}[A-ZÀ-Þ][\w .,'’/()-]{2,70}?\s[—–-]{1,2}\s")


def clean_text(text: str, name: str, hint: Hint | None = None, *, now: datetime) -> Cleaned:
    """Clean the saved text called ``name``; never raises.

    What stands above the text is told apart: a dated line, a headline, a standfirst; cards of other articles and
    sign-up lines behind it are cut. A text without a headline is called by its first sentence.
    """
    try:
        cleaned = _clean(text, name, hint, now)
    except Exception as error:
        cleaned = Cleaned(None, Outcome.ERROR, f"the text cannot be read: {type(error).__name__}: {error}"[:300])
    return sound_cleaned(cleaned)


def _clean(text: str, name: str, hint: Hint | None, now: datetime) -> Cleaned:
    lines = paragraphs_of(sound(text))
    lines, published, evidence = _dated(lines, hint, now)
    start = _first_paragraph(lines)
    head, body = lines[:start], lines[start:]
    title, title_evidence = _title(head, body, hint)
    under = _standfirst(head, title)
    caption, body = captions_apart(_without_cards(body))
    body = without_furniture(body)
    if under and share_within(shingles(under), shingles(" ".join(body[:3]))) <= 0.7:
        body = [under, *body]
    name_line = byline(tuple(Line(line, "", "") for line in head))
    verdict = judge(
        Facts(name if urlsplit(name).scheme else "", title, body, " ".join(lines)[:6000], dated=published is not None)
    )
    if verdict.outcome is not Outcome.PENDING:
        return Cleaned(None, verdict.outcome, verdict.reason)
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
        language=language(whole),
        standfirst=under,
        caption=caption,
        partial=verdict.partial,
        title_evidence=title_evidence,
        published_evidence=evidence,
        authors_evidence="" if not authors else "given with the text" if hint and hint.authors else "byline",
    )
    return Cleaned(article, Outcome.PENDING, verdict.reason)


def _dated(lines: list[str], hint: Hint | None, now: datetime) -> tuple[list[str], Moment | None, str]:
    """The lines without the line or the beginning that only gives the date, and the date with its evidence."""
    given = moment_of(hint.published) if hint and hint.published else None
    for index, line in enumerate(lines[:_HEAD]):
        found = parse(line[:_LONGEST_DATE_LINE])
        if not found or not possible(found, now):
            continue
        if len(line) <= _LONGEST_DATE_LINE and not is_sentence(line):
            rest = lines[:index] + lines[index + 1 :]
            return (rest, given, "given with the text") if given else (rest, found, "visible date")
        if match := re.match(
            r"(?:date|published|posted|datum)\W+[\d.:/-]{8,}(?:[T ][\d:.Z+-]{4,})?\s+(?=\S)", line, re.IGNORECASE
        ):
            rest = [*lines[:index], line[match.end() :], *lines[index + 1 :]]
            return (rest, given, "given with the text") if given else (rest, found, "visible date")
    if given:
        return lines, given, "given with the text"
    for line in lines[:_HEAD]:
        if (match := _DATELINE.match(line)) and (found := parse(match[0])) and possible(found, now):
            return lines, found, "dateline"
    return lines, None, ""


def _first_paragraph(lines: list[str]) -> int:
    """Where the text begins: with the first prose that is not a lone standfirst under a headline."""
    prose = [
        index for index, line in enumerate(lines[:_HEAD]) if is_prose(line) or len(line.split()) > _LONGEST_HEADLINE
    ]
    if not prose:
        return 0
    first = prose[0]
    follows = lines[first + 1 : first + 2]
    under_headline = first > 0 and not _DATELINE.match(lines[first])
    if under_headline and follows and is_prose(follows[0]) and _says_again(lines[first], follows[0]):
        return first + 1
    return first


def _says_again(standfirst: str, paragraph: str) -> bool:
    return share_within(shingles(standfirst), shingles(paragraph)) > 0.5 or bool(_DATELINE.match(paragraph))


def _title(head: list[str], body: list[str], hint: Hint | None) -> tuple[str, str]:
    """The feed's title, the last short line above the text, or the first sentence."""
    if hint and hint.title:
        return hint.title, "given with the text"
    lines = [line for line in head if not is_prose(line) and len(line) <= _LONGEST_TITLE]
    long_enough = [line for line in lines if len(line.split()) >= 4]
    if long_enough or lines:
        return max(long_enough or lines, key=len), "first lines"
    return (first_sentence(body[0]), "first sentence") if body else ("", "")


def _standfirst(head: list[str], title: str) -> str:
    below = head[head.index(title) + 1 :] if title in head else []
    return next((line for line in below if is_prose(line)), "")


def _without_cards(lines: list[str]) -> list[str]:
    """The lines before the cards of other articles: short lines and teasers, each closed by a date of its own."""
    dated = [
        index
        for index, line in enumerate(lines)
        if len(line) <= _LONGEST_DATE_LINE and parse(line) and not is_sentence(line)
    ]
    if len(dated) < 3:
        return lines
    first = dated[0]
    while first > 0 and not (is_prose(lines[first - 1]) and len(lines[first - 1].split()) > 30):
        first -= 1
    return lines[:first]
