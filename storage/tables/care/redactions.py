"""What was redacted for good: the record of it, fingerprints of its words, and the places they are deleted from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from sqlite_utils import Database

from storage.clock import stamp
from storage.sql import execute_many, placeholders
from storage.tables.articles import content_hash
from storage.tables.care.guard import masked_site
from storage.tables.takedown.addresses import forget_hint
from text.care.masks.known import KnownWords, fingerprint_of_address

#: returns words with what is redacted blacked out
Redactor = Callable[[str], str]
#: where words of an article are kept beside its text, by the column that names the article
_BESIDE = (("matches", "sentence"), ("labels", "note"), ("marks", "text"), ("collected_articles", "note"))
#: what is made of an article's text, and made anew of what is left of it
_DERIVED = (
    "fingerprints",
    "terms",
    "paragraphs",
    "case_names",
    "unsteady_places",
    "figures",
    "speakers",
    "quotations",
    "places",
    "bodies",
    "laws",
    "speakers",
    "ledger_articles",
)


def add_redaction(database: Database, article: int, account: str, reason: str, stretches: int, at: datetime) -> int:
    """Note that words of an article are redacted; return the number of the record."""
    row = database.execute(
        "insert into care_redactions (article, account, reason, stretches, at) values (?, ?, ?, ?, ?) returning id",
        [article, account, reason, stretches, stamp(at)],
    ).fetchone()
    return int(row.id)


def write_known_words(database: Database, redaction: int, known: Iterable[tuple[int, KnownWords]]) -> None:
    """Keep the fingerprints of what was redacted."""
    execute_many(
        database,
        "insert or ignore into care_fingerprints (hash, redaction, rule, words, start, length) "
        "values (?, ?, ?, ?, ?, ?)",
        [(fingerprint, redaction, *one) for fingerprint, one in known],
    )


def has_redactions(database: Database) -> bool:
    """Return whether anything was redacted."""
    return database.execute("select 1 from care_redactions limit 1").fetchone() is not None


def read_known_words(database: Database, articles: Collection[int]) -> dict[int, KnownWords]:
    """Return what is known of redacted words: several in a row everywhere, a single one in these articles only.

    These are the texts of the story that a word was redacted in: elsewhere it may be anybody's name.
    """
    rows = database.execute(
        "select hash, rule, words, start, length, care_redactions.article from care_fingerprints "
        "join care_redactions on care_redactions.id = redaction"
    ).fetchall()
    return {row.hash: KnownWords(*row[1:5]) for row in rows if row.words > 1 or row.article in articles}


def replace_words(database: Database, article: int, fields: dict[str, str], redact: Redactor) -> None:
    """Write what is left of an article's words, in its text, its versions and wherever else they are kept."""
    told = {"title_evidence": "", "authors_evidence": "", "published_evidence": ""}
    row = {name: words for name, words in fields.items() if name != "text"} | told
    database.execute(
        f"update articles set {', '.join(f'{name} = ?' for name in row)}, content_hash = ? where id = ?",
        [*row.values(), content_hash(fields["text"]), article],
    )
    database.execute("update texts set text = ? where article = ?", [fields["text"], article])
    for version in database.execute("select id, title, text from versions where article = ?", [article]).fetchall():
        whole = redact(f"{version.title}\n\n{version.text}")
        title, text = whole[: len(version.title)], whole[len(version.title) + 2 :]
        database.execute(
            "update versions set title = ?, text = ?, content_hash = ? where id = ?",
            [title, text, content_hash(text), version.id],
        )
    for table, column in _BESIDE:
        redact_column(database, table, column, redact, "article = ?", [article])
    redact_column(database, "stories", "title", redact, "id = (select story from articles where id = ?)", [article])
    for column in ("words", "answer", "way_back"):
        redact_column(database, "instructions", column, redact, "true", [])
    redact_column(database, "care_reveals", "reason", redact, "article = ?", [article])
    database.execute("update case_links set evidence = '[]' where ?1 in (article, earlier)", [article])


def redact_column(
    database: Database, table: str, column: str, redact: Redactor, condition: str, values: list[object]
) -> None:
    """Redact a column of the rows that meet a condition."""
    rows = database.execute(f"select distinct {column} as words from {table} where {condition}", values).fetchall()
    for words in (row.words for row in rows):
        if (left := redact(words)) != words:
            database.execute(
                f"update {table} set {column} = ? where {column} = ? and {condition}", [left, words, *values]
            )


def forget_derived(database: Database, article: int) -> None:
    """Delete what was made of an article's words: fingerprints, entries of ledgers, names for cases."""
    for table in _DERIVED:
        database.execute(f"delete from {table} where article = ?", [article])
    database.execute("delete from reuse where ?1 in (earlier, later)", [article])
    database.execute("delete from links where ?1 in (article, other)", [article])


def forget_lists(database: Database, article: int, redact: Redactor) -> list[str]:
    """Delete what lists say of an article's pages, and of any page in the same words; return the article's pages."""
    pages = [row.url for row in database.execute("select url from pages where article = ?", [article]).fetchall()]
    pages += [row.url for row in database.execute("select url from aliases where article = ?", [article]).fetchall()]
    told = database.execute("select url, hint from pages where hint <> ''").fetchall()
    told += database.execute("select page as url, text as hint from feed_texts").fetchall()
    for url in {*pages, *(row.url for row in told if redact(row.hint) != row.hint)}:
        forget_hint(database, url)
    return list(dict.fromkeys(pages))


def forget_addresses(database: Database, article: int, redaction: int, telling: Callable[[str], bool]) -> None:
    """Delete the addresses of an article that tell what was redacted; by their fingerprints none is asked for again."""
    row = database.execute("select url, page from articles where id = ?", [article]).fetchone()
    pages = database.execute(
        "select url, canonical from pages where article = ?1 "
        "or canonical in (select url from aliases where article = ?1) "
        "or continues in (select url from pages where article = ?1)",
        [article],
    ).fetchall()
    aliases = database.execute("select url from aliases where article = ?", [article]).fetchall()
    met = {row.url, row.page, *(one for page in pages for one in page), *(one.url for one in aliases)}
    told = sorted(url for url in met if telling(url))
    known = [(fingerprint_of_address(url), KnownWords("address", 0, 0, 0)) for url in told]
    write_known_words(database, redaction, known)
    for url in told:
        database.execute("delete from pages where ?1 in (url, canonical, continues)", [url])
        database.execute("delete from aliases where url = ?", [url])
        database.execute("update articles set url = ? where url = ?", [masked_site(url, article), url])
        database.execute("update articles set page = '' where page = ?", [url])
        database.execute("update pages set reason = '' where instr(reason, ?)", [url])
        database.execute("delete from takedown_candidates where address = ?", [url])


def is_redacted_address(database: Database, addresses: Iterable[str]) -> bool:
    """Return whether an address told what was redacted, and is not asked for again."""
    hashes = [fingerprint_of_address(url) for url in addresses]
    condition = f"words = 0 and hash in ({placeholders(hashes)})"
    return database.execute(f"select 1 from care_fingerprints where {condition} limit 1", hashes).fetchone() is not None
