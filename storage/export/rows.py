"""The articles of an export, a row each, as one snapshot of the database and never all in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlite_utils import Database

from storage.datasette.fts_query import match_expression
from storage.tables.care.guard import masked_words

#: an article as it stands in a table file: one row
ExportedRow = Mapping[str, object]

#: columns of an export, their types in the Frictionless sense, and what is selected for them; described in
#: docs/archives.md. Title, standfirst and text come from the view of what may be shown, where what is held is masked;
#: of a held article the address is that of its site.
COLUMNS: Final[dict[str, tuple[str, str]]] = {
    "id": ("integer", "articles.id"),
    "url": ("string", "coalesce(masked.site, articles.url)"),
    "title": ("string", "shown.title"),
    "authors": ("string", "coalesce(masked.authors, articles.authors)"),
    "source": ("string", "articles.source"),
    "publisher": ("string", "coalesce(nullif(articles.outlet, ''), sources.name)"),
    "kind": ("string", "sources.kind"),
    "country": ("string", "sources.country"),
    "language": ("string", "articles.language"),
    "published": ("string", "articles.published"),
    "published_precision": ("string", "articles.published_precision"),
    "first_seen": ("string", "articles.first_seen"),
    "standfirst": ("string", "shown.standfirst"),
    "word_count": ("integer", "articles.word_count"),
    "relevance": ("number", "articles.relevance"),
    "on_topic": ("integer", "articles.on_topic"),
    "duplicate_of": ("integer", "articles.duplicate_of"),
    "story": ("integer", "articles.story"),
    "basis": ("string", "articles.basis"),
    "partial": ("integer", "articles.partial"),
    "availability": ("string", "articles.availability"),
    "content_hash": ("string", "articles.content_hash"),
}
TEXT_COLUMN: Final[dict[str, tuple[str, str]]] = {"text": ("string", "shown.text")}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles are exported."""

    #: words as they are typed into the reading room's search; empty for all
    words: str = ""
    source: str = ""
    #: days of ``articles.time``, the first and the one after the last; empty for all
    since: str = ""
    until: str = ""
    near_misses: bool = False
    #: the full texts go along: only for who may have them
    texts: bool = False

    @property
    def columns(self) -> dict[str, tuple[str, str]]:
        """The columns of this export."""
        return COLUMNS | TEXT_COLUMN if self.texts else COLUMNS

    def describe(self) -> str:
        """Return in words what is selected."""
        told = [f'articles that hold "{self.words}"' if self.words else "all articles"]
        told += [f"found at the source {self.source}"] * bool(self.source)
        told += [f"from {self.since} on"] * bool(self.since) + [f"before {self.until}"] * bool(self.until)
        told += ["on topic and near misses" if self.near_misses else "on topic"]
        return ", ".join(told)


def exported_rows(database: Database, selection: Selection) -> Iterator[ExportedRow]:
    """Yield the articles, by their numbers."""
    wanted = ", ".join(f"{expression} as {name}" for name, (_, expression) in selection.columns.items())
    condition, values = where(selection)
    rows = database.execute(
        # in the order of the rows themselves, since sorting them would hold all of them
        f"select {wanted} from articles not indexed cross join sources on sources.slug = articles.source "
        "left join articles_text as shown on shown.id = articles.id "
        f"left join masked_articles as masked on masked.article = articles.id where {condition} order by articles.id",
        values,
    )
    names = tuple(selection.columns)
    for row in rows:
        yield dict(zip(names, row, strict=True))


def where(selection: Selection) -> tuple[str, Sequence[str]]:
    """Return the condition on an article, and its values."""
    conditions = {
        "articles.id in (select rowid from articles_fts where articles_fts match ?)": match_expression(selection.words)
        if selection.words
        else "",
        "articles.source = ?": selection.source,
        "articles.time >= ?": selection.since,
        "articles.time < ?": selection.until,
    }
    asked = {condition: value for condition, value in conditions.items() if value}
    on_topic = [] if selection.near_misses else ["articles.on_topic = 1"]
    return " and ".join((*asked, *on_topic)) or "true", list(asked.values())


def withheld_articles(database: Database) -> frozenset[int]:
    """Return the articles of which no raw page leaves the archive, since a part of their text is held.

    This is where the survivor guard is asked. Tables need no question: they show the masked words (``articles_text``).
    """
    if "masked_articles" not in database.table_names():
        return frozenset()
    return frozenset(number for (number,) in database.execute("select article from masked_articles"))


def held_names(database: Database) -> frozenset[tuple[bytes, ...]]:
    """Return the first two words, in small letters, of every name that is masked in a held text."""
    words = {said for article in withheld_articles(database) for rule, said in masked_words(database, article)}
    return frozenset(tuple(parts[:2]) for said in words if len(parts := said.lower().encode().split()) > 1)
