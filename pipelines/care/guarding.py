"""Applying the rules of the guard to stored articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from datetime import datetime
from functools import partial

from sqlite_utils import Database

from items import ArticleReading
from storage.tables.care import guard, redactions
from storage.tables.care.guard import GuardText
from text.care.findings import RULES, CareFinding, Severity
from text.care.masks.carried import CarriedWord, find_carried
from text.care.masks.known import KnownWords, find_known_words
from text.care.masks.masking import FieldFinding, find_in_fields, find_redacted, words_in_fields


def guard_article(database: Database, article: int, at: datetime, reading: ArticleReading | None = None) -> None:
    """Find what may identify a child in an article on topic and its versions, and mask it until a person decides.

    What is masked in one text of a story is masked in all of them: one paper may name whom another one does not.
    ``reading`` spares applying the rules to the words that a worker has read.
    """
    text = guard.read_guard_text(database, article)
    if text is None:
        return
    words = guard_text(database, text, known_words(database, article), at, reading)
    for other in guard.other_texts_of_story(database, article) if words else ():
        tell_other_text(database, other, words, at)


def guard_text(
    database: Database, text: GuardText, known: Set[CarriedWord], at: datetime, reading: ArticleReading | None = None
) -> set[CarriedWord]:
    """Write the findings of a text, and mask it; return its own words that are masked wherever they stand."""
    redacted = words_redacted(database, text.article)
    identify = partial(identify_words, reading, redacted)
    versions = [find_in_fields({"text": version}, known, identify) for version in text.versions]
    found = find_in_fields(text.fields, known, identify)
    if redacted:
        found += [FieldFinding(name, one) for name, words in text.fields.items() for one in find_redacted(words)]
    in_versions = [one for version in versions for one in version if one.finding.severity is not Severity.NOTE]
    guard.write_findings(database, text, found, in_versions, RULES, at)
    of_versions = (
        words_in_fields({"text": version}, found) for version, found in zip(text.versions, versions, strict=True)
    )
    return guard.masked_words(database, text.article).union(*of_versions) - known


def words_redacted(database: Database, article: int) -> dict[int, KnownWords]:
    """Return the fingerprints of redacted words that a text may have."""
    if not redactions.has_redactions(database):
        return {}
    return redactions.read_known_words(database, {article, *guard.other_texts_of_story(database, article)})


def identify_words(
    reading: ArticleReading | None, redacted: Mapping[int, KnownWords], words: str
) -> Iterator[CareFinding]:
    """Yield what the rules find in these words, which a worker may have read already, and redacted words in them."""
    if reading and words in reading.identifying:
        yield from (CareFinding(*one) for one in reading.identifying[words])
    else:
        # workers have read nearly every text, so that few runs need the rules here
        from text.care.reading import find_identifying  # noqa: PLC0415

        yield from find_identifying(words)
    yield from find_known_words(words, redacted)


def tell_other_text(database: Database, article: int, words: Set[CarriedWord], at: datetime) -> None:
    """Mask in another text of a story what is masked in one, where it stands there."""
    text = guard.read_guard_text(database, article)
    if text and any(next(find_carried(words, one), None) for one in (*text.fields.values(), *text.versions)):
        guard_text(database, text, known_words(database, article) | words, at)


def known_words(database: Database, article: int) -> set[CarriedWord]:
    """Return what is masked in the other texts of an article's story, and leads to the child wherever it stands."""
    others = guard.other_texts_of_story(database, article)
    return {word for other in others for word in guard.masked_words(database, other)}


def guard_new_articles(database: Database, at: datetime) -> int:
    """Guard the articles on topic that are new to these rules, each in a change of its own; return how many."""
    count = 0
    for article in guard.unguarded_articles(database, RULES):
        with database.atomic():
            guard_article(database, article, at)
        count += 1
    return count


def guard_joined_articles(database: Database, at: datetime) -> None:
    """Guard the articles that have joined a story of which a text is held. Belongs into the caller's transaction."""
    for article in guard.unguarded_beside_held(database):
        guard_article(database, article, at)
