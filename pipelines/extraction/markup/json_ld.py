"""The JSON-LD of a page: its nodes, however carelessly they are written, and the one that is the article."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

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
#: tried one after the other, each on what the one before it made; linear in time, which json-repair is not
#: (docs/dependencies.md)
_REPAIRS: tuple[Callable[[str], str], ...] = (
    str,
    lambda script: _TRAILING_COMMA.sub(r"\1", script),
    lambda script: _BAD_BACKSLASH.sub(lambda match: match[0] if match[1] else "", script),
    lambda script: _INNER_QUOTE.sub(r"\1\"", script),
    unescape,
)
#: where the nodes that describe a page itself lie within each other
_OUTER = ("@graph", "mainEntity", "mainEntityOfPage")

JsonLdNode = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class JsonLd:
    """The JSON-LD of a page; empty where it has none."""

    #: the node of the article itself
    article: JsonLdNode = field(default_factory=dict)
    #: the nodes that describe the page, outer ones first
    nodes: tuple[JsonLdNode, ...] = ()
    #: every node by its ``@id``, for references
    by_id: Mapping[str, JsonLdNode] = field(default_factory=dict)


def read_json_ld(scripts: Iterable[str]) -> JsonLd:
    """Read the scripts of a page; those that are too long, or broken beyond repair, give nothing."""
    values = [value for script in scripts if len(script) <= MAX_SCRIPT_CHARACTERS for value in _load_values(script)]
    nodes, everything = tuple(_walk_nodes(values, _OUTER)), list(_walk_nodes(values))
    by_id = {str(node["@id"]): node for node in reversed(everything) if "@id" in node and len(node) > 1}
    return JsonLd(_article_node(nodes, everything), nodes, by_id)


def schema_types(node: JsonLdNode) -> tuple[str, ...]:
    """Return the schema.org types of a node, without their namespace, in schema.org's spelling."""
    kinds = node.get("@type", ())
    kinds = kinds if isinstance(kinds, list) else [kinds]
    names = (re.split(r"[/:#]", str(kind))[-1] for kind in kinds if kind)
    return tuple(_TYPE_SPELLING.get(name.lower(), name) for name in names)


def plain_value(value: Any) -> str:
    """Return a JSON-LD value as one line of text: entities resolved, spaces folded, nothing for what is not text."""
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), "")
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("@value") or ""
    return " ".join(unescape(value).split())[:MAX_VALUE_CHARACTERS] if isinstance(value, str) else ""


def _walk_nodes(values: Iterable[Any], keys: Collection[str] | None = None) -> Iterator[JsonLdNode]:
    """Yield the JSON objects among the values and under their ``keys`` (any, if none are given), outer ones first.

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
    """Return the JSON values of a script; writers leave comments, line ends, commas, quotes and other slips in it."""
    script = _WRAPPING.sub("", script).strip()
    for repair in _REPAIRS:
        script = repair(script)
        if values := _decode_values(script):
            return values
    return []


def _decode_values(script: str) -> list[Any]:
    """Return the JSON values that stand one behind the other, nothing where one of them is broken."""
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
    """Return where the next JSON value begins."""
    match = _BETWEEN_VALUES.match(script, position)
    return match.end() if match else position


def _article_node(nodes: Sequence[JsonLdNode], everything: list[JsonLdNode]) -> JsonLdNode:
    """Return the node that describes the article: by type, then by how much it says.

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
