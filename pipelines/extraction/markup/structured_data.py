"""What a page says of itself in its markup, gathered once from one parsed tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape

from lxml.etree import XPath
from lxml.html import HtmlElement

from pipelines.extraction.markup.json_ld import (
    MAX_VALUE_CHARACTERS,
    JsonLd,
    JsonLdNode,
    plain_value,
    read_json_ld,
    schema_types,
)
from pipelines.extraction.markup.other_articles import find_other_articles, is_in_other
from pipelines.extraction.markup.page_identity import PageIdentity
from text.bylines.labels import cut_byline_label
from text.bylines.names import clean_names
from text.bylines.persons import AGENCIES, is_person

#: characters of an element that may name an author
_MAX_LABEL_CHARACTERS = 60
#: ``<time>`` elements that are read; chosen, not measured: a listing has one for every teaser
_MAX_TIMES = 50
#: elements with an author's name that are read; chosen, not measured: a listing has one for every teaser
_MAX_BYLINES = 60
#: elements of which the markup says that they name the author: by link, by property
_DECLARED_BYLINES = XPath(
    """//*[contains(@rel, 'author') or contains(@itemprop, 'author')] | //a[contains(@href, '/author') or
    contains(@href, '/autor') or contains(@href, '/auteur') or contains(@href, '/penulis') or
    contains(@href, '/journalist') or contains(@href, '/reporter') or contains(@href, '/columnist') or
    contains(@href, '/contributor') or contains(@href, '/yazar')]"""
)
#: elements whose names only sound like it
_MARKED_BYLINES = XPath(
    """//*[self::a or self::span or self::p or self::div or self::address or self::cite or self::strong or self::b
    or self::li or self::h3 or self::h4 or self::h5 or self::em or self::small][
    contains(@data-testid, 'uthor') or
    contains(@class, 'yline') or contains(@class, 'uthor') or contains(@id, 'uthor') or contains(@id, 'yline')]"""
)


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
    #: whether the JSON-LD was broken: what it says counts less
    repaired: bool = False
    #: the elements of the page that hold other articles
    others: frozenset[HtmlElement] = frozenset()

    def meta(self, *names: str) -> str:
        """Return the first value among the meta tags of these names, in the order of the names."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")


@dataclass(slots=True)
class _Elements:
    """The elements in which a page speaks of itself, in page order."""

    metas: list[HtmlElement] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    headings: list[HtmlElement] = field(default_factory=list)
    times: list[HtmlElement] = field(default_factory=list)
    canonical: str = ""


def read_structured_data(tree: HtmlElement, url: str = "") -> StructuredData:
    """Read JSON-LD, meta tags, headings, times and links in one walk; ``url`` tells this page from others."""
    found = _find_elements(tree)
    shown = tuple(text for heading in found.headings if (text := visible_words(heading)))
    everywhere = _read_metas(found.metas)
    own = (found.canonical, *everywhere.get("og:url", ()))
    page = PageIdentity.of(url, own, (*shown, *found.titles, *everywhere.get("og:title", ())))
    others = find_other_articles(tree, page)
    metas = _read_metas(meta for meta in found.metas if not is_in_other(meta, others)) if others else everywhere
    json_ld = read_json_ld(found.scripts, page)
    return StructuredData(
        article=json_ld.article,
        nodes=json_ld.by_id,
        metas=metas,
        title_tag=next(filter(None, found.titles), ""),
        headings=shown,
        times=_time_elements([time for time in found.times if not is_in_other(time, others)], found.headings),
        canonical=found.canonical,
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip(),
        site_name=_site_name(metas, json_ld),
        types=frozenset(kind for node in json_ld.nodes for kind in schema_types(node)),
        repaired=json_ld.repaired,
        others=others,
    )


