"""The data that a listing carries for its own scripts: the links of a list that a browser would fill in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final, NamedTuple

from lxml import html

#: characters of data read on one page, values in them, and how deep they may be nested; chosen, not measured: the
#: busiest front pages carry a megabyte in twenty levels
MAX_DATA_CHARACTERS: Final = 4_000_000
MAX_DATA_VALUES: Final = 200_000
MAX_DATA_DEPTH: Final = 40
#: values tried in one script, most of which are none
MAX_ASSIGNMENTS: Final = 50

#: a variable that is given an object, a list or a text to be parsed as such: window.__STATE__ = {...
_ASSIGNMENT: Final = re.compile(r"[\w$\]\"']\s*=\s*(?P<parsed>JSON\.parse\(\s*)?(?=[{\[\"'])")
#: what scripts write and JSON does not have
_UNDEFINED: Final = re.compile(r"(?<=[:\[,])\s*(?:undefined|NaN|-?Infinity)\b")
#: a text in single quotation marks, which JSON does not have, and what is written otherwise in it
_QUOTED: Final = re.compile(r"'((?:[^'\\]|\\.)*+)'", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\.|\"", re.DOTALL)
_DATA_ATTRIBUTE: Final = re.compile(r"data-[\w-]+$")
_URL_KEYS: Final = (
    *(
        "url",
        "link",
        "href",
        "permalink",
        "canonicalUrl",
        "canonical_url",
        "webUrl",
        "web_url",
        "articleUrl",
        "fullUrl",
    ),
    *("full_url", "shareUrl", "uri", "path", "urlPath", "pathname", "@id"),
)
_TITLE_KEYS: Final = ("title", "headline", "name", "heading", "label", "rendered", "text")
_DATE_KEYS: Final = (
    *("datePublished", "publishedAt", "published_at", "publishDate", "publish_date", "publishedDate", "published"),
    *("firstPublished", "pubDate", "date_published", "releaseDate", "date", "created_at", "createdAt"),
)
#: parts of the data that lead to no article of the list
_ASIDE: Final = re.compile(
    r"authors?|creators?|publisher|images?|logo|thumbnails?|videos?|menus?|nav(?:igation)?|header|footer|breadcrumbs?"
    r"|tags?|categor(?:y|ies)|sections?Links|social\w*|sameAs|ads?|seo|translations?",
    re.IGNORECASE,
)
_ASIDE_TYPES: Final = frozenset(
    {"BreadcrumbList", "SiteNavigationElement", "ImageObject", "VideoObject", "Person", "Organization", "WebSite"}
)
_DECODER: Final = json.JSONDecoder(strict=False)


class DataLink(NamedTuple):
    """A link in a page's data as it stands there, with the title and the date beside it, which may be empty."""

    href: str
    title: str
    published: str


def embedded_links(root: html.HtmlElement) -> Iterator[DataLink]:
    """Yield the links in the data of a page, in its order."""
    left = MAX_DATA_VALUES
    for value in _values(root):
        nodes = list(islice(_nodes(value), left))
        left -= len(nodes)
        yield from filter(None, map(_link, nodes))


def _values(root: html.HtmlElement) -> Iterator[Any]:
    left = MAX_DATA_CHARACTERS
    for text, is_code in _texts(root):
        left -= len(text)
        if left < 0:
            return
        yield from _assigned(text) if is_code else _parsed(text)


def _texts(root: html.HtmlElement) -> Iterator[tuple[str, bool]]:
    """Yield the texts of a page that may hold data, each with whether it is a program rather than the data alone."""
    for element in root.iter("script", "div", "main", "section", "ul"):
        if element.tag == "script":
            kind = (element.get("type") or "").partition(";")[0].strip().lower()
            if kind in {"", "module", "text/javascript", "application/javascript"} or kind.endswith("json"):
                yield element.text or "", not kind.endswith("json")
            continue
        for name, value in element.items():
            if _DATA_ATTRIBUTE.match(name) and value.lstrip().startswith(("{", "[")):
                yield value, False


def _parsed(text: str) -> Iterator[Any]:
    try:
        yield _DECODER.decode(_UNDEFINED.sub(" null", text.strip().rstrip(";")))
    except (ValueError, RecursionError):
        return


def _assigned(code: str) -> Iterator[Any]:
    """Yield the values that a program gives to its variables."""
    code = _UNDEFINED.sub(" null", code)
    place = 0
    for _ in range(MAX_ASSIGNMENTS):
        match = _ASSIGNMENT.search(code, place)
        if match is None:
            return
        place = match.end()
        if code[place] in "\"'" and not match["parsed"]:
            continue
        try:
            if quoted := _QUOTED.match(code, place):
                value, place = _DECODER.decode(f'"{_ESCAPED.sub(_as_json, quoted[1])}"'), quoted.end()
            else:
                value, place = _DECODER.raw_decode(code, place)
            yield _DECODER.decode(value) if isinstance(value, str) else value
        except (ValueError, RecursionError):
            continue


def _as_json(match: re.Match[str]) -> str:
    """Return a mark or an escape within single quotation marks as JSON writes it."""
    return {"\\'": "'", '"': '\\"'}.get(match[0], match[0])


def _nodes(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects in a value, in its order, but for those that lead elsewhere."""
    waiting = [(value, 0)]
    while waiting:
        value, depth = waiting.pop()
        inner: list[Any] = []
        if isinstance(value, dict) and _is_of_list(value):
            yield value
            inner = [part for key, part in value.items() if not _ASIDE.fullmatch(key)]
        elif isinstance(value, list):
            inner = value
        if depth < MAX_DATA_DEPTH:
            waiting.extend((part, depth + 1) for part in reversed(inner) if isinstance(part, dict | list))


def _is_of_list(node: Mapping[str, Any]) -> bool:
    kind = node.get("@type")
    return not _ASIDE_TYPES.intersection(kind if isinstance(kind, list) else [kind] if isinstance(kind, str) else ())


def _link(node: Mapping[str, Any]) -> DataLink | None:
    href = next((text for key in _URL_KEYS if (text := _text(node.get(key))) and _is_address(text)), "")
    if not href:
        return None
    title = next((text for key in _TITLE_KEYS if (text := _text(node.get(key)))), "")
    return DataLink(href, title, next((text for key in _DATE_KEYS if (text := _text(node.get(key)))), ""))


def _text(value: Any) -> str:
    """Return a value that is a text or holds one, as in {"rendered": "..."}."""
    if isinstance(value, dict):
        value = next(
            (value[key] for key in ("rendered", "default", "web", "text", "@value", "@id") if key in value), ""
        )
    return value.strip() if isinstance(value, str) else ""


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://", "/")) and not any(map(str.isspace, text))
