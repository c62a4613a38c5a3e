"""Articles, their texts, terms and earlier versions."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlite_utils import Database

from items import Article, Basis, Match, Page
from storage.clock import parse_stamp, stamp
from storage.sql import execute_many, placeholders, scalar
from storage.tables.hints import read_hint
from storage.tables.history.events import record_edit, record_event, topic_event
from storage.tables.pages import identity_for
from text.dates.parsing import EARLIEST_DATE
from text.edits import ChangeKind, kind_of_change
from text.urls import moved


class Change(Enum):
    """What saving an article did."""

    NEW = "new"
    UPDATED = "updated"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class StoredChange:
    """The article's number and what saving it did."""

    id: int
    change: Change


def content_hash(text: str) -> str:
    """Return a short hash of the words of a text, blind to case and white space."""
    return hashlib.blake2b(" ".join(text.casefold().split()).encode(), digest_size=16).hexdigest()


def addresses_of(page: Page) -> list[str]:
    """Return every address of an article as its identity: where it was asked for, where that led, and its own."""
    final = page.final_url or page.url
    declared = page.article.canonical_url if page.article else ""
    return list(dict.fromkeys(identity_for(page, url) for url in (declared, final, page.url) if url))


def aliases_of(page: Page) -> list[str]:
    """Return the addresses of an article, and the name that the list it was found in has for it."""
    listed = identity_for(page, page.hint.url) if page.hint and page.hint.url else page.url
    return list(dict.fromkeys((*addresses_of(page), listed)))


def basis_of(database: Database, number: int) -> str:
    """Return what an article was read from, one of ``items.Basis``."""
    return str(scalar(database, "select basis from articles where id = ?", [number]))


def first_seen(database: Database, number: int) -> datetime:
    """Return when an article was first seen."""
    return parse_stamp(scalar(database, "select first_seen from articles where id = ?", [number]))


def effective_time(published: datetime | None, first_seen: datetime) -> datetime:
    """Return when an article was published, or first seen where that is unknown or impossible: ``articles.time``."""
    return published if published and EARLIEST_DATE <= published <= first_seen else first_seen


def copies_by(database: Database, source: str, originals: Collection[int]) -> list[tuple[int, str, str, datetime]]:
    """Return those of some articles and their copies that are of one source: number, address, title and time."""
    marks = placeholders(originals)
    rows = database.execute(
        f"select id, url, title, time from articles where source = ? "
        f"and (id in ({marks}) or duplicate_of in ({marks})) order by id",
        [source, *originals, *originals],
    ).fetchall()
    return [(row.id, row.url, row.title, parse_stamp(row.time)) for row in rows]


def find_article(database: Database, addresses: list[str]) -> int | None:
    """Return the article known under one of these canonical addresses."""
    row = database.execute(
        f"select article from aliases where url in ({placeholders(addresses)}) order by article", addresses
    ).fetchone()
    return int(row.article) if row else None


def page_of(database: Database, number: int) -> str:
    """Return the address of the page that an article was taken from."""
    return str(scalar(database, "select page from articles where id = ?", [number]))


def original_of(database: Database, number: int) -> str:
    """Return the address of the earlier article that this one repeats; empty where it repeats none."""
    row = database.execute(
        "select original.url from articles join articles as original on original.id = articles.duplicate_of "
        "where articles.id = ?",
        [number],
    ).fetchone()
    return str(row.url) if row else ""


def headlines_of_text(database: Database, source: str, text: str, *, besides: str) -> list[str]:
    """Return the headlines under which a source announced its other pages that carry the very same text."""
    rows = database.execute(
        "select pages.url, pages.hint from articles join pages on pages.url = articles.page "
        "where articles.content_hash = ? and articles.source = ? and pages.url <> ?",
        [content_hash(text), source, besides],
    ).fetchall()
    return [read_hint(url, hint).title for url, hint in rows]


def text_of(database: Database, number: int) -> str:
    """Return the text of an article."""
    return str(scalar(database, "select text from texts where article = ?", [number]))


def pages_by_others(database: Database, extractor: str) -> set[str]:
    """Return the pages whose articles were extracted by another extractor than this one."""
    rows = database.execute("select page from articles where extractor <> ?", [extractor]).fetchall()
    return {row.page for row in rows}


def set_extractor(database: Database, page: str, extractor: str) -> None:
    """Write which extractor has read a page's article last, whatever that changed."""
    database.execute("update articles set extractor = ? where page = ?", [extractor, page])


def remove_boilerplate(database: Database, number: int, text: str) -> None:
    """Take boilerplate out of an article that was stored before it was known as such; that leaves no version behind."""
    database.execute(
        "update articles set content_hash = ?, word_count = ? where id = ?",
        [content_hash(text), len(text.split()), number],
    )
    database.execute("update texts set text = ? where article = ?", [text, number])


def store_article(database: Database, page: Page, article: Article, known: int | None, at: datetime) -> StoredChange:
    """Add the article, or renew it where it is ``known``; a changed text or title leaves a version behind."""
    if known is None:
        saved = StoredChange(insert_article(database, page, article, at), Change.NEW)
    else:
        saved = StoredChange(known, update_article(database, known, page, article, at))
    database.execute(
        "update pages set article = ? where canonical = ? and article is null", [saved.id, identity_for(page, page.url)]
    )
    record_addresses(database, page, saved.id)
    return saved