def _find_elements(tree: HtmlElement) -> _Elements:
    found = _Elements()
    for element in tree.iter("meta", "script", "title", "h1", "time", "link"):
        match element.tag:
            case "meta":
                found.metas.append(element)
            case "script" if "ld+json" in element.get("type", ""):
                found.scripts.append(element.text or "")
            case "title" if element.getparent() is not None and element.getparent().tag != "svg":
                found.titles.append(visible_words(element))
            case "h1":
                found.headings.append(element)
            case "time" if len(found.times) < _MAX_TIMES:
                found.times.append(element)
            case "link" if element.get("rel", "").lower() == "canonical":
                found.canonical = found.canonical or element.get("href", "").strip()
    return found


def marked_bylines(tree: HtmlElement, others: frozenset[HtmlElement] = frozenset()) -> tuple[str, ...]:
    """Return the words of the elements marked as byline or author: declared ones first, then those with a person.

    What lies in ``others``, articles beside the page's own, names somebody else.
    """
    declared, marked = (
        [_byline_words(element) for element in find(tree)[:_MAX_BYLINES] if not is_in_other(element, others)]
        for find in (_DECLARED_BYLINES, _MARKED_BYLINES)
    )
    marked = [text for text in marked if _names_somebody(text)]
    return tuple(dict.fromkeys(text for text in (*declared, *marked) if 2 < len(text) < 200))


def _byline_words(element: HtmlElement) -> str:
    """Return the names that fill elements of their own, without the dates and buttons beside them, else all words."""
    whole = visible_words(element)
    pieces = [" ".join(piece.split()) for piece in element.itertext()] if len(element) else []
    people = [piece for piece in pieces if piece != whole and is_person(cut_byline_label(piece))]
    return ", ".join(people) or whole


def _names_somebody(text: str) -> bool:
    return any(name in AGENCIES.values() or is_person(name) for name in clean_names(text))


def visible_words(element: HtmlElement) -> str:
    """Return the visible words of an element, spaces folded, cut at a bound."""
    text = " ".join(" ".join(element.itertext()).split()) if len(element) else " ".join((element.text or "").split())
    return text[:MAX_VALUE_CHARACTERS]


def _read_metas(elements: Iterable[HtmlElement]) -> dict[str, tuple[str, ...]]:
    metas: dict[str, list[str]] = {}
    for element in elements:
        _add_meta(metas, element)
    return {name: tuple(values) for name, values in metas.items()}


def _add_meta(metas: dict[str, list[str]], element: HtmlElement) -> None:
    content = " ".join(unescape(element.get("content", "")).split())[:MAX_VALUE_CHARACTERS]
    if content:
        for attribute in ("property", "name", "itemprop"):
            if name := element.get(attribute, "").strip().lower():
                metas.setdefault(name, []).append(content)


def _time_elements(times: list[HtmlElement], headings: list[HtmlElement]) -> tuple[TimeElement, ...]:
    """Return the marks of ``<time>`` elements; the longest ``h1`` is the headline, a short one the site's name."""
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
    """Return the words nearest in front of an element: in its line, or as the element before it."""
    for node in (element, *list(element.iterancestors())[:2]):
        before = node.getprevious()
        if before is None:
            label = (node.getparent().text or "") if node.getparent() is not None else ""
        else:
            label = before.tail if (before.tail or "").strip() else visible_words(before)
        if label.strip():
            return " ".join(label.split()) if len(label) <= _MAX_LABEL_CHARACTERS else ""
    return ""


def _site_name(metas: Mapping[str, tuple[str, ...]], json_ld: JsonLd) -> str:
    if name := metas.get("og:site_name", ("",))[0]:
        return name
    publisher = json_ld.article.get("publisher")
    if isinstance(publisher, dict):
        publisher = json_ld.by_id.get(str(publisher.get("@id")), publisher)
    named = next((node for node in json_ld.nodes if "WebSite" in schema_types(node)), {})
    return plain_value(publisher) or plain_value(named.get("name")) or metas.get("application-name", ("",))[0]
