"""One page in, one article or a reason out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from lxml.html import HtmlElement
from trafilatura.utils import load_html

from items import Article, Hint, Outcome
from pipelines.cleaning import body as bodies
from pipelines.cleaning.addresses import sound_canonical
from pipelines.cleaning.authors import choose_authors
from pipelines.cleaning.dates import choose_date, choose_modified
from pipelines.cleaning.decode import decode, looks_binary, repaired
from pipelines.cleaning.furniture import without_furniture
from pipelines.cleaning.language import language
from pipelines.cleaning.lead import Line, byline, lead_lines, standfirst
from pipelines.cleaning.structured import Structured, bylines, gather, plain
from pipelines.cleaning.titles import choose_title
from pipelines.cleaning.tree import prepare, take_caption
from pipelines.cleaning.walls import Facts, judge

#: characters of what the page shows that a wall is looked for in
_SHOWN = 6_000


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What came of a page: an article with the outcome pending, or another outcome and why.

    A live blog comes with its text, for who wants it all the same.
    """

    article: Article | None
    outcome: Outcome
    reason: str


def clean_page(
    body: bytes, url: str, content_type: str = "", hint: Hint | None = None, *, now: datetime
) -> Cleaned:
    """Clean one page; never raises, whatever the bytes are."""
    try:
        return _clean(body, url, content_type, hint, now)
    except Exception as error:  # noqa: BLE001 - a page must never end the run
        return Cleaned(None, Outcome.ERROR, f"the page cannot be read: {type(error).__name__}: {error}"[:300])


def _clean(body: bytes, url: str, content_type: str, hint: Hint | None, now: datetime) -> Cleaned:
    if not body.strip():
        return Cleaned(None, Outcome.NOT_AN_ARTICLE, "the page is empty")
    if looks_binary(body):
        return Cleaned(None, Outcome.NOT_AN_ARTICLE, "the bytes are not text but an image or another file")
    tree = load_html(repaired(decode(body, content_type).text))
    if tree is None:
        return Cleaned(None, Outcome.NOT_AN_ARTICLE, "the page holds no HTML")
    return _clean_tree(tree, url, hint, now)


def _clean_tree(tree: HtmlElement, url: str, hint: Hint | None, now: datetime) -> Cleaned:
    structured = gather(tree)
    title, title_evidence = choose_title(structured, url, hint)
    lead = lead_lines(tree, title)
    article = Article(title=title, text="", title_evidence=title_evidence)
    article = _credited(article, tree, structured, lead, url, hint)
    article = _dated(article, structured, lead, url, hint, now)
    article = replace(article, standfirst=_standfirst(lead, structured, hint), canonical_url=sound_canonical(structured, url))
    return _with_body(article, tree, structured, url)


def _credited(
    article: Article, tree: HtmlElement, structured: Structured, lead: tuple[Line, ...], url: str, hint: Hint | None
) -> Article:
    names = tuple(filter(None, (byline(lead), *bylines(tree))))
    authors, evidence = choose_authors(structured, url, names, hint)
    return replace(article, authors=authors, authors_evidence=evidence)


def _dated(
    article: Article, structured: Structured, lead: tuple[Line, ...], url: str, hint: Hint | None, now: datetime
) -> Article:
    published, evidence = choose_date(structured, url, [line.text for line in lead], hint, now=now)
    modified = choose_modified(structured, hint, now=now)
    if published:
        article = replace(
            article, published=published.when, published_precision=published.precision, published_zone=published.zone,
            published_evidence=evidence,
        )  # fmt: skip
    return replace(article, modified=modified.when if modified else None)


def _standfirst(lead: tuple[Line, ...], structured: Structured, hint: Hint | None) -> str:
    declared = (plain(structured.article.get("description")), structured.meta("og:description"),
                structured.meta("description"), hint.summary if hint else "")  # fmt: skip
    return standfirst(lead, declared)


def _with_body(article: Article, tree: HtmlElement, structured: Structured, url: str) -> Cleaned:
    asks_password = any(field.get("type") == "password" for field in tree.iter("input"))
    caption = take_caption(tree)
    links = prepare(tree)
    shown = " ".join(" ".join(tree.itertext()).split())[:_SHOWN]
    lines = bodies.completed(bodies.extract_paragraphs(tree, url), bodies.places(tree))
    lines = bodies.without_headline(bodies.mended(lines, structured), article.title, article.standfirst, *structured.headings)
    lines = bodies.with_standfirst(without_furniture(lines, links), article.standfirst)
    verdict = judge(Facts(
        url, article.title, lines, shown, structured.types, structured.meta("og:type"), _free(structured), len(links),
        article.published is not None, asks_password,
    ))  # fmt: skip
    text = "\n\n".join(lines)
    article = replace(
        article, text=text, caption=caption, language=language(text, structured.language), partial=verdict.partial
    )
    kept = verdict.outcome is Outcome.PENDING or "live" in verdict.reason
    return Cleaned(article if kept else None, verdict.outcome, verdict.reason)


def _free(structured: Structured) -> bool | None:
    """Whether the page's data says that anyone may read it."""
    value = str(structured.article.get("isAccessibleForFree", "")).lower()
    return {"true": True, "false": False}.get(value)
