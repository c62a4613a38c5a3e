"""Probing within a crawl: the requests of a survey, one after the other, and what is used of what it found."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from spiders.discovery.decisions import Reading, reading_of
from spiders.discovery.mechanisms import DiscoveryResult, answer_of, seed_urls
from spiders.download.errors import DisallowedByRobotsError, classify_failure, wall_of
from spiders.download.throttle import RequestDeferredError
from spiders.probing.candidates import SeedCandidate
from spiders.probing.examining import examine
from spiders.probing.occasions import Occasion, why_probe
from spiders.probing.scoring import MOST_REQUESTS, Finding
from spiders.probing.survey import Survey, likeliest_parts
from spiders.sources.model import Source
from spiders.workers import workers_of
from storage.clock import now
from storage.tables import discovery, robots
from storage.tables.discovery import Visit
from storage.tables.probing import seeds as seeds_table
from storage.tables.probing.seeds import Seed

if TYPE_CHECKING:
    from spiders.discovery.spider import DiscoverySpider

#: kinds of sources that have no site of their own to look through
_SITELESS: Final = ("search",)
#: the copy of robots.txt that the homepage was allowed by is younger (RFC 9309, 2.4)
ROBOTS_AGE: Final = timedelta(days=1)


@dataclass(slots=True)
class Probe:
    """A survey under way, and what its answers listed."""

    source: Source
    why: str
    survey: Survey
    readings: dict[str, Reading] = field(default_factory=dict)


class SiteProber:
    """What a spider knows of the probes of its crawl; each site is probed once in it, at most."""

    def __init__(self, spider: DiscoverySpider) -> None:
        self.spider = spider
        self.probes: dict[str, Probe] = {}
        #: sources that are left alone in this crawl, since something of them was left for a later run
        self.deferred: set[str] = set()

    def found_seeds(self, source: Source) -> list[tuple[str, str, Source]]:
        """Return mechanism, address and narrowed source of each seed found that is used beside those of the entry."""
        given = {url for _, url in seed_urls(source)}
        found = seeds_table.used_seeds(self.spider.session.database, source.slug)
        return [(seed.mechanism, seed.url, source.narrowed(seed.section)) for seed in found if seed.url not in given]

    def wants(self, source: Source) -> str:
        """Return why the site of a source is to be probed now, once its lists were read; empty where it is not."""
        if source.slug in self.probes or source.slug in self.deferred or source.kind in _SITELESS:
            return ""
        return why_probe(self.occasion(source), now())

    def occasion(self, source: Source) -> Occasion:
        """Return what is known of a source in view of a probe."""
        database = self.spider.session.database
        counted = seeds_table.count_failures(database, source.slug)
        given = {url: counted.get(url, 0) for _, url in seed_urls(source)}
        found = {url: counted.get(url, 0) for _, url, _ in self.found_seeds(source)}
        # a dead list of the entry is made up for by what was found in its place
        failures = found if found and not any(found.values()) else given | found
        past = seeds_table.past_probe(database, source.slug)
        silent, newest = seeds_table.is_silent(database, source.slug), seeds_table.newest_listed(database, source.slug)
        return Occasion(failures, past.last, past.empty, silent, newest)

    def begin(self, source: Source, why: str) -> Iterator[Request]:
        """Yield the first request of a probe."""
        self.spider.logger.info("%s: its site is looked through: %s", source.slug, why)
        thorough = not self.occasion(source).works
        self.probes[source.slug] = Probe(source, why, Survey(source.homepage, now(), thorough=thorough))
        yield from self.requests(source.slug)

    def requests(self, slug: str) -> Iterator[Request]:
        """Yield the next request of a probe, if there is one."""
        probe = self.probes[slug]
        if (candidate := probe.survey.next()) is None:
            return
        self.spider.expect_reading(probe.source)
        yield Request(
            candidate.url,
            self.answered,
            errback=self.failed,
            dont_filter=True,
            priority=10,
            meta=self.spider.request_meta(slug, candidate.url)
            | {"any_type": True, "dont_retry": True, "may_move": candidate.mechanism != "listing"}
            | {"wants_robots": candidate.origin == "homepage"},
            cb_kwargs={"slug": slug, "candidate": candidate},
        )

    async def answered(self, response: Response, slug: str, candidate: SeedCandidate) -> AsyncIterator[Any]:
        """Take up an answer, and go on."""
        probe = self.probes[slug]
        try:
            await self.take(probe, candidate, response)
            following = list(self.requests(slug)) or list(self.finish(probe))
        finally:
            self.spider.done(probe.source)
        for each in (*following, *self.spider.fetch_if_read(probe.source)):
            yield each

    async def take(self, probe: Probe, candidate: SeedCandidate, response: Response) -> None:
        """Hand what came to the survey."""
        survey, requests = probe.survey, 1 + int(response.meta.get("redirect_times", 0))
        if response.status < 500:
            self.spider.recorder.answered(probe.source)
        if candidate.origin == "homepage":
            survey.arrive(response.url)
            self.take_robots(survey, response.url)
            if response.status >= 500:
                survey.stop(f"its homepage answers with status {response.status}")
        if wall := wall_of(response):
            survey.refuse(candidate, wall, requests)
            return
        workers = workers_of(self.spider.crawler)
        answer = answer_of(response, probe.source)
        try:
            examined = await workers.run(examine, answer, candidate.mechanism, survey.homepage, survey.at)
        except workers.gave_up as error:
            survey.refuse(candidate, f"reading it was given up: {error}", requests)
            return
        survey.take(candidate, examined, requests)
        if examined.found:
            probe.readings[candidate.url] = reading_of(response, examined.found, Visit(), now())

    def take_robots(self, survey: Survey, url: str) -> None:
        """Hand the robots.txt of a site, which was read before its homepage, to the survey."""
        root = urljoin(url, "/")
        stored = robots.recent_robots(self.spider.session.database, root.rstrip("/"), now(), ROBOTS_AGE)
        if stored and stored[0] == 200:
            survey.take_robots(stored[1], f"{root}robots.txt")

    def failed(self, failure: Failure) -> Iterator[Request]:
        """Take up that a candidate could not be had, and go on."""
        request: Request = failure.request  # type: ignore[attr-defined]
        slug, candidate, error = request.cb_kwargs["slug"], request.cb_kwargs["candidate"], failure.value
        probe = self.probes[slug]
        reason = classify_failure(error)[1]
        forbidden = isinstance(error, DisallowedByRobotsError) and error.by_rule
        probe.survey.refuse(candidate, reason, 0 if forbidden else 1)
        if candidate.origin == "homepage":
            self.take_robots(probe.survey, candidate.url)
        if not forbidden and (candidate.origin == "homepage" or isinstance(error, RequestDeferredError)):
            probe.survey.stop(reason)
        following = list(self.requests(slug)) or list(self.finish(probe))
        self.spider.done(probe.source)
        yield from (*following, *self.spider.fetch_if_read(probe.source))

    def finish(self, probe: Probe) -> Iterator[Any]:
        """Store what was found, and take up the best of it."""
        source, survey = probe.source, probe.survey
        given = any(True for _ in seed_urls(source))
        chosen = survey.chosen(MOST_REQUESTS - given)
        if not survey.stopped or chosen:
            with self.spider.session.change() as database:
                rows = [seed_of(finding, used=finding in chosen) for finding in survey.findings]
                seeds_table.record_probe(database, source.slug, rows, tried_sentence(probe, chosen), now())
        if not chosen and survey.thorough:
            why = survey.stopped or "nothing to read was found on its site"
            self.spider.recorder.found_nothing(source, f"{probe.why}; {why}")
        counted = seeds_table.count_failures(self.spider.session.database, source.slug)
        for finding in chosen:
            # what was read before the probe has been taken up
            if counted.get(finding.url) != 0:
                yield from self.use(probe, finding)

    def use(self, probe: Probe, finding: Finding) -> Iterator[Any]:
        """Take up what a finding lists; of the index that it is a part of only what changes from now on."""
        narrowed = probe.source.narrowed(finding.evidence.section if finding.evidence else "")
        mechanism, reading = finding.candidate.mechanism, probe.readings[finding.candidate.url]
        if finding.index:
            index = probe.readings[finding.index]
            self.spider.recorder.read(narrowed, mechanism, finding.index, index)
            with self.spider.session.change() as database:
                parts = [child.url for child in index.found.children]
                discovery.pass_over(database, parts, probe.source.slug, probe.survey.at)
        self.spider.recorder.read(narrowed, mechanism, finding.candidate.url, reading)
        yield from self.spider.take_up(narrowed, mechanism, reading.found, 1, is_first_reading=True)


def without_other_parts(source: Source, found: DiscoveryResult) -> DiscoveryResult:
    """Return what a list leads to, of an index that a probe found only the part that is likeliest to have changed."""
    return replace(found, children=likeliest_parts(found.children)[:1]) if source.is_narrowed else found


def seed_of(finding: Finding, *, used: bool) -> Seed:
    """Return what is stored of a finding."""
    candidate, section = finding.candidate, finding.evidence.section if finding.evidence else ""
    score = round(finding.score, 3)
    return Seed(finding.url, candidate.mechanism, candidate.origin, used, score, finding.sentence(), section)


def tried_sentence(probe: Probe, chosen: list[Finding]) -> str:
    """Return in words what a probe tried and found."""
    tried = f"{probe.why}; {probe.survey.requests} requests to its site"
    if not chosen:
        return f"{tried} found nothing of use"
    return f"{tried} found " + "; ".join(f"{f.candidate.mechanism} {f.url} ({f.sentence()})" for f in chosen)
