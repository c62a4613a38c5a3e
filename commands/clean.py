"""``scrapy clean``: the cleaner as a filter, pages in and articles out, one JSON line each."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from scrapy.commands import ScrapyCommand

from items import Article, Cleaned
from pipelines.cleaning.document import clean_document
from storage.times import now

#: fields of an article that are put under names of their own, since they came first
_RENAMED = {"published": "date"}


class Command(ScrapyCommand):
    """Cleans the pages on standard input: ``{"id", "url", "html"}`` a line."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - Scrapy's own name for it

    def short_desc(self) -> str:
        return 'Clean pages from standard input, {"id", "url", "html"} a line, into JSON Lines on standard output'

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        for answer in answers(sys.stdin.buffer, now()):
            print(json.dumps(answer, ensure_ascii=False), flush=True)


def answers(lines: Iterable[bytes], at: datetime) -> Iterator[dict[str, Any]]:
    """An answer for every line, in order of arrival; a line that is no page is answered with an error."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield answer(line, number, at)


def answer(line: bytes, number: int, at: datetime) -> dict[str, Any]:
    """The cleaned page of one input line, with what every field rests on."""
    try:
        page = json.loads(line)
        identity, url, html = page["id"], page.get("url") or "", page["html"]
        body = html.encode("utf-8", "surrogatepass")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return {"id": None, "error": f'line {number} is not {{"id", "url", "html"}}: {error!r}'}
    cleaned = clean_document(body, url, "text/html; charset=utf-8", now=at)
    return {"id": identity, **fields(cleaned.article), **verdict(cleaned)}


def fields(article: Article | None) -> dict[str, Any]:
    """Title, authors, date and text, and the evidence; empty where there is no article."""
    if article is None:
        return {"title": None, "authors": [], "date": None, "text": ""}
    values = {_RENAMED.get(name, name): value for name, value in asdict(article).items()}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}


def verdict(cleaned: Cleaned) -> dict[str, Any]:
    """What kind of page it was; ``error`` only where it could not be read at all."""
    return {"outcome": cleaned.outcome.value, "reason": cleaned.reason}
