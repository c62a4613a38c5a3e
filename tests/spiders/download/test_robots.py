"""robots.txt after RFC 9309: what it says, and what not getting it means."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.utils.test import get_crawler

from spiders.download.errors import DisallowedByRobotsError
from spiders.download.robots import MAX_CHARACTERS_HERE, RobotsMiddleware, RobotsRules, read_robots
from text.robots import MAX_ROBOTS_BYTES

PAGE = "https://herald.example/news/1"
NAMES = {"USER_AGENT": "osecwatch/0.1 (desk@herald.example)", "EXTENSIONS": {f"{__name__}.Workers": 1}}
NAMES |= {"WORKER_POOL": f"{__name__}.Workers"}


class Workers:
    """Stand-ins for worker processes, which note what they were called for."""

    gave_up = TimeoutError
    slow = False

    def __init__(self) -> None:
        self.calls = 0

    @classmethod
    def from_crawler(cls, _crawler: object) -> Workers:
        return cls()

    async def run(self, function: Callable[..., object], *args: object) -> object:
        self.calls += 1
        if self.slow:
            raise TimeoutError("it took longer than 10 s")
        return function(*args)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_4xx_allows_everything(status: int) -> None:
    assert read_robots(status, "User-agent: *\nDisallow: /") == RobotsRules()


@pytest.mark.parametrize("status", [429, 500, 502, 503, 302, 204])
def test_every_other_answer_forbids_everything_for_now(status: int) -> None:
    assert str(status) in read_robots(status, "").trouble


@pytest.mark.parametrize(
    "body",
    ["<!DOCTYPE html><title>Just a moment", " \n<html>", "\ufeff<HTML lang=en>", "<?xml version='1.0'?><Error/>"],
)
def test_a_web_page_in_its_place_forbids_everything_for_now(body: str) -> None:
    assert "a web page came in its place" in read_robots(200, body).trouble


def refusal(text: str, *, slow: bool = False) -> tuple[str, int]:
    """Return why a request is refused on a site with this robots.txt, and how often workers were called for it."""
    crawler = get_crawler(settings_dict=NAMES)
    crawler._apply_settings()
    workers = crawler.get_extension(Workers)
    assert workers is not None
    workers.slow = slow

    async def ask() -> str:
        middleware = RobotsMiddleware(crawler)
        middleware.sites["https://herald.example"] = asyncio.ensure_future(answered(read_robots(200, text)))
        try:
            await middleware.process_request(Request(PAGE))
        except DisallowedByRobotsError as error:
            return str(error)
        return ""

    return asyncio.run(ask()), workers.calls


async def answered(rules: RobotsRules) -> RobotsRules:
    return rules


@pytest.mark.parametrize(
    ("rule", "reason"), [("Disallow: /news/", "robots.txt forbids this address"), ("Disallow: /x", "")]
)
def test_only_a_long_file_is_read_in_a_worker(rule: str, reason: str) -> None:
    text = f"User-agent: *\n{rule}\n"
    assert refusal(text) == (reason, 0)
    longest = "".join(f"Disallow: /*/{number}/x$\n" for number in range(21_000))
    assert MAX_CHARACTERS_HERE < len(longest) < MAX_ROBOTS_BYTES
    assert refusal(text + longest) == (reason, 1)


def test_a_file_that_takes_too_long_to_read_forbids_everything_for_now() -> None:
    text = "User-agent: *\n" + "Allow: /\n" * 9_000
    assert refusal(text, slow=True) == (
        "robots.txt could not be read: reading it was given up: it took longer than 10 s",
        1,
    )


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(body: str) -> None:
    assert isinstance(read_robots(200, body), RobotsRules)
