"""Who wrote it, by vote: names of people and organisations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from items import Hint
from pipelines.extraction.fields.site_names import site_keys, squash_name
from pipelines.extraction.fields.voting import Candidate, elect
from pipelines.extraction.markup.json_ld import plain_value, schema_types
from pipelines.extraction.markup.structured_data import StructuredData
from text.bylines.names import Names, clean_names, clean_organisation, merge_names
from text.unicode import text_key

#: names of one article; chosen, not measured: longer lists are a newsroom's staff
MAX_AUTHORS = 12
#: lines that may be a byline, from the top; chosen, not measured
_MAX_BYLINES = 3
#: what names count by the place that gives them; chosen, not measured one by one; the vote as a
#: whole is held by the floors of tests/benchmarks/floors.py, set in November 2026
AUTHOR_WEIGHTS = {
    "json-ld author": 3.0,
    "meta author": 2.0,
    "feed": 2.0,
    "twitter:data": 1.8,
    "meta byline": 1.8,
    "json-ld author, repaired": 1.5,
    "byline": 1.6,
    "article:author": 1.5,
    "each line further down": 0.4,
    "the site itself": 0.1,
}
_AUTHOR_METAS = {
    "meta author": ("author", "dc.creator", "dcterms.creator", "citation_author", "authors"),
    "article:author": ("article:author", "og:author", "og:article:author"),
    "meta byline": ("parsely-author", "sailthru.author", "dcsext.author", "byl", "mrf:authors", "cxenseparse:author"),
}
#: how a widely used plug-in calls the author beside a link, in the language of the site
_WRITTEN_BY = re.compile(
    r"written|author|verfasst|geschrieben|autor|geschreven|auteur|ditulis|penulis|ditulis|escrito|écrit|rédigé|scritto|"
    r"skrev|yazan|yazar|napisa|автор|написа|kirjoitta|tác giả|著者|執筆|작성자|作者|เขียน",
    re.IGNORECASE,
)
_ORGANISATION_TYPES = frozenset(["corporation", "ngo", "governmentoffice", "localbusiness"])


def choose_authors(
    structured: StructuredData, url: str, visible: Names = (), hint: Hint | None = None
) -> tuple[Names, str]:
    """Return the authors' names and where they came from; both empty where the page names none."""
    site = site_keys(structured.site_name, url)
    sound = [_weigh_against_site(c, site) for c in _author_candidates(structured, visible, hint) if c.value]
    winner = elect(sound, lambda names: frozenset(map(text_key, names)))
    return (winner.value, winner.evidence) if winner else ((), "")


def states_authors(structured: StructuredData) -> bool:
    """Return whether the page's data names people beside the site itself, so that marked bylines need no search."""
    site = site_keys(structured.site_name, "")
    return any(squash_name(name) not in site for name in _declared_authors(structured))


def _weigh_against_site(candidate: Candidate[Names], site: frozenset[str]) -> Candidate[Names]:
    """Drop the site's own name; a site that signs every page itself says little, and any other name beats it."""
    others = tuple(name for name in candidate.value if squash_name(name) not in site)
    return replace(candidate, value=others) if others else replace(candidate, weight=AUTHOR_WEIGHTS["the site itself"])


def _author_candidates(structured: StructuredData, visible: Names, hint: Hint | None) -> Iterator[Candidate[Names]]:
    place = "json-ld author, repaired" if structured.repaired else "json-ld author"
    yield Candidate(_declared_authors(structured), "json-ld author", AUTHOR_WEIGHTS[place])
    for evidence, names in _AUTHOR_METAS.items():
        if values := next((structured.metas[name] for name in names if name in structured.metas), ()):
            yield Candidate(_clean_all(values), evidence, AUTHOR_WEIGHTS[evidence])
    for place in ("1", "2"):
        if _WRITTEN_BY.search(structured.meta(f"twitter:label{place}")):
            written = _clean_all((structured.meta(f"twitter:data{place}"),))
            yield Candidate(written, "twitter:data", AUTHOR_WEIGHTS["twitter:data"])
    if hint and hint.authors:
        yield Candidate(_clean_all(hint.authors), "feed", AUTHOR_WEIGHTS["feed"])
    for position, text in enumerate(visible[:_MAX_BYLINES]):
        weight = AUTHOR_WEIGHTS["byline"] - AUTHOR_WEIGHTS["each line further down"] * position
        yield Candidate(_clean_all((text,)), "byline", weight)


def _clean_all(values: Iterable[str]) -> Names:
    return merge_names(name for value in values for name in clean_names(value))[:MAX_AUTHORS]


def _declared_authors(structured: StructuredData) -> Names:
    """Return the names in the JSON-LD author: a text, a person or an organisation, a reference, or a list of these."""
    author = structured.article.get("author") or structured.article.get("creator")
    if isinstance(author, Mapping):
        author = author.get("@list", author)
    people = author[:MAX_AUTHORS] if isinstance(author, list) else [author]
    return merge_names(name for person in people for name in _names_of(person, structured.nodes))[:MAX_AUTHORS]


def _names_of(author: Any, nodes: Mapping[str, Mapping[str, Any]]) -> Iterable[str]:
    if not isinstance(author, Mapping):
        return clean_names(plain_value(author))
    return _names_of_node({**nodes.get(str(author.get("@id")), {}), **author})


def _names_of_node(author: Mapping[str, Any]) -> Iterator[str]:
    parts = " ".join(filter(None, (plain_value(author.get("givenName")), plain_value(author.get("familyName")))))
    name = author.get("name") or author.get("byline") or parts
    kinds = {kind.lower() for kind in schema_types(author)}
    for text in map(plain_value, name[:MAX_AUTHORS] if isinstance(name, list) else [name]):
        if kinds & _ORGANISATION_TYPES or any(kind.endswith("organization") for kind in kinds):
            yield from clean_organisation(text)
        else:
            yield from clean_names(text, person="person" in kinds)
