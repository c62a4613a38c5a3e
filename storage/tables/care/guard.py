"""Findings of the guard as rows, and the masked copies of held articles that the reading room shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from sqlite_utils import Database

from storage.clock import stamp
from storage.sql import execute_many, placeholders
from text.care.findings import CareFinding
from text.care.masks.carried import CarriedWord
from text.care.masks.masking import FieldFinding, mask_text, words_in_fields

#: the fields of an article that are masked, in the order of the columns
FIELDS: Final = ("title", "standfirst", "caption", "authors", "text")
#: stands in for the field of a finding in an earlier version, which is withheld whole
VERSIONS: Final = "versions"
#: articles read at once
_BATCH: Final = 200
#: what masks: a block or a hold that nobody has released; of what was redacted the address stays masked
_MASKING: Final = "severity in ('block', 'hold') and decided in ('', 'keep', 'redacted')"


class GuardText(NamedTuple):
    """The words of an article that the guard reads, and those of its earlier versions."""

    article: int
    url: str
    fields: dict[str, str]
    versions: tuple[str, ...]


def unguarded_articles(database: Database, rules: str) -> Iterator[int]:
    """Yield the articles on topic that these rules, a version, have not been applied to, in order."""
    last = 0
    while rows := database.execute(
        "select articles.id from articles left join guarded_articles on guarded_articles.article = articles.id "
        "where articles.id > ? and on_topic and (rules is null or rules <> ?) order by articles.id limit ?",
        [last, rules, _BATCH],
    ).fetchall():
        last = rows[-1].id
        yield from (row.id for row in rows)


def unguarded_beside_held(database: Database) -> list[int]:
    """Return the articles in stories of held texts that the rules have not been applied to since they last changed."""
    rows = database.execute(
        "select distinct articles.id from masked_articles join articles as held on held.id = masked_articles.article "
        "join articles on articles.story = held.story "
        "where articles.on_topic and articles.id not in (select article from guarded_articles)"
    )
    return [row.id for row in rows.fetchall()]


def read_guard_text(database: Database, article: int) -> GuardText | None:
    """Return the words of an article on topic; None of another one, or of one without a text."""
    row = database.execute(
        f"select {', '.join(FIELDS)}, url from articles join texts on article = id where id = ? and on_topic",
        [article],
    ).fetchone()
    if row is None:
        return None
    versions = database.execute("select title, text from versions where article = ?", [article]).fetchall()
    *words, url = row
    return GuardText(
        article, url, dict(zip(FIELDS, words, strict=True)), tuple(f"{one.title}\n\n{one.text}" for one in versions)
    )


def write_findings(
    database: Database,
    text: GuardText,
    found: Sequence[FieldFinding],
    in_versions: Iterable[FieldFinding],
    rules: str,
    at: datetime,
) -> None:
    """Replace the findings of an article and mask it anew; what a person decided of the same place stays decided."""
    decided = {
        (row.field, row.rule, row.start, row.end): (row.decided, row.by, row.at)
        for row in database.execute("select * from guard_findings where article = ? and decided <> ''", [text.article])
    }
    rows = [(one.field, one.finding.rule, one.finding.severity, one.finding.start, one.finding.end) for one in found]
    rows += sorted({(VERSIONS, one.finding.rule, one.finding.severity, 0, 0) for one in in_versions})
    # what waits for a person has waited since it was found first, wherever an edit has moved it
    since: dict[str, str] = dict(
        database.execute(
            "select rule, min(found_at) from guard_findings where article = ? group by rule", [text.article]
        ).fetchall()
    )
    database.execute("delete from guard_findings where article = ?", [text.article])
    told = [
        (since.get(row[1], stamp(at)), *decided.get((row[0], row[1], *row[3:]), undecided(row[1], at))) for row in rows
    ]
    execute_many(
        database,
        'insert into guard_findings (article, field, rule, severity, start, "end", found_at, decided, by, at) '
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(text.article, *row, *decision) for row, decision in zip(rows, told, strict=True)],
    )
    database.execute("insert or replace into guarded_articles values (?, ?)", [text.article, rules])
    write_mask(database, text)


def undecided(rule: str, at: datetime) -> tuple[str, str, str | None]:
    """Return the decision on a new finding: none but of what is deleted already."""
    return ("redacted", "", stamp(at)) if rule == "redacted" else ("", "", None)


def write_mask(database: Database, text: GuardText) -> None:
    """Write the masked copy of an article by its findings, or drop it where nothing is masked any longer."""
    found = masking_findings(database, text.article)
    if not found:
        database.execute("delete from masked_articles where article = ?", [text.article])
        return
    masked = {
        name: mask_text(words, [(one.finding.start, one.finding.end) for one in found if one.field == name])
        for name, words in text.fields.items()
    }
    shown = {"article": text.article, "site": masked_site(text.url, text.article)} | masked
    updated = ", ".join(f"{name} = excluded.{name}" for name in shown)
    database.execute(
        f"insert into masked_articles ({', '.join(shown)}) values ({placeholders(shown)}) "
        f"on conflict do update set {updated}",
        list(shown.values()),
    )


def masked_site(url: str, article: int) -> str:
    """Return the address of the site that a page is on, with the number of its article to tell it apart.

    The rest of an address may hold the words of a headline. The id that a loaded document was given stays.
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}/#held-{article}" if parts.scheme in {"http", "https"} else url


