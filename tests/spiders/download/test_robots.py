"""robots.txt after RFC 9309: what it says, and what not getting it means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.download.robots import read_robots

AGENT = "osecwatch/0.1 (news monitor; desk@herald.example)"
PAGE = "https://herald.example/news/1"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_4xx_allows_everything(status: int) -> None:
    assert not read_robots(status, "User-agent: *\nDisallow: /").refusal(PAGE, AGENT)


@pytest.mark.parametrize("status", [500, 502, 503, 302, 204])
def test_every_other_answer_forbids_everything_for_now(status: int) -> None:
    assert str(status) in read_robots(status, "").refusal(PAGE, AGENT)


@pytest.mark.parametrize("body", ["<!DOCTYPE html><title>Just a moment", " \n<html>", "\ufeff<HTML lang=en>"])
def test_a_web_page_in_its_place_forbids_everything_for_now(body: str) -> None:
    assert "a web page came in its place" in read_robots(200, body).refusal(PAGE, AGENT)


def test_the_rules_for_our_name_go_before_those_for_all() -> None:
    rules = read_robots(200, "User-agent: *\nDisallow: /\n\nUser-agent: osecwatch\nDisallow: /private/\nCrawl-delay: 7")
    assert not rules.refusal(PAGE, AGENT)
    assert rules.refusal("https://herald.example/private/x", AGENT) == "robots.txt forbids this address"
    assert rules.parsed is not None
    assert rules.parsed.crawl_delay(AGENT) == 7


def test_an_empty_file_allows_everything() -> None:
    assert not read_robots(200, "").refusal(PAGE, AGENT)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(body: str) -> None:
    assert isinstance(read_robots(200, body).refusal(PAGE, AGENT), str)
