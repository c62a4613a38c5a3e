"""An article's words and address as they may be shown outside of the reading room: in messages, files and commands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from sqlite_utils import Database

from storage.tables.care import guard
from text.care.carried import find_carried
from text.care.masking import FieldFinding, find_in_fields, mask_text, words_in_fields


def words_as_shown(database: Database, article: int, words: str) -> str:
    """Return words of an article with what is masked of it, or of its earlier versions, blacked out."""
    found = guard.masking_findings(database, article)
    text = guard.read_guard_text(database, article) if found else None
    if text is None:
        return words
    masked = [(text.fields, found)]
    if any(one.field == guard.VERSIONS for one in found):
        masked += [(fields, find_in_fields(fields)) for fields in ({"text": version} for version in text.versions)]
    return mask_text(words, [span for fields, ones in masked for span in _places_of_masked(fields, ones, words)])


def address_as_shown(database: Database, article: int, url: str) -> str:
    """Return an article's address; of a held one only that of its site, since the whole may hold a headline's words."""
    row = database.execute("select site from masked_articles where article = ?", [article]).fetchone()
    return str(row.site) if row else url


def _places_of_masked(
    fields: Mapping[str, str], found: Collection[FieldFinding], words: str
) -> Iterator[tuple[int, int]]:
    """Yield where what was found in fields stands in other words."""
    yield from ((one.start, one.end) for one in find_carried(words_in_fields(fields, found), words))
    for stretch in {fields.get(one.field, "")[one.finding.start : one.finding.end] for one in found}:
        yield from _places_of(stretch, words)


def _places_of(stretch: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield where a stretch stands in other words, also with other white space."""
    spaced = r"\s{1,3}".join(re.escape(word) for word in stretch.split())
    if spaced:
        yield from (match.span() for match in re.finditer(rf"(?<!\w){spaced}(?!\w)", words))