def masked_words(database: Database, article: int) -> set[CarriedWord]:
    """Return the words masked in an article that are masked in other texts, too."""
    spans = masking_findings(database, article)
    text = read_guard_text(database, article) if spans else None
    return words_in_fields(text.fields, spans) if text else set()


def other_texts_of_story(database: Database, article: int) -> list[int]:
    """Return the articles on topic that tell an article's story or are copies of the same text."""
    rows = database.execute(
        """
        select other.id from articles as mine join articles as other on other.story = mine.story
        where mine.id = ?1 and other.id <> ?1 and other.on_topic
        union select other.id from articles as mine join articles as other
            on other.id = mine.duplicate_of or other.duplicate_of in (mine.id, mine.duplicate_of)
        where mine.id = ?1 and other.id <> ?1 and other.on_topic
        """,
        [article],
    )
    return [row.id for row in rows.fetchall()]


def masking_findings(database: Database, article: int) -> list[FieldFinding]:
    """Return the findings by which words of an article are masked."""
    rows = database.execute(
        f'select field, rule, start, "end" from guard_findings where article = ? and {_MASKING}', [article]
    ).fetchall()
    return [FieldFinding(field, CareFinding(rule, start, end)) for field, rule, start, end in rows]


def decide_findings(database: Database, article: int, decision: str, by: str, at: datetime) -> int:
    """Note what a person has decided of all findings of an article that mask; return how many they are."""
    return int(
        database.execute(
            "update guard_findings set decided = ?, by = ?, at = ? "
            "where article = ? and severity in ('block', 'hold') and decided <> 'redacted'",
            [decision, by, stamp(at), article],
        ).rowcount
    )


def put_back_decisions(database: Database, article: int, rows: Iterable[Mapping[str, object]]) -> None:
    """Give the findings of an article the decisions that these rows had; a finding that is newer stays as it is."""
    execute_many(
        database,
        "update guard_findings set decided = ?, by = ?, at = ? "
        'where article = ? and field = ? and rule = ? and start = ? and "end" = ?',
        [
            (row["decided"], row["by"], row["at"], article, row["field"], row["rule"], row["start"], row["end"])
            for row in rows
        ],
    )


def held_articles(database: Database) -> list[tuple[int, str]]:
    """Return the articles that are held and nobody has decided on, each with the rules that hold it."""
    rows = database.execute(
        "select article, group_concat(distinct rule) as rules from guard_findings "
        "where severity in ('block', 'hold') and decided = '' group by article order by article"
    )
    return [(row.article, row.rules) for row in rows.fetchall()]
