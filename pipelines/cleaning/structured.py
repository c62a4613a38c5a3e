"""What a page says of itself in its markup, gathered once from one parsed tree."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml.etree import XPath
from lxml.html import HtmlElement

#: schema.org types that stand for one piece of writing, the most telling first
ARTICLE_TYPES = (
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "AdvertiserContentArticle",
    "Article",
    "BlogPosting",
    "Report",
    "ScholarlyArticle",
    "TechArticle",
    "SocialMediaPosting",
    "LiveBlogPosting",
    "WebPage",
)
#: a page may carry thousands of nodes (a live blog carries one for every entry); the article is among the first
MAX_NODES = 400
MAX_SCRIPT = 2_000_000
MAX_VALUE = 1_000
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|"
    r"/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_BYLINES = XPath(
    """//*[self::a or self::span or self::p or self::div or self::address or self::cite or self::strong or self::b
    or self::li or self::h3 or self::h4 or self::h5 or self::em or self::small][
    @rel='author' or contains(@itemprop, 'author') or contains(@data-testid, 'uthor') or
    contains(@class, 'yline') or contains(@class, 'uthor') or contains(@id, 'uthor') or contains(@id, 'yline')]"""
)

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TimeMark:
    """A ``<time>`` element: its ``datetime``, the words shown, and the class names that surround it."""

    value: str
    text: str
    context: str


@dataclass(frozen=True, slots=True)
class Structured:
    """The markup's own statements; nothing here is judged yet."""

    #: the JSON-LD node of the article itself, empty where there is none
    article: Node = field(default_factory=dict)
    #: every JSON-LD node by its ``@id``, for references
    nodes: Mapping[str, Node] = field(default_factory=dict)
    #: meta name, property or itemprop in lower case, to its values in page order
    metas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    title_tag: str = ""
    headings: tuple[str, ...] = ()
    times: tuple[TimeMark, ...] = ()
    canonical: str = ""
    language: str = ""
    site_name: str = ""
    #: the types of every JSON-LD node met
    types: frozenset[str] = frozenset()

    def meta(self, *names: str) -> str:
        """The first value among the meta tags of these names, in the order of the names."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")


def gather(tree: HtmlElement) -> Structured:
    """Read JSON-LD, meta tags, headings, times and links in one walk."""
    metas: dict[str, list[str]] = {}
    scripts: list[str] = []
    titles: list[str] = []
    headings: list[str] = []
    times: list[TimeMark] = []
    canonical = ""
    for element in tree.iter("meta", "script", "title", "h1", "time", "link"):
        match element.tag:
            case "meta":
                _add_meta(metas, element)
            case "script" if "ld+json" in element.get("type", ""):
                scripts.append(element.text or "")
            case "title" if element.getparent() is not None and element.getparent().tag != "svg":
                titles.append(words(element))
            case "h1":
                headings.append(words(element))
            case "time" if len(times) < 50:
                times.append(_time_mark(element))
            case "link" if element.get("rel", "").lower() == "canonical":
                canonical = canonical or element.get("href", "").strip()
    nodes = list(_nodes(scripts))
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    frozen = {name: tuple(values) for name, values in metas.items()}
    article = _article(nodes)
    return Structured(
        article=article,
        nodes=by_id,
        metas=frozen,
        title_tag=next(filter(None, titles), ""),
        headings=tuple(h for h in headings if h),
        times=tuple(times),
        canonical=canonical,
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip(),
        site_name=_site_name(frozen, article, nodes, by_id),
        types=frozenset(kind for node in nodes for kind in types_of(node)),
    )


def bylines(tree: HtmlElement) -> tuple[str, ...]:
    """The words of the elements marked as byline or author, in page order."""
    found = (words(element) for element in _BYLINES(tree)[:60])
    return tuple(dict.fromkeys(text for text in found if 2 < len(text) < 200))


def words(element: HtmlElement) -> str:
    """The visible words of an element, spaces folded, cut at a bound."""
    text = " ".join(" ".join(element.itertext()).split()) if len(element) else " ".join((element.text or "").split())
    return text[:MAX_VALUE]


def types_of(node: Node) -> tuple[str, ...]:
    """The schema.org types of a node, without their namespace."""
    kinds = node.get("@type", ())
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return tuple(str(kind).rsplit("/", 1)[-1] for kind in kinds if kind)


def plain(value: Any) -> str:
    """A JSON-LD value as one line of text: entities resolved, spaces folded, nothing for what is not text."""
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), "")
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("@value") or ""
    return " ".join(unescape(value).split())[:MAX_VALUE] if isinstance(value, str) else ""


def _add_meta(metas: dict[str, list[str]], element: HtmlElement) -> None:
    content = " ".join(unescape(element.get("content", "")).split())[:MAX_VALUE]
    if content:
        for attribute in ("property", "name", "itemprop"):
            if name := element.get(attribute, "").strip().lower():
                metas.setdefault(name, []).append(content)


def _time_mark(element: HtmlElement) -> TimeMark:
    around = [element, *list(element.iterancestors())[:3]]
    context = " ".join(f"{e.get('class', '')} {e.get('itemprop', '')} {e.get('id', '')}" for e in around)
    return TimeMark(element.get("datetime", "").strip(), words(element)[:80], context.lower())


def _nodes(scripts: list[str]) -> Iterator[Node]:
    """Every JSON object of the scripts, outer ones first, at most ``MAX_NODES``."""
    queue: list[Any] = [_load(script) for script in scripts if len(script) <= MAX_SCRIPT]
    seen = 0
    while queue and seen < MAX_NODES:
        value = queue.pop(0)
        if isinstance(value, list):
            queue[0:0] = value[:MAX_NODES]
        elif isinstance(value, dict):
            seen += 1
            yield value
            queue.extend(value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value)


def _load(script: str) -> Any:
    """The JSON of a script; writers leave comments, line ends and trailing commas in it."""
    script = _WRAPPING.sub("", script).strip()
    for attempt in (script, _TRAILING_COMMA.sub(r"\1", script)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _article(nodes: list[Node]) -> Node:
    """The node that describes the article: by type, then by how much it says."""
    telling = ("headline", "articleBody", "datePublished", "author", "description")

    def rank(node: Node) -> tuple[int, int]:
        kinds = [ARTICLE_TYPES.index(kind) for kind in types_of(node) if kind in ARTICLE_TYPES]
        return (min(kinds), -sum(bool(node.get(key)) for key in telling))

    found = [node for node in nodes if any(kind in ARTICLE_TYPES for kind in types_of(node))]
    return min(found, key=rank) if found else {}


def _site_name(
    metas: Mapping[str, tuple[str, ...]], article: Node, nodes: list[Node], by_id: Mapping[str, Node]
) -> str:
    if name := metas.get("og:site_name", ("",))[0]:
        return name
    publisher = article.get("publisher")
    if isinstance(publisher, dict):
        publisher = by_id.get(str(publisher.get("@id")), publisher)
    named = next((node for node in nodes if "WebSite" in types_of(node)), {})
    return plain(publisher) or plain(named.get("name")) or metas.get("application-name", ("",))[0]
