"""The folders under ``sites`` turned into what each address of the sample web answers.

A site is ``site.toml`` (its host and every page that is no article), Jinja templates, and one ``.md`` file an article:
TOML between two lines ``+++``, then paragraphs between empty lines. What has a ``last_visit`` is gone afterwards,
what has a ``first_visit`` is not there before.
"""

from __future__ import annotations

import gzip
import textwrap
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader

ARTICLE = "article.html"
SITES = Path(__file__).parent / "sites"
CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/feed+json",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What one address answers."""

    status: int
    content_type: str
    body: bytes
    location: str = ""


def address(url: str) -> str:
    """The key of a URL in the world: host, path and query, whatever the scheme."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.hostname or '').lower()}{parts.path or '/'}{query}"


def load(visit: int = 1) -> dict[str, Reply]:
    """Every address of the sample web with its reply, as it stands on the given visit (1 or 2)."""
    folders = sorted(file.parent for file in SITES.glob("*/site.toml"))
    return {key: reply for folder in folders for key, reply in _site(folder, visit)}


def read_article(file: Path, visit: int = 1) -> dict[str, Any]:
    """One article file as a table; from the second visit on with its ``second_visit`` changes made."""
    _, front, text = file.read_text("utf-8").split("+++\n", 2)
    page = tomllib.loads(front)
    if visit > 1 and (change := page.get("second_visit")):
        page["title"] = change.get("title", page["title"])
        for old, new in change.get("swap", []):
            text = text.replace(old, new)
    page["paragraphs"] = text.strip().split("\n\n")
    return page


def _site(folder: Path, visit: int) -> Iterator[tuple[str, Reply]]:
    site = tomllib.loads((folder / "site.toml").read_text("utf-8"))
    articles = [read_article(file, visit) for file in sorted(folder.glob("*.md"))]
    articles = [article for article in articles if article.get("first_visit", 1) <= visit]
    articles.sort(key=lambda article: article["published"], reverse=True)
    templates = Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    templates.filters["wrap"] = textwrap.wrap
    pages = [page for page in site["page"] if page.get("last_visit", visit) >= visit]
    for page in [*pages, *articles, *_variants(articles)]:
        host = page.get("host", site["host"])
        yield host + page["path"], _reply(page, _render(templates, site=site, page=page, articles=articles))


def _render(templates: Environment, **context: Any) -> str:
    page = context["page"]
    return "" if "location" in page else templates.get_template(page.get("template", ARTICLE)).render(context)


def _variants(articles: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The other addresses of an article, such as its AMP page: ``also`` in its table."""
    for article in articles:
        for variant in article.get("also", []):
            yield {**article, **variant}


def _reply(page: dict[str, Any], text: str) -> Reply:
    if "location" in page:
        return Reply(301, CONTENT_TYPES[".html"], b"", page["location"])
    status = page.get("status", 200)
    if page.get("gzip"):
        return Reply(status, "application/gzip", gzip.compress(text.encode(), mtime=0))
    return Reply(status, CONTENT_TYPES[Path(page.get("template", ARTICLE)).suffix], text.encode())
