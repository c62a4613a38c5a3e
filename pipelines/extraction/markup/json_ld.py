"""The JSON-LD of a page: its nodes, however carelessly they are written, and the one that is the article."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

from pipelines.extraction.markup.page_identity import PageIdentity
from pipelines.extraction.markup.tolerant_json import read_tolerantly

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
    r"/\*\s*\]\]>\s*\*/)\s*(?:;\s*)?$"
)
_DECODER = json.JSONDecoder(strict=False)
#: what may stand between, before and behind JSON values
_BETWEEN_VALUES = re.compile(r"(?:[\s;,]|/\*.*?\*/)*", re.DOTALL)
#: characters of a broken script that is read all the same; ten times what an article's has (chosen, not measured)
MAX_REPAIRED_CHARACTERS = 200_000
#: keys whose spelling writers get wrong, by their lower case
_KEY_SPELLING = {
    key.lower(): key
    for key in (
        "articleBody",
        "dateCreated",
        "dateModified",
        "datePublished",
        "familyName",
        "givenName",
        "isAccessibleForFree",
        "mainEntityOfPage",
    )
}
#: levels of nested nodes whose keys are spelled right; deeper ones tell nothing of an article
_MAX_SPELLED_DEPTH = 20
#: agreement up to which a node speaks of another page
_OTHER_PAGE = -3
_TELLING_KEYS = ("headline", "articleBody", "datePublished", "author", "description")
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
    #: whether the article's script was broken, so that some of it may be misread
    repaired: bool = False


def read_json_ld(scripts: Iterable[str], page: PageIdentity) -> JsonLd:
    """Read the scripts of a page; those that are too long, or broken beyond repair, give nothing."""
    loaded = [_load_values(script) for script in scripts if len(script) <= MAX_SCRIPT_CHARACTERS]
    sound = [value for values, broken in loaded if not broken for value in values]
    repaired = [value for values, broken in loaded if broken for value in values]
    for values in (sound, [*sound, *repaired]):
        json_ld = _choose_nodes([_spelled(value) for value in values], page)
        if set(schema_types(json_ld.article)) & _WRITING_TYPES:
            return replace(json_ld, repaired=values is not sound)
    return replace(json_ld, repaired=bool(repaired))


def _choose_nodes(values: Sequence[Any], page: PageIdentity) -> JsonLd:
    nodes, everything = tuple(_walk_nodes(values, _OUTER)), list(_walk_nodes(values))
    by_id = {str(node["@id"]): node for node in reversed(everything) if "@id" in node and len(node) > 1}
    own = tuple(node for node in nodes if page.agreement(node) > _OTHER_PAGE)
    return JsonLd(_article_node(own, everything, page), own, by_id)


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


def _load_values(script: str) -> tuple[list[Any], bool]:
    """Return the JSON values of a script, and whether it is broken, so that some may be missing or misread."""
    script = _WRAPPING.sub("", script).strip()
    if values := _decode_values(script):
        inside = [value for value in values if isinstance(value, str)]
        return values + [inner for value in inside for inner in _decode_values(value)], False
    if len(script) > MAX_REPAIRED_CHARACTERS:
        return [], True
    values = read_tolerantly(script if '"' in script or "'" in script else unescape(script))
    return [value for value in values if len(value) > 1 or isinstance(value, list)], True


def _spelled(value: Any, depth: int = 0) -> Any:
    """Return a value with the keys of its objects in schema.org's spelling."""
    if isinstance(value, list) and depth < _MAX_SPELLED_DEPTH:
        return [_spelled(one, depth + 1) for one in value]
    if isinstance(value, dict) and depth < _MAX_SPELLED_DEPTH:
        return {_KEY_SPELLING.get(key.lower(), key): _spelled(one, depth + 1) for key, one in value.items()}
    return value


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


def _article_node(nodes: Sequence[JsonLdNode], everything: list[JsonLdNode], page: PageIdentity) -> JsonLdNode:
    """Return the node that describes the article: by whose it says it is, then by type, then by how much it says.

    Where only the page is described, the one article that lies deeper in its data.
    """

    def rank(node: JsonLdNode) -> tuple[int, int, int]:
        kinds = [ARTICLE_TYPES.index(kind) for kind in schema_types(node) if kind in ARTICLE_TYPES]
        return (-page.agreement(node), min(kinds), -sum(bool(node.get(key)) for key in _TELLING_KEYS))

    written = [node for node in nodes if set(schema_types(node)) & _WRITING_TYPES]
    if written:
        return min(written, key=rank)
    deeper = [node for node in everything if set(schema_types(node)) & _WRITING_TYPES]
    own = [node for node in deeper if page.agreement(node) > (_OTHER_PAGE if len(deeper) == 1 else 0)]
    if own:
        return min(own, key=rank)
    return min((node for node in nodes if "WebPage" in schema_types(node)), key=rank, default={})
