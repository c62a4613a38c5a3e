"""Who wrote it, by vote: names of people and organisations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from items import Hint
from pipelines.extraction.fields.title import site_keys, squeezed
from pipelines.extraction.fields.voting import Candidate, elect
from pipelines.extraction.markup.structured_data import Structured, plain, types_of
from text.bylines import Names, clean_names, organisation, unified
from text.unicode import text_key

MOST = 12
_ORGANISATIONS = frozenset(["corporation", "ngo", "governmentoffice", "localbusiness"])


def choose_authors(
    structured: Structured, url: str, visible: Names = (), hint: Hint | None = None
) -> tuple[Names, str]:
    """The authors' names and where they came from; both empty where the page names none."""
    site = site_keys(structured.site_name, url)
    sound = [_weighed(c, site) for c in _candidates(structured, visible, hint) if c.value]
    winner = elect(sound, lambda names: frozenset(map(text_key, names)))
    return (winner.value, winner.evidence) if winner else ((), "")


def states_authors(structured: Structured) -> bool:
    """Whether the page's data names people beside the site itself, so that marked bylines need no search."""
    site = site_keys(structured.site_name, "")
    return any(squeezed(name) not in site for name in _declared(structured))


def _weighed(candidate: Candidate[Names], site: frozenset[str]) -> Candidate[Names]:
    """The names beside the site's own; a site that signs every page itself says little, and any name beats it."""
    others = tuple(name for name in candidate.value if squeezed(name) not in site)
    return replace(candidate, value=others) if others else replace(candidate, weight=0.1)


def _candidates(structured: Structured, visible: Names, hint: Hint | None) -> Iterator[Candidate[Names]]:
    yield Candidate(_declared(structured), "json-ld author", 3.0)
    for evidence, weight, *metas in (
        ("meta author", 2.0, "author", "dc.creator", "dcterms.creator", "citation_author", "authors"),
        ("article:author", 1.5, "article:author", "og:author", "og:article:author"),
        (
            "meta byline",
            1.8,
            "parsely-author",
            "sailthru.author",
            "dcsext.author",
            "byl",
            "mrf:authors",
            "cxenseparse:author",
        ),
    ):
        if values := next((structured.metas[name] for name in metas if name in structured.metas), ()):
            yield Candidate(_cleaned(values), str(evidence), float(weight))
    if hint and hint.authors:
        yield Candidate(_cleaned(hint.authors), "feed", 2.0)
    for position, text in enumerate(visible[:3]):
        yield Candidate(_cleaned((text,)), "byline", 1.6 - 0.4 * position)


def _cleaned(values: Iterable[str]) -> Names:
    return unified(name for value in values for name in clean_names(value))[:MOST]


def _declared(structured: Structured) -> Names:
    """The names in the JSON-LD author: a text, a person or an organisation, a reference, or a list of these."""
    author = structured.article.get("author") or structured.article.get("creator")
    if isinstance(author, Mapping):
        author = author.get("@list", author)
    people = author[:MOST] if isinstance(author, list) else [author]
    return unified(name for person in people for name in _credited(person, structured.nodes))[:MOST]


def _credited(author: Any, nodes: Mapping[str, Mapping[str, Any]]) -> Iterable[str]:
    if not isinstance(author, Mapping):
        return clean_names(plain(author))
    return _named({**nodes.get(str(author.get("@id")), {}), **author})


def _named(author: Mapping[str, Any]) -> Iterator[str]:
    parts = " ".join(filter(None, (plain(author.get("givenName")), plain(author.get("familyName")))))
    name = author.get("name") or author.get("byline") or parts
    kinds = {kind.lower() for kind in types_of(author)}
    for text in map(plain, name[:MOST] if isinstance(name, list) else [name]):
        if kinds & _ORGANISATIONS or any(kind.endswith("organization") for kind in kinds):
            yield from organisation(text)
        else:
            yield from clean_names(text, person="person" in kinds)
