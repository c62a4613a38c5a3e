"""Who wrote it, by vote: names of people and organisations, never job titles, handles or addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from items import Hint
from pipelines.cleaning.structured import Structured, plain
from pipelines.cleaning.titles import key, site_keys, squeezed
from pipelines.cleaning.votes import Candidate, elect

Names = tuple[str, ...]
MOST = 12
_BY = re.compile(
    r"^\W*(?:(?:written|reported|posted|published|story|words|text|report|analysis|opinion)\s+)?"
    r"(?:by|von|door|par|por|ni|nina|di)\b[\s:]+",
    re.IGNORECASE,
)
_AGENCIES = {
    "afp": "AFP",
    "ap": "AP",
    "reuters": "Reuters",
    "dpa": "dpa",
    "pna": "PNA",
    "upi": "UPI",
    "ani": "ANI",
    "epd": "epd",
}
_JOB = re.compile(
    r"\b(?:reporter|correspondent|editor|writer|journalist|columnist|contributor|producer|redakteur(?:in)?|"
    r"korrespondent(?:in)?|redacteur|verslaggever|anchor|analyst|bureau chief|staff photographer|"
    r"photographer|intern)s?\b",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"https?:|www\.|\.com\b|@|\d{3}|\b(?:min(?:ute)?s? read|updated|published|posted|share|follow|subscribe|comments?|"
    r"read more|view all|see all|biography|about the author|copyright|log ?in|sign ?up|photo|image|"
    r"january|february|march|"
    r"april|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    [
        "admin",
        "administrator",
        "webmaster",
        "web",
        "editor",
        "editors",
        "author",
        "authors",
        "unknown",
        "anonymous",
        "guest",
        "user",
        "none",
        "null",
        "undefined",
        "superuser",
        "root",
        "wp-admin",
        "newsroom",
        "staff",
    ]
)
_LAST_FIRST = re.compile(r"^([A-ZÀ-Þ][\w'’-]+), ([A-ZÀ-Þ][\w'’.-]+(?: [A-Z]\.)?)$")
_SPLIT = re.compile(r"\s*[;|•·\n]\s*|\s+(?:and|und|en|at|y|&)\s+|\s*,\s*(?:and\s+|&\s+)?|\s+/\s+")
_PLACE = re.compile(r"\s+(?:in|at|aus|uit)\s+[A-Z].{0,40}$")


def choose_authors(
    structured: Structured, url: str, visible: Names = (), hint: Hint | None = None
) -> tuple[Names, str]:
    """The authors' names and where they came from; both empty where the page names none."""
    site = site_keys(structured.site_name, url)
    cleaned = (
        Candidate(tuple(dict.fromkeys(n for raw in c.value for n in clean_names(raw)))[:MOST], c.evidence, c.weight)
        for c in _candidates(structured, visible, hint)
    )
    sound = [_weighed(c, site) for c in cleaned if c.value]
    winner = elect(sound, lambda names: frozenset(map(key, names)))
    return (winner.value, winner.evidence) if winner else ((), "")


def states_authors(structured: Structured) -> bool:
    """Whether the page's data names people beside the site itself, so that marked bylines need no search."""
    site = site_keys(structured.site_name, "")
    names = [name for raw in _declared(structured) for name in clean_names(raw)]
    return any(squeezed(name) not in site for name in names)


def clean_names(raw: str) -> Names:
    """The names in a byline: "By", job titles, handles, dates and addresses are left out."""
    text = _BY.sub("", " ".join(re.sub(r"<[^>]{0,200}>", " ", raw).split()))[:300]
    text = re.sub(r"\s*[(\[][^)\]]{0,60}[)\]]", "", text)
    if match := _LAST_FIRST.match(text):
        return _named([f"{match[2]} {match[1]}"]) if not _agency(match[1]) else _named([match[1]])
    return _named(_SPLIT.split(text))


def _named(parts: Iterable[str]) -> Names:
    return tuple(dict.fromkeys(filter(None, map(_name, parts))))


def _name(part: str) -> str:
    """One name without what is not a name, or "" """
    text = _PLACE.sub("", _BY.sub("", part)).strip(" \t,.;:-–—|/*·•")
    text = (
        re.sub(r"\s+(?:for|special to)\s+.*$", "", text, flags=re.IGNORECASE)
        if not text.lower().startswith("special")
        else text
    )
    if not 2 <= len(text) <= 80 or _NOT_A_NAME.search(text) or text.lower() in _NOBODY:
        return ""
    if len(text.split()) > 6 or not any(char.isalpha() for char in text):
        return ""
    job = _JOB.search(text)
    if job:
        return ""
    return _AGENCIES.get(text.lower(), text) if text.islower() else text


def _agency(name: str) -> bool:
    return name.lower() in _AGENCIES


def _weighed(candidate: Candidate[Names], site: frozenset[str]) -> Candidate[Names]:
    """A site that signs with its own name on every page says little; any name beats it."""
    only_site = all(squeezed(name) in site for name in candidate.value)
    return Candidate(candidate.value, candidate.evidence, 0.1 if only_site else candidate.weight)


def _candidates(structured: Structured, visible: Names, hint: Hint | None) -> Iterable[Candidate[Names]]:
    if names := _declared(structured):
        yield Candidate(names, "json-ld author", 3.0)
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
            yield Candidate(values, str(evidence), float(weight))
    if hint and hint.authors:
        yield Candidate(hint.authors, "feed", 2.0)
    for position, text in enumerate(visible[:3]):
        yield Candidate((text,), "byline", 1.6 - 0.4 * position)


def _declared(structured: Structured) -> Names:
    author = structured.article.get("author") or structured.article.get("creator") or ()
    people = author[:MOST] if isinstance(author, list) else [author]
    return tuple(filter(None, (_person(person, structured.nodes) for person in people)))


def _person(person: Any, nodes: Mapping[str, Mapping[str, Any]]) -> str:
    if isinstance(person, Mapping):
        known = nodes.get(str(person.get("@id")), {})
        return plain(person.get("name") or person.get("byline") or known.get("name"))
    return plain(person)
