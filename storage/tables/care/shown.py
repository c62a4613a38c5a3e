"""An article's words and address as they may be shown outside of the reading room: in messages, files and commands."""

from __future__ import annotations

from sqlite_utils import Database

from storage.tables.care import guard
from text.care.masks.masking import find_in_fields, mask_text, places_in_words
from text.care.reading import find_identifying


def words_as_shown(database: Database, article: int, words: str) -> str:
    """Return words of an article with what is masked of it, or of its earlier versions, blacked out."""
    found = guard.masking_findings(database, article)
    text = guard.read_guard_text(database, article) if found else None
    if text is None:
        return words
    masked = [(text.fields, found)]
    if any(one.field == guard.VERSIONS for one in found):
        versions = [{"text": version} for version in text.versions]
        masked += [(fields, find_in_fields(fields, (), find_identifying)) for fields in versions]
    return mask_text(words, [span for fields, ones in masked for span in places_in_words(fields, ones, words)])


def address_as_shown(database: Database, article: int, url: str) -> str:
    """Return an article's address; of a held one only that of its site, since the whole may hold a headline's words."""
    row = database.execute("select site from masked_articles where article = ?", [article]).fetchone()
    return str(row.site) if row else url
