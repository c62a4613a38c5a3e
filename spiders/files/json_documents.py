"""One JSON object as a document: url or id, and text; source, source_kind, title, published and others if any."""

from __future__ import annotations

import json
from typing import Any

from items import Article, Hint, Page
from spiders.files.documents import ImportedDocument, refused
from spiders.files.splitting import Piece
from spiders.sources.model import KINDS
from storage.tables.grouping.groups import BY_ID
from text.charset import decode_bytes
from text.dates.finding import find_stated_date
from text.dates.parsing import DateWithPrecision, parse_iso_date
from text.unicode import sanitize_text
from text.urls.parsing import without_userinfo

#: characters of a date that cannot be read which are quoted; chosen, not measured
_QUOTED = 40


def read_json_document(piece: Piece, place: str) -> ImportedDocument:
    """Return the document that a piece of a file is; one that it is not goes under its ``place``, with the reason.

    A document with an address is known by it; its id leads to it as well. One that is dated in no way that can be read
    has no date, and its row says so.
    """
    try:
        if piece.fault:
            raise ValueError(piece.fault)  # noqa: TRY301 - it is told like every other reason
        text, encoding = decoded(piece.body)
        fields = json.loads(text)
        name = f"{BY_ID}{sanitize_text(str(fields['id']))}" if "id" in fields or not fields.get("url") else ""
        article, fault = read_article(fields, encoding)
    except (ValueError, KeyError, AttributeError, TypeError, OverflowError, RecursionError) as error:
        return refused(place, f"it is no document: {type(error).__name__}: {error}; it needs url or id, and text")
    page = Page(
        without_userinfo(string_field(fields, "url")) or name,
        "",
        article=article,
        hint=Hint(name) if name else None,
        delivery_fault=fault,
    )
    return ImportedDocument(
        page, string_field(fields, "source") or string_field(fields, "outlet"), source_kind_of(fields)
    )


def decoded(body: bytes) -> tuple[str, str]:
    """Return a piece as text, and its encoding where that is not the UTF-8 that JSON is to be written in."""
    try:
        return body.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        read = decode_bytes(body)
        return read.text, f"{read.encoding} ({read.evidence})"


def read_article(fields: dict[str, Any], encoding: str) -> tuple[Article, str]:
    """Return an object's article, and what is wrong with its date. Raise KeyError or TypeError where it has no text."""
    published, fault = read_date(fields.get("published"))
    article = Article(
        title=string_field(fields, "title"),
        text=text_field(fields),
        authors=authors_of(fields),
        published=published.when if published else None,
        published_precision=published.precision if published else "",
        language=string_field(fields, "language"),
        standfirst=string_field(fields, "standfirst"),
        caption=string_field(fields, "caption"),
        encoding=encoding,
    )
    return article, fault


def read_date(value: object) -> tuple[DateWithPrecision | None, str]:
    """Return the date that a field gives, in ISO 8601 or as it is written elsewhere; else why there is none."""
    if not value:
        return None, ""
    text = str(value).strip()
    try:
        return parse_iso_date(text), ""
    except (ValueError, OverflowError):
        found = find_stated_date(text)
        return found, "" if found else f"its date {sanitize_text(text[:_QUOTED])!r} cannot be read, so it has none"


def text_field(fields: dict[str, Any]) -> str:
    """Return the text of an object. Raise TypeError where it is none."""
    text = fields["text"]
    if not isinstance(text, str):
        raise TypeError(f"its text is {json.dumps(text)}")
    return sanitize_text(text)


def string_field(fields: dict[str, Any], name: str) -> str:
    """Return a field as text that can be stored; empty where it is missing."""
    return sanitize_text(str(fields.get(name) or ""))


def source_kind_of(fields: dict[str, Any]) -> str:
    """Return the kind of the object's source; empty where it names none that is known."""
    kind = fields.get("source_kind")
    return kind if isinstance(kind, str) and kind in KINDS else ""


def authors_of(fields: dict[str, Any]) -> tuple[str, ...]:
    authors = fields.get("authors") or fields.get("author") or ()
    return tuple(map(sanitize_text, (authors,) if isinstance(authors, str) else map(str, authors)))
