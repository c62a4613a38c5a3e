"""Pages as JSON Lines: one line in, one line out, whatever stands on it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timezone
from typing import Any

from items import Article, ExtractionResult
from pipelines.extraction.document import extract_document
from text.dates.zones import utc_offset

#: fields of an article that are put under names of their own, since they came first
_OUTPUT_NAMES = {"published": "date"}


def extract_line(line: bytes, number: int, at: datetime) -> bytes:
    """Return the article of input line ``number``, with what every field rests on; never raise."""
    try:
        page = json.loads(line)
        identity, url, html = page["id"], str(page.get("url") or ""), page["html"]
        body = html.encode("utf-8", "surrogatepass")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return failed_line(line, number, f'it is not {{"id", "url", "html"}}: {type(error).__name__}: {error}')
    result = extract_document(body, url, "text/html; charset=utf-8", now=at)
    return encode_line({"id": identity, **article_fields(result.article), **outcome_fields(result)})


def failed_line(line: bytes, number: int, reason: str) -> bytes:
    """Return the answer to a line whose page could not be extracted."""
    try:
        identity = json.loads(line)["id"]
    except (ValueError, KeyError, TypeError, RecursionError):
        identity = None
    return encode_line({"id": identity, **article_fields(None), "error": f"line {number}: {reason}"})


def article_fields(article: Article | None) -> dict[str, Any]:
    """Title, authors, date and text, and the evidence; empty where there is no article."""
    if article is None:
        return {"title": None, "authors": [], "date": None, "text": ""}
    values = {_OUTPUT_NAMES.get(name, name): value for name, value in asdict(article).items()}
    if article.published and (offset := utc_offset(article.published_zone)):
        values["date"] = article.published.astimezone(timezone(offset))  # readers of the page know its day, not UTC's
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}


def outcome_fields(result: ExtractionResult) -> dict[str, Any]:
    """Return what kind of page it was; ``error`` only where it could not be read at all."""
    return {"outcome": result.outcome.value, "reason": result.reason}


def encode_line(answer: dict[str, Any]) -> bytes:
    """Return an answer as a line of UTF-8; halves of characters, which UTF-8 cannot write, are escaped."""
    try:
        return json.dumps(answer, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(answer).encode() + b"\n"
