"""The order in which a site is probed: a decision after each answer, within a bound of requests."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from spiders.discovery.sitemaps import Child, robots_sitemaps
from spiders.probing.candidates import USUAL_LISTINGS, PageLinks, SeedCandidate, usual_places
from spiders.probing.examining import Examined
from spiders.probing.scoring import GOOD_SCORES, Finding, choose, score_evidence
from text.urls.canonical import canonical_url
from text.urls.parsing import same_site
from text.urls.sections import bare_host

#: requests that a probe makes of a site, redirects included; robots.txt of one or two hosts comes on top: 15 are the
#: most that a site is to bear
MOST_PROBES: Final = 12
#: how many of each kind are tried; chosen, not measured
MOST_DECLARED: Final = 5
MOST_SITEMAPS: Final = 3
MOST_PARTS: Final = 2
MOST_SECTIONS: Final = 4
MOST_USUAL: Final = 6
#: a list that holds less of what the homepage shows may be of one section only; chosen, not measured
LEAST_SHOWN_SHARE: Final = 0.4
#: of fewer articles on the homepage nothing is told; chosen, not measured
LEAST_SHOWN: Final = 5

_NEWS_SITEMAP: Final = re.compile(r"news", re.IGNORECASE)
#: parts of a sitemap index that hold no articles
_OTHER_PARTS: Final = re.compile(
    r"page-|-pages?\b|categor|tag|author|image|video|product|event|static|attachment|topic|tax", re.IGNORECASE
)
_ARTICLE_PARTS: Final = re.compile(r"post|article|news|stor|editorial|(?:19|20)\d\d", re.IGNORECASE)


class Survey:
    """One probe of one site: ``next`` says what to ask for, ``take`` and ``refuse`` what came of it."""

    def __init__(self, homepage: str, at: datetime, *, thorough: bool = True) -> None:
        self.homepage = homepage
        #: whether places are tried that nothing on the site names; not where what is read already works
        self.thorough = thorough
        self.at = at
        self.requests = 0
        self.findings: list[Finding] = []
        #: what every finding that could be read lists, by its address
        self.examined: dict[str, Examined] = {}
        #: by the address of a part: the sitemap index that lists it with a date
        self._indexes: dict[str, str] = {}
        #: why the site cannot be probed at all; empty where it can
        self.stopped = ""
        self._seen: set[str] = set()
        self._waiting: dict[str, deque[SeedCandidate]] = {
            name: deque() for name in ("homepage", "declared", "news", "sitemap", "part", "usual", "section")
        }
        self._left = {"homepage": 1, "declared": MOST_DECLARED, "news": 1, "sitemap": MOST_SITEMAPS, "part": MOST_PARTS}
        self._left |= {"usual": MOST_USUAL, "section": MOST_SECTIONS}
        self._waiting["homepage"].append(SeedCandidate("listing", homepage, "homepage"))

    def next(self) -> SeedCandidate | None:
        """Return what to ask for next; None where enough is known, or nothing is left to try."""
        if self.stopped or self.requests >= MOST_PROBES:
            return None
        for name in self._order():
            if self._waiting[name] and self._left[name] > 0:
                self._left[name] -= 1
                return self._waiting[name].popleft()
        return None

    def _order(self) -> Iterable[str]:
        """Return the kinds of candidates that are still worth a request, the best first."""
        yield from ("homepage", "declared", "news")
        if not self._has("feed", "sitemap"):
            yield from ("part", "sitemap")
        if self.thorough and not self._has("feed", "sitemap"):
            yield "usual"
        if self.thorough and not self._has("feed", "sitemap", "listing"):
            yield "section"

    def _has(self, *mechanisms: str) -> bool:
        """Whether something good was found already that holds much of what the homepage shows."""
        good = [f for f in self.findings if f.score >= GOOD_SCORES[f.candidate.mechanism] and f.evidence]
        return any(
            f.candidate.mechanism in mechanisms and self._share_of_homepage(f) >= LEAST_SHOWN_SHARE for f in good
        )

    def _share_of_homepage(self, finding: Finding) -> float:
        """Return the share of the articles on the homepage that a list holds; 1 where it shows too few to tell."""
        shown = next((f.evidence.pages for f in self.findings if f.candidate.origin == "homepage" and f.evidence), {})
        listed = finding.evidence.pages if finding.evidence else {}
        return len(shown.keys() & listed.keys()) / len(shown) if len(shown) >= LEAST_SHOWN else 1.0

    def arrive(self, url: str) -> None:
        """Take up where the homepage's redirects ended: on another host of the same site, that is its homepage."""
        if bare_host(url) != bare_host(self.homepage) and same_site(url, self.homepage):
            self.homepage = url

    def take_robots(self, robots: str, url: str) -> None:
        """Take up the sitemaps that a robots.txt at ``url`` names."""
        for address in robots_sitemaps(robots, url):
            self._add("news" if _NEWS_SITEMAP.search(address) else "sitemap", "sitemap", address, "robots.txt")

    def take(self, candidate: SeedCandidate, examined: Examined, requests: int = 1) -> None:
        """Take up what came for a candidate, after so many requests."""
        self.requests += requests
        self.examined[candidate.url] = examined
        self._follow(candidate, examined.links)
        children = examined.found.children if examined.found else ()
        self._take_parts(candidate, children)
        if examined.evidence is None or (children and not examined.evidence.entries):
            self._note(candidate, examined.reason or f"it is an index of {len(children)} sitemaps")
            return
        score = score_evidence(examined.evidence, candidate.mechanism, self.homepage, self.at)
        self.findings.append(Finding(candidate, score, examined.evidence, index=self._indexes.get(candidate.url, "")))

    def refuse(self, candidate: SeedCandidate, reason: str, requests: int = 1) -> None:
        """Take up that a candidate could not be had."""
        self.requests += requests
        self._note(candidate, reason)
        if candidate.origin == "homepage":
            self._follow(candidate, PageLinks())

    def stop(self, reason: str) -> None:
        """End the probe: the site cannot be asked now."""
        self.stopped = reason

    def chosen(self, most: int) -> list[Finding]:
        """Return the findings to use, which cost at most ``most`` requests in a run."""
        return choose(self.findings, self.at, most)

    def _note(self, candidate: SeedCandidate, reason: str) -> None:
        self.findings.append(Finding(candidate, 0.0, None, reason))

    def _follow(self, candidate: SeedCandidate, links: PageLinks) -> None:
        """Line up what a page leads to; the homepage also says which places are usual."""
        origin = "homepage" if candidate.origin == "homepage" else f"section {candidate.url}"
        for url in links.feeds:
            self._add("declared", "feed", url, f"named on {origin}")
        for url in links.sections:
            self._add("section", "listing", url, f"linked on {origin}")
        if candidate.origin == "homepage":
            for place in usual_places(self.homepage, links.platform):
                self._add("usual", place.mechanism, place.url, place.origin)
            for path in USUAL_LISTINGS:
                self._add("section", "listing", f"{self.homepage.rstrip('/')}/{path}", "usual place")

    def _take_parts(self, index: SeedCandidate, children: Iterable[Child]) -> None:
        """Line up the parts of a sitemap index that are likeliest to hold the newest articles."""
        for child in likeliest_parts(children)[:MOST_PARTS]:
            if child.lastmod:
                self._indexes[child.url] = index.url
            self._add("part", "sitemap", child.url, f"part of {index.url}")

    def _add(self, name: str, mechanism: str, url: str, origin: str) -> None:
        key = canonical_url(url)
        if key not in self._seen:
            self._seen.add(key)
            self._waiting[name].append(SeedCandidate(mechanism, url, origin))


def likeliest_parts(children: Iterable[Child]) -> list[Child]:
    """Return the parts of a sitemap index that may hold articles, the latest and the likeliest first."""
    parts = [child for child in children if not _OTHER_PARTS.search(urlsplit(child.url).path)]
    return sorted(parts, key=_likelihood, reverse=True)


def _likelihood(part: Child) -> tuple[float, bool, str]:
    lastmod = part.lastmod.timestamp() if part.lastmod else 0.0
    return lastmod, _ARTICLE_PARTS.search(part.url) is not None, part.url
