"""One JSON object as a document: url or id, and text; source, source_kind, title, published and others if any."""

from __future__ import annotations

import json
from math import isfinite
from typing import Any

from items import Article, Hint, Page
from spiders.files.documents import ImportedDocument, refused, site_of
from spiders.files.splitting import Piece
from spiders.sources.model import KINDS
from storage.tables.grouping.groups import BY_ID
from text.charset import decode_bytes
from text.dates.finding import find_stated_date
from text.dates.parsing import DateWithPrecision, parse_iso_date
from text.unicode import sanitize_text
from text.urls.parsing import MAX_ADDRESS_CHARACTERS, without_userinfo

#: characters of a value that cannot be read which are quoted; chosen, not measured
_QUOTED = 40


def read_json_document(piece: Piece, place: str) -> ImportedDocument:
    """Return the document that a piece of a file is; one that it is not goes under its ``place``, with the reason.

    A document with an address is known by it; its id leads to it as well. One that is dated in no way that can be read
    has no date, one whose address is none of a web page goes by its id, or by what stands there; its row says so.
    """
    try:
        if piece.fault:
            raise ValueError(piece.fault)  # noqa: TRY301 - it is told like every other reason
        text, encoding = decoded(piece.body)
        fields = json.loads(text)
        url, name = address_of(fields), id_of(fields)
        article, fault = read_article(fields, encoding)
    except (ValueError, KeyError, AttributeError, TypeError, OverflowError, RecursionError) as error:
        return refused(place, f"it is no document: {type(error).__name__}: {error}; it needs url or id, and text")
    if not url and (given := string_field(fields, "url")):
        fault = "; ".join(filter(None, (f"its address {given[:_QUOTED]!r} is none of a web page", fault)))
    page = Page(url or name, "", article=article, hint=Hint(name) if name else None, delivery_fault=fault)
    return ImportedDocument(
        page, string_field(fields, "source") or string_field(fields, "outlet"), source_kind_of(fields)
    )


def address_of(fields: dict[str, Any]) -> str:
    """Return an object's address; empty where it has none of a web page."""
    url = without_userinfo(string_field(fields, "url"))
    return url if site_of(url) else ""


def id_of(fields: dict[str, Any]) -> str:
    """Return what an object is known by beside its address; empty where that is enough. Raise KeyError, ValueError."""
    if "id" not in fields and address_of(fields):
        return ""
    number = sanitize_text(str(fields["id"] if "id" in fields else fields["url"]))
    if len(number) > MAX_ADDRESS_CHARACTERS:
        raise ValueError(f"its id has {len(number):,} characters, more than {MAX_ADDRESS_CHARACTERS:,}")
    return f"{BY_ID}{number}"


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
    # Python's and JavaScript's clocks give parts of a second
    text = str(int(value) if isinstance(value, float) and isfinite(value) else value).strip()
    try:
        return parse_iso_date(text), ""
    except (ValueError, OverflowError):
        found = find_stated_date(text)
        return found, "" if found else f"its date {sanitize_text(text[:_QUOTED])!r} cannot be read, so it has none"


def text_field(fields: dict[str, Any]) -> str:
    """Return the text of an object, which may be a list of its paragraphs. Raise TypeError where it is none."""
    text = fields["text"]
    paragraphs = text if isinstance(text, list) and text else [text]
    if not all(isinstance(paragraph, str) for paragraph in paragraphs):
        raise TypeError(f"its text is {json.dumps(text)[:_QUOTED]}")
    return sanitize_text("\n\n".join(paragraphs))


def string_field(fields: dict[str, Any], name: str) -> str:
    """Return a field as text that can be stored; empty where it is missing."""
    return ", ".join(names_in(fields.get(name)))


def source_kind_of(fields: dict[str, Any]) -> str:
    """Return the kind of the object's source; empty where it names none that is known."""
    kind = fields.get("source_kind")
    return kind if isinstance(kind, str) and kind in KINDS else ""


def authors_of(fields: dict[str, Any]) -> tuple[str, ...]:
    return tuple(names_in(fields.get("authors") or fields.get("author")))


def names_in(value: object) -> list[str]:
    """Return the words of a field, whether it is a string, a number, an object with a name, or a list of them."""
    if isinstance(value, list):
        return [name for one in value for name in names_in(one)]
    if isinstance(value, dict):
        return names_in(value.get("name") or value.get("rendered"))
    return [sanitize_text(str(value))] if value else []
