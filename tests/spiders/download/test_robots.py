"""robots.txt after RFC 9309: what it says, and what not getting it means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.download.robots import read_robots

NAME = "osecwatch"
PAGE = "https://herald.example/news/1"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_4xx_allows_everything(status: int) -> None:
    assert not read_robots(status, "User-agent: *\nDisallow: /", NAME).refusal(PAGE, NAME)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 302, 204])
def test_every_other_answer_forbids_everything_for_now(status: int) -> None:
    assert str(status) in read_robots(status, "", NAME).refusal(PAGE, NAME)


@pytest.mark.parametrize("body", ["<!DOCTYPE html><title>Just a moment", " \n<html>", "\ufeff<HTML lang=en>"])
def test_a_web_page_in_its_place_forbids_everything_for_now(body: str) -> None:
    assert "a web page came in its place" in read_robots(200, body, NAME).refusal(PAGE, NAME)


def test_the_rules_for_our_name_go_before_those_for_all() -> None:
    rules = read_robots(
        200, "User-agent: *\nDisallow: /\n\nUser-agent: osecwatch\nDisallow: /private/\nCrawl-delay: 7", NAME
    )
    assert not rules.refusal(PAGE, NAME)
    assert rules.refusal("https://herald.example/private/x", NAME) == "robots.txt forbids this address"
    assert rules.parsed is not None
    assert rules.parsed.crawl_delay(NAME) == 7


def test_an_empty_file_allows_everything() -> None:
    assert not read_robots(200, "", NAME).refusal(PAGE, NAME)


@pytest.mark.parametrize("named", ["news", "desk", "org", "osec", "watch", "osecwatch-images", "osecwatcher", "0.1"])
def test_a_group_for_a_part_of_our_name_or_contact_is_not_ours(named: str) -> None:
    theirs = f"User-agent: {named}\nDisallow: /\n\n"
    assert not read_robots(200, f"{theirs}User-agent: *\nDisallow: /admin/", NAME).refusal(PAGE, NAME)
    allowing = f"User-agent: {named}\nAllow: /\n\nUser-agent: *\nDisallow: /"
    assert read_robots(200, allowing, NAME).refusal(PAGE, NAME)


@pytest.mark.parametrize(
    "line",
    [
        "user-AGENT: OsecWatch",
        "User-agent:osecwatch/0.1 (news)",
        "User agent : osecwatch # us",
        "User-agent\tosecwatch",
    ],
)
def test_our_name_is_found_however_it_is_written(line: str) -> None:
    rules = read_robots(200, f"User-agent: *\nAllow: /\n\n{line}\nDisallow: /news/", NAME)
    assert rules.refusal(PAGE, NAME)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(body: str) -> None:
    assert isinstance(read_robots(200, body, NAME).refusal(PAGE, NAME), str)
