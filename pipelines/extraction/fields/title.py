"""The headline, by vote among all places that give one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from items import Hint
from pipelines.extraction.fields.site_names import (
    cut_section_and_button,
    cut_site_name,
    cut_update_mark,
    section_keys,
    site_keys,
    squash_name,
)
from pipelines.extraction.fields.voting import Candidate, elect
from pipelines.extraction.markup.json_ld import plain_value, schema_types
from pipelines.extraction.markup.structured_data import StructuredData
from text.unicode import text_key

#: characters of a title that are stored; chosen, not measured: no headline of the recorded pages has half as many
MAX_TITLE_CHARACTERS = 400
#: what a title counts by the place that gives it, found on the recorded pages, cross-validated by site
#: (docs/measurements.md). Readers see the main h1; news have a headline of their own in their data, elsewhere that
#: repeats what one field of a form fills, as do og:title and title
TITLE_WEIGHTS = {
    "main h1": 2.0,
    "main h1, unlike the others": 0.5,
    "h1": 0.0,
    "headline of news": 2.1,
    "headline of news, repeated": 1.0,
    "json-ld headline": 0.3,
    "feed": 1.5,
    "og:title": 0.8,
    "title": 0.7,
    "title, too short for a headline": 0.3,
    "twitter:title": 0.3,
    "json-ld name": 0.4,
    "meta title": 0.3,
}
#: places that one field of an editor's form fills: what the first of them says, the others only repeat
_TITLE_SOURCES = {
    "og:title": "social",
    "twitter:title": "social",
    "meta title": "social",
    "json-ld headline": "json-ld",
    "json-ld name": "json-ld",
}
#: weight of a title for each further place that says the same
_REPEATED_WEIGHT = 0.05
#: characters of a title tag below which it names the site or a section, the same on every page; of 371
#: recorded headlines one is shorter
_MIN_HEADLINE_CHARACTERS = 12
#: share of its characters in threes that a heading has in common with another place's title; chosen, not measured
_MIN_LIKENESS = 0.5
_PLACEHOLDER_TITLE = re.compile(
    r"^(?:untitled|home(?: ?page)?|index|news|article|blog|post|no title|page not found|404|error|loading)\W*$",
    re.IGNORECASE,
)


def choose_title(structured: StructuredData, url: str, hint: Hint | None = None) -> tuple[str, str]:
    """Return the headline and where it came from; both "" where the page gives none."""
    site, sections = site_keys(structured.site_name, url), section_keys(url)
    stated = list(_title_candidates(structured, hint))
    for _ in range(2):  # a title that is cut confirms others
        known = {text_key(c.value) for c in stated}
        stated = [replace(c, value=_cut(c.value, site, sections, known)) for c in stated]
    usable = [c for c in stated if _is_usable_title(c.value, site)]
    winner = elect(_weigh_headings(_weigh_declared(usable, structured)), text_key)
    return (winner.value[:MAX_TITLE_CHARACTERS], winner.evidence) if winner else ("", "")


def _cut(title: str, site: frozenset[str], sections: frozenset[str], known: set[str]) -> str:
    bare = cut_site_name(cut_update_mark(title, known), site, known, sections)
    return cut_section_and_button(cut_update_mark(bare, known), known)


def _weigh_declared(candidates: list[Candidate[str]], structured: StructuredData) -> list[Candidate[str]]:
    """Give a news article's own headline more weight, unless it only repeats the og:title, or had to be repaired."""
    if structured.repaired or not any(kind.endswith("NewsArticle") for kind in schema_types(structured.article)):
        return candidates
    social = {text_key(c.value) for c in candidates if c.evidence == "og:title"}
    weights = {
        c: "headline of news, repeated" if text_key(c.value) in social else "headline of news"
        for c in candidates
        if c.evidence == "json-ld headline"
    }
    return [replace(c, weight=TITLE_WEIGHTS[weights[c]]) if c in weights else c for c in candidates]


def _weigh_headings(candidates: list[Candidate[str]]) -> list[Candidate[str]]:
    """Give weight to the heading that is most like what other places say, the more the surer it is the headline."""
    others = [_trigrams(c.value) for c in candidates if c.evidence != "h1"]
    headings = [c for c in candidates if c.evidence == "h1"]
    if not headings:
        return candidates
    likeness = [max((_shared(_trigrams(c.value), other) for other in others), default=1.0) for c in headings]
    main = headings[likeness.index(max(likeness))] if max(likeness) >= _MIN_LIKENESS else headings[0]
    name = "main h1" if max(likeness) >= _MIN_LIKENESS else "main h1, unlike the others"
    return [replace(c, weight=TITLE_WEIGHTS[name]) if c is main else c for c in candidates]


def _trigrams(title: str) -> frozenset[str]:
    """Return the characters of a title in threes, which compares titles in every script."""
    key = text_key(title)
    return frozenset(key[place : place + 3] for place in range(max(1, len(key) - 2)))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how like two titles are: 1 for the same, less than 1 where one is a part of the other."""
    both = len(one & other)
    return both / min(len(one), len(other)) - (0.01 if one != other else 0.0)


def _title_candidates(structured: StructuredData, hint: Hint | None) -> Iterable[Candidate[str]]:
    article = structured.article
    said: set[tuple[str, str]] = set()
    for value, evidence in (
        *((text, "h1") for text in structured.headings[:3]),
        (hint.title if hint else "", "feed"),
        (plain_value(article.get("headline")), "json-ld headline"),
        (structured.meta("og:title"), "og:title"),
        (structured.meta("twitter:title"), "twitter:title"),
        (structured.title_tag, "title"),
        (plain_value(article.get("name")), "json-ld name"),
        (structured.meta("headline", "dc.title", "parsely-title", "sailthru.title", "title"), "meta title"),
    ):
        if value:
            source = _TITLE_SOURCES.get(evidence, ""), text_key(value)
            is_short = evidence == "title" and len(value) < _MIN_HEADLINE_CHARACTERS
            weight = TITLE_WEIGHTS["title, too short for a headline" if is_short else evidence]
            yield Candidate(value, evidence, _REPEATED_WEIGHT if source in said else weight)
            said |= {source} if source[0] else set()


def _is_usable_title(title: str, site: frozenset[str]) -> bool:
    text = text_key(title)
    return (
        bool(text)
        and squash_name(text) not in site
        and not _PLACEHOLDER_TITLE.match(title)
        and len(title) <= MAX_TITLE_CHARACTERS * 2
    )
