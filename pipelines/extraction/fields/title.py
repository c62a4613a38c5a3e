"""The headline, by vote among all places that give one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from items import Hint
from pipelines.extraction.fields.voting import Candidate, elect
from pipelines.extraction.markup.json_ld import plain_value
from pipelines.extraction.markup.structured_data import StructuredData
from text.unicode import text_key

#: characters of a title that are stored; chosen, not measured: no headline of the recorded pages has half as many
MAX_TITLE_CHARACTERS = 400
#: what a title counts by the place that gives it; chosen, not measured one by one; the vote as a whole is
#: held by the floors of tests/benchmarks/floors.py, set in November 2026. What readers see and what is
#: written for the article alone come before what templates fill
TITLE_WEIGHTS = {
    "main h1": 2.0,
    "json-ld headline": 2.1,
    "feed": 1.5,
    "og:title": 1.2,
    "title": 1.1,
    "h1": 0.5,
    "twitter:title": 0.4,
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
_REPEATED_WEIGHT = 0.05
_TITLE_SEPARATOR = re.compile(r"\s+[|–—\-•·»«:/~]+\s+|\s*[|»]\s*")
#: what stands between names and headlines only; a dash may belong to the headline
_STRONG_SEPARATOR = re.compile(r"\s*[|»]\s*")
_TITLE_COLON = re.compile(r"(?<=\w): ")
_SECTION_WORD = re.compile(
    r"news|latest|breaking|home|articles?|story|stories|opinion|world|politics|sports?|local|national|regional|"
    r"international|business|features|headlines|video|nachrichten|aktuelles|politik|lokales|meinung|nieuws|binnenland|"
    r"buitenland|balita"
)
#: words of buttons that stand in a heading
_TOOL_WORD = re.compile(r"share|print|listen|save|teilen|drucken|delen|afdrukken|ibahagi")
#: words; what stays of a headline must be one, where only a section's or a host's name speaks for the cut
_MIN_HEADLINE_WORDS = 3
_PLACEHOLDER_TITLE = re.compile(
    r"^(?:untitled|home(?: ?page)?|index|news|article|blog|post|no title|page not found|404|error|loading)\W*$",
    re.IGNORECASE,
)


def choose_title(structured: StructuredData, url: str, hint: Hint | None = None) -> tuple[str, str]:
    """Return the headline and where it came from; both "" where the page gives none."""
    site = site_keys(structured.site_name, url)
    stated = list(_title_candidates(structured, hint))
    for _ in range(2):  # a title that is cut confirms others
        known = {text_key(c.value) for c in stated}
        stated = [replace(c, value=cut_section_and_button(cut_site_name(c.value, site, known), known)) for c in stated]
    winner = elect(_weigh_headings([c for c in stated if _is_usable_title(c.value, site)]), text_key)
    return (winner.value[:MAX_TITLE_CHARACTERS], winner.evidence) if winner else ("", "")


def site_keys(site_name: str, url: str) -> frozenset[str]:
    """Return the names under which a site may sign: its own name and the parts of its host."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = [label for label in host.split(".")[:-1] if len(label) > 3]
    names = {text_key(site_name), text_key(host), text_key(host.replace(".", " ")), *labels}
    return frozenset(squash_name(name) for name in names if name)


def squash_name(text: str) -> str:
    """Return a name without its spaces and articles, as host names write it."""
    return "".join(word for word in text_key(text).split() if word not in {"the", "a"})


def cut_site_name(title: str, site: frozenset[str], others: Iterable[str] = ()) -> str:
    """Return the title without the names of site and section that stand before or behind it.

    A part is cut where it names the site or a section, and with it what stands further out, or where the rest is
    another place's whole title.
    """
    known = set(others)
    separators = list(_TITLE_SEPARATOR.finditer(title))
    for separator, behind in zip(separators, _TITLE_SEPARATOR.split(title)[1:], strict=True):
        rest = title[: separator.start()].strip()
        if text_key(rest) in known or _is_suffix(behind, separator.group(), rest, site):
            return rest
    for first in (*separators[:1], *list(_TITLE_COLON.finditer(title))[:1]):
        rest = title[first.end() :].strip()
        before = title[: first.start()]
        if _is_prefix(before, first.group(), rest, site) or (text_key(rest) in known and first in separators):
            return rest
    return title


def cut_section_and_button(title: str, others: Collection[str]) -> str:
    """Cut a section before the title and a button behind it, where the rest is another place's whole title."""
    words = title.split()
    for count in (1, 2):
        if _is_section(" ".join(words[:count])) and text_key(rest := " ".join(words[count:])) in others:
            return rest
    if words and _TOOL_WORD.fullmatch(text_key(words[-1])) and text_key(rest := " ".join(words[:-1])) in others:
        return rest
    return title


def _is_suffix(piece: str, separator: str, rest: str, site: frozenset[str]) -> bool:
    """Return whether a part behind a headline names the site, perhaps shortened behind a bar, or a section."""
    if _names_site(piece, site):
        return True
    name = squash_name(piece)
    short = (
        len(name) > 3 and bool(_STRONG_SEPARATOR.fullmatch(separator)) and any(known.endswith(name) for known in site)
    )
    return len(rest.split()) >= _MIN_HEADLINE_WORDS and (short or _is_section(piece))


def _is_prefix(piece: str, separator: str, rest: str, site: frozenset[str]) -> bool:
    """Return whether a name before a headline is no part of it: a single word may well be, unless a bar follows it."""
    if len(rest.split()) < _MIN_HEADLINE_WORDS:
        return False
    if _STRONG_SEPARATOR.fullmatch(separator):
        return _names_site(piece, site) or _is_section(piece)
    return len(piece.split()) > 1 and squash_name(piece) in site


def _is_section(piece: str) -> bool:
    words = text_key(piece).split()
    return bool(words) and all(map(_SECTION_WORD.fullmatch, words))


def _names_site(piece: str, site: frozenset[str]) -> bool:
    name = squash_name(piece)
    if not name:
        return True
    words = [word for word in text_key(piece).split() if word not in {"the", "online", "com", "www"}]
    core = "".join(word for word in words if not _SECTION_WORD.fullmatch(word))
    return name in site or (len(core) > 3 and any(core == known or core in known.split() for known in site))


def _weigh_headings(candidates: list[Candidate[str]]) -> list[Candidate[str]]:
    """Give the most weight to the first heading that another place confirms, else to the very first."""
    elsewhere = {text_key(c.value) for c in candidates if c.evidence != "h1"}
    headings = [c for c in candidates if c.evidence == "h1"]
    main = next((c for c in headings if text_key(c.value) in elsewhere), headings[0] if headings else None)
    return [replace(c, weight=TITLE_WEIGHTS["main h1"]) if c is main else c for c in candidates]


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
            yield Candidate(value, evidence, _REPEATED_WEIGHT if source in said else TITLE_WEIGHTS[evidence])
            said |= {source} if source[0] else set()


def _is_usable_title(title: str, site: frozenset[str]) -> bool:
    text = text_key(title)
    return (
        bool(text)
        and squash_name(text) not in site
        and not _PLACEHOLDER_TITLE.match(title)
        and len(title) <= MAX_TITLE_CHARACTERS * 2
    )
