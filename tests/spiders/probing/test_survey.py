"""Forty made sites, each probed with only its homepage known; and the order and the bound of a probe."""

from __future__ import annotations

from functools import cache

import pytest

from spiders.discovery.mechanisms import DiscoveryResult
from spiders.probing.candidates import SeedCandidate
from spiders.probing.examining import Examined
from spiders.probing.scoring import MOST_REQUESTS
from spiders.probing.survey import MOST_PROBES, Survey
from tests.platformweb.building import AT, Answer, Site, cards, entries, in_news, named, page, robots, rss
from tests.platformweb.fetching import probe_site
from tests.platformweb.halves import first_half, second_half
from text.urls.canonical import canonical_url

SITES = {site.name: site for site in (*first_half(), *second_half())}


@cache
def probed(name: str) -> tuple[Survey, list[str]]:
    return probe_site(SITES[name])


def test_there_are_forty_sites_of_ten_kinds() -> None:
    assert len(SITES) == 40
    assert len({site.platform for site in SITES.values()}) == 10


@pytest.mark.parametrize("name", SITES)
def test_the_right_entrance_is_found(name: str) -> None:
    survey, _ = probed(name)
    assert survey.chosen(MOST_REQUESTS)[0].url in SITES[name].entrances


@pytest.mark.parametrize("name", SITES)
def test_no_page_of_another_site_is_listed(name: str) -> None:
    survey, _ = probed(name)
    own = {canonical_url(entry.url) for entry in SITES[name].articles}
    listed = set().union(*(finding.evidence.pages for finding in survey.chosen(MOST_REQUESTS) if finding.evidence))
    assert listed
    assert listed <= own


@pytest.mark.parametrize("name", SITES)
def test_a_site_bears_fifteen_requests_at_most(name: str) -> None:
    assert len(probed(name)[1]) <= 15


@pytest.mark.parametrize("name", SITES)
def test_what_is_used_costs_two_requests_beyond_one(name: str) -> None:
    assert sum(finding.cost for finding in probed(name)[0].chosen(MOST_REQUESTS)) <= 3


def test_what_robots_txt_forbids_is_not_asked_for() -> None:
    _, asked = probed("blox_search_forbidden")
    assert not any("/search/" in url for url in asked)


def test_a_site_without_any_list_is_given_up_within_the_bound() -> None:
    base = "https://nothing-here.example"
    links = [(f"/folder-{number}/", f"Folder {number}") for number in range(30)]
    survey, asked = probe_site(Site("empty", "", f"{base}/", frozenset(), {f"{base}/": page("Nothing", nav=links)}))
    assert survey.chosen(MOST_REQUESTS) == []
    assert len(asked) <= MOST_PROBES + 1
    assert all(finding.sentence() for finding in survey.findings)


def test_a_page_of_feeds_leads_to_them() -> None:
    base = "https://feed-page.example"
    items = entries(base, 20, named)
    answers = {
        f"{base}/": page("Paper", body=cards(items[:6], date=""), foot='<a href="/rss-feeds">RSS</a>'),
        f"{base}/rss-feeds": page("Feeds", body='<a href="/feeds/all.xml">All news</a>'),
        f"{base}/feeds/all.xml": rss("All", base, items),
    }
    survey, _ = probe_site(Site("feed_page", "", f"{base}/", frozenset(), answers, items))
    assert survey.chosen(MOST_REQUESTS)[0].url == f"{base}/feeds/all.xml"


def test_lists_of_a_neighbour_under_one_domain_are_not_used() -> None:
    base = "https://north.group-papers.example"
    items = entries(base, 20, in_news)
    neighbour = entries("https://south.group-papers.example", 20, in_news, age=1)
    answers = {
        f"{base}/": page("North", head='<link rel="alternate" type="application/rss+xml" href="/all.xml">'),
        f"{base}/all.xml": rss("All papers", base, [*neighbour, *items[:5]]),
        f"{base}/robots.txt": robots(f"{base}/sitemap.xml"),
        f"{base}/feed/": rss("North", base, items),
    }
    survey, _ = probe_site(Site("north", "", f"{base}/", frozenset(), answers, items))
    assert [finding.url for finding in survey.chosen(MOST_REQUESTS)] == [f"{base}/feed/"]


def test_a_probe_that_is_stopped_asks_for_nothing_more() -> None:
    survey = Survey("https://ill.example/", AT)
    homepage = survey.next()
    assert homepage == SeedCandidate("listing", "https://ill.example/", "homepage")
    survey.refuse(homepage, "no answer in time")
    survey.stop("no answer in time")
    assert survey.next() is None


def test_where_lists_work_nothing_is_tried_that_the_site_does_not_name() -> None:
    survey = Survey("https://silent.example/", AT, thorough=False)
    survey.take_robots("Sitemap: https://silent.example/map.xml", "https://silent.example/robots.txt")
    asked = []
    while candidate := survey.next():
        asked.append(candidate.url)
        survey.take(candidate, Examined(DiscoveryResult(())))
    assert asked == ["https://silent.example/", "https://silent.example/map.xml"]


def test_redirects_count() -> None:
    survey = Survey("https://far.example/", AT)
    while candidate := survey.next():
        survey.take(candidate, Examined(DiscoveryResult(())), requests=5)
    assert survey.requests == 15


def test_the_homepage_may_lie_on_another_host_of_the_site() -> None:
    survey = Survey("https://news.county.example/", AT)
    survey.arrive("https://www.county.example/news/")
    assert survey.homepage == "https://www.county.example/news/"
    survey.arrive("https://elsewhere.example/")
    assert survey.homepage == "https://www.county.example/news/"


def test_an_answer_with_an_error_lists_nothing() -> None:
    base = "https://errors.example"
    survey, _ = probe_site(
        Site("errors", "", f"{base}/", frozenset(), {f"{base}/": Answer(cards(entries(base, 9, named)), status=404)})
    )
    assert survey.chosen(MOST_REQUESTS) == []
