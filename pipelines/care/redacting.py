"""Redacting for good what is masked of an article: in its text, its versions, and all that was made of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import datetime
from typing import Final
from urllib.parse import unquote

from sqlite_utils import Database

from pipelines.care.guarding import guard_article
from pipelines.grouping.carrying_out import carry_out_new_plan
from pipelines.instructions.errors import InstructionError
from pipelines.instructions.takedown import Removal, delete_raw_pages
from storage.tables import labels
from storage.tables.care import guard, redactions
from storage.tables.care.guard import GuardText
from text.care.findings import Severity
from text.care.masks.carried import find_carried
from text.care.masks.known import find_known_words, fingerprints_of_words
from text.care.masks.masking import REDACTED, FieldFinding, find_in_fields, mask_text, places_in_words, words_in_fields
from text.care.reading import find_identifying

#: letters of a word from which on an address that holds it tells of the child; chosen, not measured
_MIN_LETTERS: Final = 4
#: and from which on it does so within other letters; chosen, not measured
_MIN_WITHIN: Final = 7
#: the fields of a text, and what is masked in them
MaskedWords = tuple[dict[str, str], list[FieldFinding]]
_BETWEEN: Final = re.compile(r"[\W_]")


def redact_article(database: Database, removal_of: Removal, name: str, reason: str, by: str, at: datetime) -> str:
    """Delete what is masked of an article, and its raw page; return that in a sentence. Raise InstructionError.

    Belongs into the caller's transaction. The same words are held in other texts of the story that are stored, and kept
    out of the same text from elsewhere.
    """
    number = labels.resolve_article(database, name)
    text = guard.read_guard_text(database, number)
    held = [one for one in guard.masking_findings(database, number) if one.finding.rule != "redacted"]
    if text is None or not held:
        raise InstructionError(f"nothing is masked in article {number}; see scrapy care --list")
    masked = find_in_words(text, held)

    def redact(words: str) -> str:
        return mask_text(
            words, [span for fields, ones in masked for span in places_in_words(fields, ones, words)], REDACTED
        )

    others = guard.other_texts_of_story(database, number)
    known = redactions.read_known_words(database, {number, *others})
    told = redact(mask_text(reason, [(one.start, one.end) for one in find_known_words(reason, known)], REDACTED))
    redaction = redactions.add_redaction(database, number, by, told, count_stretches(masked), at)
    remember_words(database, redaction, [*masked, *find_in_others(database, others, masked)])
    telling = letters_that_tell(masked)
    pages = redactions.forget_lists(database, number, redact)
    redactions.replace_words(database, number, {name: redact(words) for name, words in text.fields.items()}, redact)
    redactions.forget_addresses(database, number, redaction, lambda url: tells_any(url, telling))
    redactions.forget_derived(database, number)
    delete_raw_pages(removal_of.raw_pages, pages)
    carry_out_new_plan(database, number, removal_of.window_days)
    for one in (number, *others):
        guard_article(database, one, at)
    return f"what was masked of article {number} is redacted for good"


def find_in_words(text: GuardText, held: list[FieldFinding]) -> list[MaskedWords]:
    """Return what is masked in an article and what identifies the child in its earlier versions."""
    words = words_in_fields(text.fields, held)
    versions = [{"text": version} for version in text.versions]
    found = [
        [one for one in find_in_fields(fields, words, find_identifying) if one.finding.severity is not Severity.NOTE]
        for fields in versions
    ]
    return [(text.fields, held), *zip(versions, found, strict=True)]


def find_in_others(database: Database, articles: Collection[int], masked: Collection[MaskedWords]) -> list[MaskedWords]:
    """Return where the same words stand in other texts of the story, which stay held for a person."""
    said = {word for fields, found in masked for word in words_in_fields(fields, found)}
    texts = [text for one in articles if (text := guard.read_guard_text(database, one))]
    return [
        (
            text.fields,
            [FieldFinding(name, one) for name, words in text.fields.items() for one in find_carried(said, words)],
        )
        for text in texts
    ]


def remember_words(database: Database, redaction: int, masked: Collection[MaskedWords]) -> None:
    """Keep fingerprints of words, by which they are known again."""
    for fields, found in masked:
        for name, words in fields.items():
            known = fingerprints_of_words(words, [one.finding for one in found if one.field == name])
            redactions.write_known_words(database, redaction, known)


def count_stretches(masked: Collection[MaskedWords]) -> int:
    """Return how many stretches are redacted."""
    return sum(len(found) for _, found in masked)


def letters_that_tell(masked: Collection[MaskedWords]) -> set[str]:
    """Return the words by which an address tells of the child, as addresses spell them."""
    said = {words for fields, found in masked for _, words in words_in_fields(fields, found)}
    return {plain for words in said if len(plain := plain_letters(words)) >= _MIN_LETTERS}


def tells_any(url: str, telling: Collection[str]) -> bool:
    """Return whether an address holds one of these words behind its site: short ones by themselves, others anywhere."""
    path = unquote(url).partition("://")[2].partition("/")[2]
    parts, plain = {plain_letters(part) for part in _BETWEEN.split(path)}, plain_letters(path)
    return any(words in parts or (len(words) >= _MIN_WITHIN and words in plain) for words in telling)


def plain_letters(words: str) -> str:
    """Return the letters and digits of words, without case, accents and whatever stands between them."""
    parts = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in parts if letter.isalnum())
