"""The headline, by vote among all places that give one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

from items import Hint
from pipelines.cleaning.structured import Structured, plain
from pipelines.cleaning.votes import Candidate, elect

LONGEST = 400
_SEPARATOR = re.compile(r"\s+[|–—\-•·»«:/~]+\s+|\s*[|»]\s*")
_SECTION_WORDS = frozenset(
    [
        "news",
        "latest",
        "breaking",
        "home",
        "article",
        "articles",
        "story",
        "opinion",
        "world",
        "politics",
        "sport",
        "sports",
    ]
)
_NO_TITLE = re.compile(
    r"^(?:untitled|home(?: ?page)?|index|news|article|blog|post|no title|page not found|404|error|loading)\W*$",
    re.IGNORECASE,
)


def choose_title(structured: Structured, url: str, hint: Hint | None = None) -> tuple[str, str]:
    """The headline and where it came from; both "" where the page gives none."""
    site = site_keys(structured.site_name, url)
    raw = list(_candidates(structured, hint))
    others = {key(c.value) for c in raw}
    cut = (Candidate(without_site(c.value, site, others), c.evidence, c.weight) for c in raw)
    winner = elect((c for c in cut if _sound(c.value, site)), key)
    return (winner.value[:LONGEST], winner.evidence) if winner else ("", "")


def key(text: str) -> str:
    """What stays of a text when letter case, punctuation and spacing do not count."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def site_keys(site_name: str, url: str) -> frozenset[str]:
    """The names under which a site may sign: its own name and the parts of its host."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = [label for label in host.split(".")[:-1] if len(label) > 3]
    names = {key(site_name), key(host), key(host.replace(".", " ")), *labels}
    return frozenset(squeezed(name) for name in names if name)


def squeezed(text: str) -> str:
    """A name without its spaces and articles, as host names write it."""
    return "".join(word for word in key(text).split() if word not in {"the", "a"})


def without_site(title: str, site: frozenset[str], others: Iterable[str] = ()) -> str:
    """The title without the names of site and section that stand before or behind it.

    A part is cut where it names the site, and with it what stands further out, or where the rest is another
    place's whole title.
    """
    pieces = _SEPARATOR.split(title)
    if len(pieces) < 2:
        return title
    ends = [match.end() for match in _SEPARATOR.finditer(title)]
    starts = [match.start() for match in _SEPARATOR.finditer(title)]
    known = set(others)
    for start, behind in zip(starts, pieces[1:], strict=True):
        if key(title[:start]) in known or _names_site(behind, site):
            return title[:start].strip()
    if _names_site(pieces[0], site) or key(title[ends[0] :]) in known:
        return title[ends[0] :].strip()
    return title


def _names_site(piece: str, site: frozenset[str]) -> bool:
    name = squeezed(piece)
    if not name:
        return True
    core = "".join(word for word in key(piece).split() if word not in _SECTION_WORDS | {"the", "online", "com", "www"})
    return name in site or (len(core) > 3 and any(core == known or core in known.split() for known in site))


def _candidates(structured: Structured, hint: Hint | None) -> Iterable[Candidate[str]]:
    article = structured.article
    yield from (Candidate(text, "h1", 2.0 if i == 0 else 0.5) for i, text in enumerate(structured.headings[:3]))
    if hint and hint.title:
        yield Candidate(hint.title, "feed", 1.5)
    for value, evidence, weight in (
        (plain(article.get("headline")), "json-ld headline", 1.9),
        (structured.meta("og:title"), "og:title", 1.2),
        (structured.meta("twitter:title"), "twitter:title", 0.4),
        (structured.title_tag, "title", 1.1),
        (plain(article.get("name")), "json-ld name", 0.4),
        (structured.meta("headline", "dc.title", "parsely-title", "sailthru.title", "title"), "meta title", 0.3),
    ):
        if value:
            yield Candidate(value, evidence, weight)


def _sound(title: str, site: frozenset[str]) -> bool:
    text = key(title)
    return bool(text) and squeezed(text) not in site and not _NO_TITLE.match(title) and len(title) <= LONGEST * 2