def record_addresses(database: Database, page: Page, number: int) -> None:
    """Note the page's addresses as ways to an article."""
    for url in aliases_of(page):
        database.execute("insert or ignore into aliases (url, article) values (?, ?)", [url, number])


def insert_article(database: Database, page: Page, article: Article, at: datetime) -> int:
    """Insert a new article with its text and terms; return its number."""
    values = row_of(page, article) | {"first_seen": stamp(at), "last_seen": stamp(at)}
    values |= {"url": shown_address(database, page), "page": page.url, "source": page.source}
    columns = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    cursor = database.execute(f"insert into articles ({columns}) values ({marks}) returning id", values)
    number = int(cursor.fetchone()[0])
    database.execute("insert into texts (article, text) values (?, ?)", [number, article.text])
    save_matches(database, number, page.matches)
    return number


def update_article(database: Database, number: int, page: Page, article: Article, at: datetime) -> Change:
    """Bring a known article up to date; one that has moved is read at its new address from now on."""
    title, content, text, on_topic, taken_from, published, basis, partial = database.execute(
        "select title, content_hash, text, on_topic, page, published, basis, partial from articles "
        "join texts on article = id where id = ?",
        [number],
    ).fetchone()
    if taken_from != page.url:
        database.execute("update articles set page = ? where id = ?", [page.url, number])
        shown = shown_address(database, page)
        if not moved.is_bare(shown):
            # readers are sent to an address with a name, where the page has or had one
            database.execute("update articles set url = ? where id = ?", [shown, number])
    same = (content, title, basis) == (content_hash(article.text), article.title, article.basis)
    if same and not page.archived:
        database.execute("update articles set last_seen = ? where id = ?", [stamp(at), number])
        return Change.SAME
    if not page.archived:
        # what our own better reading changes is no edit of the publisher's
        kind = kind_of_change(title, text, article.title, article.text, terms=new_terms(database, number, page))
        database.execute(
            "insert into versions (article, seen_at, title, text, content_hash, kind) "
            "select id, ?, title, text, content_hash, ? from articles join texts on article = id where id = ?",
            [stamp(at), kind or ChangeKind.SMALL, number],
        )
        record_edit(database, number, kind or ChangeKind.SMALL, at, became_full=became_full(basis, partial, article))
    if bool(on_topic) != page.on_topic:
        record_event(database, number, topic_event(page.on_topic), at)
    values = row_of(page, article) | {"last_seen": stamp(at)}
    if taken_from != page.url and published and published < (str(values["published"] or "~")):
        # a page that has moved was first published where it was
        values = {name: value for name, value in values.items() if not name.startswith("published")}
    assignments = ", ".join(f"{name} = :{name}" for name in values)
    database.execute(f"update articles set {assignments} where id = :id", values | {"id": number})
    database.execute("update texts set text = ? where article = ?", [article.text, number])
    save_matches(database, number, page.matches)
    unchanged = same and text == article.text and on_topic == page.on_topic
    return Change.SAME if unchanged else Change.UPDATED


def became_full(basis: str, partial: bool, article: Article) -> bool:
    """Return whether an article whose page could not be read, or only in part, is read whole by now."""
    return (basis != Basis.PAGE and article.basis is Basis.PAGE) or (bool(partial) and not article.partial)


def new_terms(database: Database, number: int, page: Page) -> set[str]:
    """Return the words of the terms that came to an article or went since it was stored."""
    before = {row.term for row in database.execute("select term from matches where article = ?", [number])}
    return {word for term in before ^ {match.term for match in page.matches} for word in term.split()}


def save_matches(database: Database, number: int, matches: tuple[Match, ...]) -> None:
    """Replace the terms found in an article."""
    database.execute("delete from matches where article = ?", [number])
    execute_many(
        database,
        "insert into matches (article, topic, term, count, weight, sentence) values (?, ?, ?, ?, ?, ?)",
        [(number, m.topic, m.term, m.count, m.weight, m.sentence) for m in matches],
    )


def shown_address(database: Database, page: Page) -> str:
    """Return the address that readers are sent to: what the page calls its own, where sound and not taken yet."""
    final = page.final_url or page.url
    declared = page.article.canonical_url if page.article else ""
    for url in (declared, final):
        if url and not database.execute("select 1 from articles where url = ?", [url]).fetchone():
            return url
    return page.url


def row_of(page: Page, article: Article) -> dict[str, object]:
    """Return what an article's row says of its content."""
    return {
        "title": article.title,
        "title_evidence": article.title_evidence,
        "authors": "; ".join(article.authors),
        "authors_evidence": article.authors_evidence,
        "published": stamp(article.published) if article.published else None,
        "published_precision": article.published_precision,
        "published_zone": article.published_zone,
        "published_evidence": article.published_evidence,
        "modified": stamp(article.modified) if article.modified else None,
        "language": article.language,
        "standfirst": article.standfirst,
        "caption": article.caption,
        "partial": int(article.partial),
        "partial_reason": article.partial_reason,
        "basis": article.basis,
        "outlet": article.outlet,
        "encoding": article.encoding,
        "extractor": page.extractor,
        "word_count": len(article.text.split()),
        "on_topic": int(page.on_topic),
        "relevance": page.relevance,
        "content_hash": content_hash(article.text),
    }
