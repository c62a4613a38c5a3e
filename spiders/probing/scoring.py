"""How good a feed, sitemap or listing is: fresh, dated, of this site, made of articles; decided from values alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from items import Hint
from spiders.probing.candidates import SeedCandidate, speaks_of_topic
from text.dates.addresses import date_in_url
from text.urls.article_urls import looks_like_article
from text.urls.canonical import canonical_url
from text.urls.sections import is_in_section, section_of, site_section

#: below this share of entries of the site itself a list is another site's; chosen, not measured
LEAST_OWN: Final = 0.5
#: below this score a list is of no use; chosen, not measured
LEAST_SCORE: Final = 0.05
#: from these scores on nothing better of the kind is looked for; chosen, not measured
GOOD_SCORES: Final = {"feed": 0.6, "sitemap": 0.55, "listing": 0.35}
#: pages that a further list must add to be used as well, and the age up to which they count; chosen, not measured
LEAST_ADDED: Final = 3
ADDED_SPAN: Final = timedelta(days=14)
#: what all lists of a source that were found may cost in a run, in requests
MOST_REQUESTS: Final = 3
#: how far each mechanism is preferred: feeds are small and dated, listings neither; chosen, not measured
#: what a list counts whose pages lie elsewhere than below the homepage, as they may; chosen, not measured
_ELSEWHERE: Final = 0.4
#: sections that hardly ever hold what is looked for count half
_LEISURE: Final = re.compile(
    r"sports?\b|entertainment|lifestyle|showbiz|opinion|columns?\b|travel|motoring", re.IGNORECASE
)
_WEIGHTS: Final = {"feed": 1.0, "sitemap": 0.85, "listing": 0.6}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen in a list: its entries, and how many are of the site, look like articles and have a date."""

    entries: int
    own: int
    articles: int
    dated: int
    newest: datetime | None
    #: the beginning of the addresses of the site's own pages, as text.urls.sections has it
    section: str
    #: the site's own pages, in canonical form, each with its date where it has one
    pages: dict[str, datetime | None]

    def sentence(self) -> str:
        """Return the evidence in words."""
        newest = f"{self.newest:%Y-%m-%d}" if self.newest else "unknown"
        return (
            f"{self.entries} entries, {self.own} of this site, {self.articles} look like articles, {self.dated} dated, "
            f"the newest {newest}"
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """A candidate that was tried: its evidence and score, or why it is of no use."""

    candidate: SeedCandidate
    score: float
    evidence: Evidence | None
    reason: str = ""
    #: the index that it is a part of and that says which part changed; it is read in its place, as parts grow in number
    index: str = ""

    @property
    def cost(self) -> int:
        """Requests that reading it costs in a run: an index, and the part that changed."""
        return 2 if self.index else 1

    @property
    def url(self) -> str:
        """The address that is read in every run."""
        return self.index or self.candidate.url

    def sentence(self) -> str:
        """Return what was seen, or why it is of no use, in words."""
        return self.reason or (self.evidence.sentence() if self.evidence else "not read")


def gather_evidence(
    hints: Iterable[Hint], mechanism: str, homepage: str, at: datetime, shown: Sequence[datetime] = ()
) -> Evidence:
    """Count what a list holds for the site of a homepage; what lies ahead of the present has no date.

    ``shown`` are the dates that stand on a page of links, of which nobody knows which belongs to which.
    """
    entries = [hint for hint in hints if hint.url]
    section = own_section([hint.url for hint in entries], homepage)
    own = [hint for hint in entries if is_in_section(hint.url, section)]
    dates = [hint_date(hint, at) for hint in own]
    past = [date for date in (*dates, *shown) if date and date <= at + timedelta(days=1)]
    return Evidence(
        len(entries),
        len(own),
        sum(resembles_article(hint, mechanism) for hint in own),
        max(sum(date is not None for date in dates), min(len(shown), len(own))),
        max(past, default=None),
        section,
        {canonical_url(hint.url): date for hint, date in zip(own, dates, strict=True)},
    )


def own_section(urls: Sequence[str], homepage: str) -> str:
    """Return the section that a source's pages lie in: the homepage's folder where most of them do, else its site.

    One host may carry several sources, as unicef.org/philippines/; others have their news elsewhere than the homepage.
    """
    folder = folder_of(homepage)
    below = sum(is_in_section(url, folder) for url in urls)
    return folder if below >= LEAST_OWN * len(urls) else site_section(homepage)


def folder_of(homepage: str) -> str:
    """Return the section that begins with a homepage."""
    return section_of(homepage if homepage.endswith("/") else f"{homepage}/")


def hint_date(hint: Hint, at: datetime) -> datetime | None:
    """Return when a listed page came out or changed, as far as its list or its address says."""
    stated = date_in_url(hint.url)
    date = hint.published or hint.modified or (stated.when if stated else None)
    return date if date and date <= at + timedelta(days=1) else None


def resembles_article(hint: Hint, mechanism: str) -> bool:
    """Say whether an entry looks like an article: by its address or, on a list of headlines, by its headline."""
    path = urlsplit(hint.url).path.strip("/")
    if looks_like_article(hint.url):
        return True
    return bool(path) and len(hint.title.split()) > 2 and mechanism != "sitemap"


def freshness(newest: datetime | None, at: datetime) -> float:
    """Return how fresh a list is, from 0 to 1, by its newest entry; .4 where nobody knows. Chosen, not measured."""
    if newest is None:
        return 0.4
    days = (at - newest) / timedelta(days=1)
    steps = ((4, 1.0), (14, 0.9), (45, 0.75), (120, 0.5), (400, 0.3))
    return next((value for limit, value in steps if days <= limit), 0.2)


def score_evidence(evidence: Evidence, mechanism: str, homepage: str, at: datetime) -> float:
    """Return how good a list is, from 0 to 1; 0 for one of another site."""
    if not evidence.own or evidence.own < LEAST_OWN * evidence.entries:
        return 0.0
    articles = evidence.articles / evidence.own
    dated = 0.7 + 0.3 * evidence.dated / evidence.own
    # one or two entries may be anything: a test post, the menu
    size = min(1.0, (evidence.articles + 1) / 6)
    place = 1.0 if evidence.section == folder_of(homepage) else _ELSEWHERE
    good = (evidence.own / evidence.entries) * articles * dated * size * place
    return _WEIGHTS[mechanism] * good * freshness(evidence.newest, at)


def choose(findings: Sequence[Finding], at: datetime, most: int = MOST_REQUESTS) -> list[Finding]:
    """Return the findings to use: the best, then those that add recent pages which no better one has.

    Sections and tags of the subject come before others. Together they cost at most ``most`` requests in a run.
    """
    useful = sorted((f for f in findings if f.score >= LEAST_SCORE and f.evidence), key=_order, reverse=True)
    chosen: list[Finding] = []
    covered: set[str] = set()
    left = most
    if section := max((f.evidence.section for f in useful if f.evidence), key=len, default=""):
        # where one list keeps to the homepage's folder, no other may leave it
        useful = [f for f in useful if f.evidence and f.evidence.section.startswith(section)]
    while useful and left > 0:
        best = max(useful, key=lambda finding: _gain(finding, covered, at)) if chosen else useful[0]
        useful.remove(best)
        if best.cost > left or (chosen and _gain(best, covered, at)[0] < LEAST_ADDED):
            continue
        chosen.append(best)
        left -= best.cost
        covered |= set(best.evidence.pages if best.evidence else ())
    return chosen


def _order(finding: Finding) -> tuple[float, int]:
    """Return what the best of several lists is told by: its score, then how much is in it."""
    return round(finding.score, 2), finding.evidence.articles if finding.evidence else 0


def _gain(finding: Finding, covered: set[str], at: datetime) -> tuple[float, float]:
    """Return what a list adds to the pages covered: recent ones, times its score; then whether it is of the subject."""
    pages = finding.evidence.pages if finding.evidence else {}
    added = sum(page not in covered and (date is None or date >= at - ADDED_SPAN) for page, date in pages.items())
    url = finding.candidate.url
    topical = 2.0 if speaks_of_topic(url) else 0.5 if _LEISURE.search(url) else 1.0
    return added * finding.score * topical, finding.score
