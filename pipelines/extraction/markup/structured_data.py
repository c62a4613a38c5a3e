"""What a page says of itself in its markup, gathered once from one parsed tree."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
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
_WRITING_TYPES = frozenset(ARTICLE_TYPES) - {"WebPage"}
_TYPE_SPELLING = {kind.lower(): kind for kind in ARTICLE_TYPES}
#: a page may carry thousands of nodes (a live blog carries one for every entry); the article is among the first
MAX_NODES = 400
MAX_SCRIPT_CHARACTERS = 2_000_000
MAX_VALUE_CHARACTERS = 1_000
_MAX_LABEL_CHARACTERS = 60
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|"
    r"/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)
_DECODER = json.JSONDecoder(strict=False)
#: what may stand between, before and behind JSON values
_BETWEEN_VALUES = re.compile(r"(?:[\s;,]|/\*.*?\*/)*", re.DOTALL)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_BAD_BACKSLASH = re.compile(r"\\(?:([\"\\/bfnrt]|u[0-9a-fA-F]{4})|)")
#: a quotation mark with neither the start nor the end of a JSON string beside it
_INNER_QUOTE = re.compile(r"(?<=[^\s{\[,:\\])(\s*)\"(?=\s*[^\s:,}\]])")
#: tried one after the other, each on what the one before it made
_REPAIRS: tuple[Callable[[str], str], ...] = (
    str,
    lambda script: _TRAILING_COMMA.sub(r"\1", script),
    lambda script: _BAD_BACKSLASH.sub(lambda match: match[0] if match[1] else "", script),
    lambda script: _INNER_QUOTE.sub(r"\1\"", script),
    unescape,
)
#: where the nodes that describe a page itself lie within each other
_OUTER = ("@graph", "mainEntity", "mainEntityOfPage")
_MARKED_BYLINES = XPath(
    """//*[self::a or self::span or self::p or self::div or self::address or self::cite or self::strong or self::b
    or self::li or self::h3 or self::h4 or self::h5 or self::em or self::small][
    @rel='author' or contains(@itemprop, 'author') or contains(@data-testid, 'uthor') or
    contains(@class, 'yline') or contains(@class, 'uthor') or contains(@id, 'uthor') or contains(@id, 'yline')]"""
)

JsonLdNode = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TimeElement:
    """A ``<time>`` element: its ``datetime``, the words shown, and the class names that surround it."""

    value: str
    text: str
    context: str
    #: the words in front of it
    label: str = ""
    #: how deep the smallest element lies that holds both it and the headline
    nearness: int = 0


@dataclass(frozen=True, slots=True)
class StructuredData:
    """The markup's own statements; nothing here is judged yet."""

    #: the JSON-LD node of the article itself, empty where there is none
    article: JsonLdNode = field(default_factory=dict)
    #: every JSON-LD node by its ``@id``, for references
    nodes: Mapping[str, JsonLdNode] = field(default_factory=dict)
    #: meta name, property or itemprop in lower case, to its values in page order
    metas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    title_tag: str = ""
    headings: tuple[str, ...] = ()
    times: tuple[TimeElement, ...] = ()
    canonical: str = ""
    language: str = ""
    site_name: str = ""
    #: the types of the JSON-LD nodes that describe the page
    types: frozenset[str] = frozenset()

    def meta(self, *names: str) -> str:
        """The first value among the meta tags of these names, in the order of the names."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")


def read_structured_data(tree: HtmlElement) -> StructuredData:
    """Read JSON-LD, meta tags, headings, times and links in one walk."""
    metas: dict[str, list[str]] = {}
    scripts: list[str] = []
    titles: list[str] = []
    headings: list[HtmlElement] = []
    times: list[HtmlElement] = []
    canonical = ""
    for element in tree.iter("meta", "script", "title", "h1", "time", "link"):
        match element.tag:
            case "meta":
                _add_meta(metas, element)
            case "script" if "ld+json" in element.get("type", ""):
                scripts.append(element.text or "")
            case "title" if element.getparent() is not None and element.getparent().tag != "svg":
                titles.append(visible_words(element))
            case "h1":
                headings.append(element)
            case "time" if len(times) < 50:
                times.append(element)
            case "link" if element.get("rel", "").lower() == "canonical":
                canonical = canonical or element.get("href", "").strip()
    values = [value for script in scripts if len(script) <= MAX_SCRIPT_CHARACTERS for value in _load_values(script)]
    nodes, everything = list(_walk_nodes(values, _OUTER)), list(_walk_nodes(values))
    by_id = {str(node["@id"]): node for node in reversed(everything) if "@id" in node and len(node) > 1}
    frozen = {name: tuple(values) for name, values in metas.items()}
    article = _article_node(nodes, everything)
    return StructuredData(
        article=article,
        nodes=by_id,
        metas=frozen,
        title_tag=next(filter(None, titles), ""),
        headings=tuple(text for heading in headings if (text := visible_words(heading))),
        times=_time_elements(times, headings),
        canonical=canonical,
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip(),
        site_name=_site_name(frozen, article, nodes, by_id),
        types=frozenset(kind for node in nodes for kind in schema_types(node)),
    )


def marked_bylines(tree: HtmlElement) -> tuple[str, ...]:
    """The words of the elements marked as byline or author, in page order."""
    found = (visible_words(element) for element in _MARKED_BYLINES(tree)[:60])
    return tuple(dict.fromkeys(text for text in found if 2 < len(text) < 200))


def visible_words(element: HtmlElement) -> str:
    """The visible words of an element, spaces folded, cut at a bound."""
    text = " ".join(" ".join(element.itertext()).split()) if len(element) else " ".join((element.text or "").split())
    return text[:MAX_VALUE_CHARACTERS]


def schema_types(node: JsonLdNode) -> tuple[str, ...]:
    """The schema.org types of a node, without their namespace, in schema.org's spelling."""
    kinds = node.get("@type", ())
    kinds = kinds if isinstance(kinds, list) else [kinds]
    names = (re.split(r"[/:#]", str(kind))[-1] for kind in kinds if kind)
    return tuple(_TYPE_SPELLING.get(name.lower(), name) for name in names)


