"""One page in, one article or a reason out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from lxml.html import HtmlElement
from trafilatura.utils import load_html

from items import Article, Cleaned, Hint, Outcome
from pipelines.extraction.body import paragraphs as bodies
from pipelines.extraction.body.boilerplate import captions_apart, without_furniture
from pipelines.extraction.fields.authors import choose_authors, states_authors
from pipelines.extraction.fields.header_block import Line, byline, lead_lines, overlooked, standfirst
from pipelines.extraction.fields.published import choose_date, choose_modified, guess
from pipelines.extraction.fields.title import choose_title
from pipelines.extraction.markup.pruning import prepare, shown, take_caption
from pipelines.extraction.markup.structured_data import Structured, bylines, gather, plain
from pipelines.extraction.rejects.classification import LIVE, Facts, judge
from pipelines.extraction.sanitizing import sound_cleaned
from text.charset import decode, looks_binary
from text.language import language
from text.unicode import sound, without_references
from text.urls.canonical import sound_canonical

#: an article's page has three thousand elements at most, and no novel's length; what has more costs minutes
MOST_ELEMENTS = 20_000
MOST_CHARACTERS = 2_000_000
#: attributes of one tag; the parser compares each with all before it
MOST_ATTRIBUTES = 1_000
_ATTRIBUTE = r"""[\s/"'=]*+[^\s/>"'=]++(?:\s*+=\s*+(?>"[^"]*+"|'[^']*+'|[^\s>"']*+))?+"""
#: a tag; group 2 is one attribute too many. A script's text goes with its tag, for there "a<b" opens none
_TAG = re.compile(
    rf"<(?:(script)\b|[a-z])(?:{_ATTRIBUTE}){{0,{MOST_ATTRIBUTES}}}+({_ATTRIBUTE})?(?(1)(?:[^<]++|<(?!/script))*+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Source:
    """All that is known of a page before anything is decided."""

    tree: HtmlElement
    url: str
    hint: Hint | None
    now: datetime
    encoding: str
    structured: Structured


def clean_page(body: bytes, url: str, content_type: str = "", hint: Hint | None = None, *, now: datetime) -> Cleaned:
    """Clean one page; never raises, whatever the bytes are."""
    try:
        cleaned = _clean(body, url, content_type, hint, now)
    except Exception as error:
        cleaned = Cleaned(None, Outcome.ERROR, f"the page cannot be read: {type(error).__name__}: {error}"[:300])
    return sound_cleaned(cleaned)


def _clean(body: bytes, url: str, content_type: str, hint: Hint | None, now: datetime) -> Cleaned:
    if not body.strip():
        return Cleaned(None, Outcome.NOT_AN_ARTICLE, "the page is empty")
    if looks_binary(body):
        return Cleaned(None, Outcome.NOT_AN_ARTICLE, "the bytes are not text but an image or another file")
    decoded = decode(body, content_type)
    if any(tag[2] for tag in _TAG.finditer(decoded.text)):
        return Cleaned(None, Outcome.TOO_LARGE, f"the page has a tag with more than {MOST_ATTRIBUTES} attributes")
    tree = load_html(without_references(decoded.text))
    if tree is None:
        return Cleaned(None, Outcome.NOT_AN_ARTICLE, "the page holds no HTML, or HTML nested too deep to be read")
    if (elements := sum(1 for _ in tree.iter())) > MOST_ELEMENTS:
        return Cleaned(None, Outcome.TOO_LARGE, f"the page has {elements} elements, more than {MOST_ELEMENTS}")
    encoding = f"{decoded.encoding} ({decoded.evidence})"
    return _article(_Source(tree, url, hint, now, encoding, gather(tree)))


def _article(source: _Source) -> Cleaned:
    structured = source.structured
    title, title_evidence = choose_title(structured, source.url, source.hint)
    lead = lead_lines(source.tree, title)
    article = Article(
        title=title,
        text="",
        standfirst=standfirst(lead, _descriptions(source)),
        canonical_url=sound_canonical(source.url, structured.canonical) or "",
        encoding=source.encoding,
        title_evidence=title_evidence,
    )
    return _with_body(_dated(_credited(article, source, lead), source, lead), source, lead)


def _credited(article: Article, source: _Source, lead: tuple[Line, ...]) -> Article:
    marked = () if states_authors(source.structured) else bylines(source.tree)
    names = tuple(filter(None, (byline(lead), *marked)))
    authors, evidence = choose_authors(source.structured, source.url, names, source.hint)
    return replace(article, authors=authors, authors_evidence=evidence)


def _dated(article: Article, source: _Source, lead: tuple[Line, ...]) -> Article:
    texts = [line.text for line in lead]
    published, evidence = choose_date(source.structured, source.url, texts, source.hint, now=source.now)
    if published is None:
        published, evidence = guess(source.tree, source.url, now=source.now)
    modified = choose_modified(source.structured, source.hint, texts, now=source.now)
    article = replace(article, modified=modified.when if modified else None)
    if published is None:
        return article
    return replace(
        article,
        published=published.when,
        published_precision=published.precision,
        published_zone=published.zone,
        published_evidence=evidence,
    )


def _descriptions(source: _Source) -> tuple[str, ...]:
    structured = source.structured
    return (
        plain(structured.article.get("description")),
        structured.meta("og:description"),
        structured.meta("description"),
        source.hint.summary if source.hint else "",
    )


def _with_body(article: Article, source: _Source, lead: tuple[Line, ...]) -> Cleaned:
    """The article with its text, or what the page is instead. The tree is used up."""
    tree, structured = source.tree, source.structured
    asks_password = any(field.get("type") == "password" for field in tree.iter("input"))
    words = shown(tree)
    if len(words) > MOST_CHARACTERS:
        reason = f"the page has {len(words)} characters of text, more than {MOST_CHARACTERS}"
        return Cleaned(None, Outcome.TOO_LARGE, reason)
    caption = take_caption(tree)
    links = prepare(tree)
    lines = bodies.extract_paragraphs(tree, source.url)
    lines = bodies.parted(lines, tree, (article.title, *structured.headings))
    lines = bodies.completed(lines, bodies.places(tree))
    lines = bodies.mended(lines, structured)
    under = article.standfirst or overlooked(lead, lines)
    above = (article.title, under, structured.site_name, *article.authors, *structured.headings)
    named, lines = captions_apart(without_furniture(bodies.without_headline(lines, *above), links))
    lines = bodies.with_standfirst(lines, under)
    facts = Facts(
        url=source.url,
        title=_own_title(source) or article.title,
        paragraphs=lines,
        shown=" ".join(words.split()),
        types=structured.types,
        page_type=structured.meta("og:type"),
        free=_free(structured),
        links=len(links),
        dated=article.published is not None,
        asks_password=asks_password,
        signed=_is_signed(article),
        announced=source.hint.title if source.hint else "",
    )
    return _judged(replace(article, standfirst=under, caption=caption or named), facts, structured)


def _judged(article: Article, facts: Facts, structured: Structured) -> Cleaned:
    verdict = judge(facts)
    if verdict.outcome is not Outcome.PENDING and verdict.reason != LIVE:
        return Cleaned(None, verdict.outcome, verdict.reason)
    text = sound("\n\n".join(facts.paragraphs))
    code = language(text, structured.language)
    return Cleaned(replace(article, text=text, language=code, partial=verdict.partial), verdict.outcome, verdict.reason)


def _own_title(source: _Source) -> str:
    """What the page calls itself, whatever the feed announced: a wall has another headline than its article."""
    structured = source.structured
    title, _ = choose_title(structured, source.url, None)
    return title or structured.title_tag or " ".join(structured.headings[:1])


def _is_signed(article: Article) -> bool:
    """Whether the page itself names an author or a date; its address and the feed do so for a wall as well."""
    evidence = {*article.published_evidence.split(", "), *article.authors_evidence.split(", ")}
    return bool(evidence - {"", "url", "feed", "htmldate"})


def _free(structured: Structured) -> bool | None:
    """Whether the page's data says that anyone may read it, or that a part of it is closed."""
    parts = structured.article.get("hasPart")
    nodes = [structured.article, *(parts if isinstance(parts, list) else [parts])]
    values = {str(node.get("isAccessibleForFree", "")).lower() for node in nodes if isinstance(node, dict)}
    return False if "false" in values else True if "true" in values else None
