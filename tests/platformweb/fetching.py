"""Probing a made site without a network: what Scrapy does around the survey, in a few lines."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from protego import Protego

from spiders.discovery.mechanisms import Answer as Fetched
from spiders.probing.examining import examine
from spiders.probing.survey import Survey
from tests.platformweb.building import AT, Answer, Site

NOT_FOUND = Answer("<!doctype html><title>Not found</title><h1>Not found</h1>", status=404)


class Visitor:
    """One visitor of a made site, who obeys robots.txt and counts requests."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.asked: list[str] = []
        self.robots: dict[str, str] = {}

    def get(self, url: str) -> Answer:
        self.asked.append(url)
        return self.site.answers.get(url, NOT_FOUND)

    def allows(self, url: str) -> bool:
        root = urljoin(url, "/robots.txt")
        if root not in self.robots:
            answer = self.get(root)
            self.robots[root] = answer.body if answer.status == 200 else ""
        return bool(Protego.parse(self.robots[root]).can_fetch(url, "osecwatch"))

    def fetch(self, url: str) -> tuple[str, Answer, int] | None:
        """Return where redirects ended, the answer, and the requests made; None where robots.txt forbids it."""
        requests = 0
        for _ in range(5):
            if not self.allows(url):
                return None
            answer = self.get(url)
            requests += 1
            if not answer.location:
                break
            url = answer.location
        return url, answer, requests


def probe_site(site: Site) -> tuple[Survey, list[str]]:
    """Return the survey of a made site, and the addresses asked for."""
    survey, visitor = Survey(site.homepage, AT), Visitor(site)
    while candidate := survey.next():
        came = visitor.fetch(candidate.url)
        if candidate.origin == "homepage":
            root = urljoin(site.homepage, "/robots.txt")
            survey.take_robots(visitor.robots.get(root, ""), root)
        if came is None:
            survey.refuse(candidate, "robots.txt forbids this address", 0)
            continue
        url, answer, requests = came
        fetched = Fetched(answer.status, url, answer.content_type, answer.body.encode(), None, None)
        survey.take(candidate, examine(fetched, candidate.mechanism, site.homepage, AT), requests)
    return survey, visitor.asked


def own_hosts(site: Site) -> set[str]:
    return {urlsplit(entry.url).hostname or "" for entry in site.articles}