def plain_value(value: Any) -> str:
    """A JSON-LD value as one line of text: entities resolved, spaces folded, nothing for what is not text."""
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), "")
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("@value") or ""
    return " ".join(unescape(value).split())[:MAX_VALUE_CHARACTERS] if isinstance(value, str) else ""


def _add_meta(metas: dict[str, list[str]], element: HtmlElement) -> None:
    content = " ".join(unescape(element.get("content", "")).split())[:MAX_VALUE_CHARACTERS]
    if content:
        for attribute in ("property", "name", "itemprop"):
            if name := element.get(attribute, "").strip().lower():
                metas.setdefault(name, []).append(content)


def _time_elements(times: list[HtmlElement], headings: list[HtmlElement]) -> tuple[TimeElement, ...]:
    """The marks of ``<time>`` elements; the longest ``h1`` is the headline, a short one the site's name."""
    headline = max(headings, key=lambda heading: len(visible_words(heading)), default=None) if times else None
    above = [] if headline is None else list(headline.iterancestors())
    depths = {element: len(above) - place for place, element in enumerate(above)}
    return tuple(_time_element(element, depths) for element in times)


def _time_element(element: HtmlElement, depths: Mapping[HtmlElement, int]) -> TimeElement:
    around = [element, *list(element.iterancestors())[:3]]
    context = " ".join(f"{e.get('class', '')} {e.get('itemprop', '')} {e.get('id', '')}" for e in around)
    nearness = next((depths[e] for e in element.iterancestors() if e in depths), 0)
    value = element.get("datetime", "").strip()
    return TimeElement(value, visible_words(element)[:80], context.lower(), _label_before(element), nearness)


def _label_before(element: HtmlElement) -> str:
    """The words nearest in front of an element: in its line, or as the element before it."""
    for node in (element, *list(element.iterancestors())[:2]):
        before = node.getprevious()
        if before is None:
            label = (node.getparent().text or "") if node.getparent() is not None else ""
        else:
            label = before.tail if (before.tail or "").strip() else visible_words(before)
        if label.strip():
            return " ".join(label.split()) if len(label) <= _MAX_LABEL_CHARACTERS else ""
    return ""


def _walk_nodes(values: Iterable[Any], keys: Collection[str] | None = None) -> Iterator[JsonLdNode]:
    """The JSON objects among the values and under their ``keys`` (any, if none are given), outer ones first.

    At most ``MAX_NODES``.
    """
    queue = deque(values)
    seen = 0
    while queue and seen < MAX_NODES:
        value = queue.popleft()
        if isinstance(value, list):
            queue.extendleft(reversed(value[:MAX_NODES]))
        elif isinstance(value, dict):
            seen += 1
            yield value
            queue.extend(inner for key, inner in value.items() if keys is None or key in keys)


def _load_values(script: str) -> list[Any]:
    """The JSON values of a script; writers leave comments, line ends, commas, quotes and other slips in it."""
    script = _WRAPPING.sub("", script).strip()
    for repair in _REPAIRS:
        script = repair(script)
        if values := _decode_values(script):
            return values
    return []


def _decode_values(script: str) -> list[Any]:
    """The JSON values that stand one behind the other, nothing where one of them is broken."""
    values: list[Any] = []
    position = _skip_between(script, 0)
    while position < len(script):
        try:
            value, position = _DECODER.raw_decode(script, position)
        except (ValueError, RecursionError):
            return []
        values.append(value)
        position = _skip_between(script, position)
    return values


def _skip_between(script: str, position: int) -> int:
    """Where the next JSON value begins."""
    match = _BETWEEN_VALUES.match(script, position)
    return match.end() if match else position


def _article_node(nodes: list[JsonLdNode], everything: list[JsonLdNode]) -> JsonLdNode:
    """The node that describes the article: by type, then by how much it says.

    Where only the page is described, the one article that lies deeper in its data.
    """
    telling = ("headline", "articleBody", "datePublished", "author", "description")

    def rank(node: JsonLdNode) -> tuple[int, int]:
        kinds = [ARTICLE_TYPES.index(kind) for kind in schema_types(node) if kind in ARTICLE_TYPES]
        return (min(kinds), -sum(bool(node.get(key)) for key in telling))

    found = [node for node in nodes if any(kind in ARTICLE_TYPES for kind in schema_types(node))]
    best = min(found, key=rank) if found else {}
    if set(schema_types(best)) & _WRITING_TYPES:
        return best
    deeper = [node for node in everything if set(schema_types(node)) & _WRITING_TYPES]
    return deeper[0] if len(deeper) == 1 else best


def _site_name(
    metas: Mapping[str, tuple[str, ...]], article: JsonLdNode, nodes: list[JsonLdNode], by_id: Mapping[str, JsonLdNode]
) -> str:
    if name := metas.get("og:site_name", ("",))[0]:
        return name
    publisher = article.get("publisher")
    if isinstance(publisher, dict):
        publisher = by_id.get(str(publisher.get("@id")), publisher)
    named = next((node for node in nodes if "WebSite" in schema_types(node)), {})
    return plain_value(publisher) or plain_value(named.get("name")) or metas.get("application-name", ("",))[0]
