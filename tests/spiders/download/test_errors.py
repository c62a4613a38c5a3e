"""Exceptions and status codes become outcomes with reasons."""

from __future__ import annotations

import pytest
from scrapy import exceptions
from scrapy.http import Request, Response

from items import Outcome
from spiders.download.errors import DisallowedByRobotsError, classify_failure, classify_status, trouble_of
from spiders.download.ssrf import WallRedirectError
from storage.monitoring.health import Trouble


@pytest.mark.parametrize(
    ("error", "outcome", "reason"),
    [
        (
            DisallowedByRobotsError("robots.txt forbids it", by_rule=True),
            Outcome.BLOCKED_BY_ROBOTS,
            "robots.txt forbids it",
        ),
        (exceptions.DownloadCancelledError("too many bytes"), Outcome.TOO_LARGE, "too many bytes"),
        (exceptions.DownloadTimeoutError("x"), Outcome.ERROR, "no answer in time"),
        (exceptions.CannotResolveHostError("x"), Outcome.ERROR, "does not resolve"),
        (ConnectionResetError("reset by peer\nat line 3"), Outcome.ERROR, "ConnectionResetError: reset by peer"),
        (ValueError(), Outcome.ERROR, "ValueError"),
    ],
)
def test_each_failure_has_an_outcome_and_a_reason(error: Exception, outcome: Outcome, reason: str) -> None:
    got, sentence = classify_failure(error)
    assert got is outcome
    assert reason in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, None),
        (304, Outcome.NOT_MODIFIED),
        (403, Outcome.BLOCKED_BY_WALL),
        (404, Outcome.NOT_AN_ARTICLE),
        (410, Outcome.NOT_AN_ARTICLE),
        (429, Outcome.ERROR),
        (503, Outcome.ERROR),
    ],
)
def test_each_status_has_an_outcome(status: int, outcome: Outcome | None) -> None:
    decided = classify_status(Response("https://herald.example/a", status=status))
    assert (decided[0] if decided else None) is outcome


def test_a_picture_in_place_of_a_page_is_named() -> None:
    error = exceptions.StopDownload()
    error.response = Response("https://herald.example/a", headers={"Content-Type": "image/jpeg"})
    assert classify_failure(error) == (Outcome.NOT_AN_ARTICLE, "it is image/jpeg, and only text is downloaded")


@pytest.mark.parametrize(
    "response",
    [
        Response("https://herald.example/a", status=202),
        Response("https://herald.example/a", status=405, headers={"x-amzn-waf-action": "captcha"}),
        Response("https://herald.example/a", body=b"<script>window._cf_chl_opt={}</script>"),
        Response(
            "https://sso.verlag.example/",
            request=Request("https://sso.verlag.example/", meta={"redirect_urls": ["https://herald.example/a"]}),
        ),
    ],
)
def test_a_wall_is_one_whatever_its_status(response: Response) -> None:
    decided = classify_status(response)
    assert decided is not None
    assert decided[0] is Outcome.BLOCKED_BY_WALL


def test_a_redirect_to_a_wall_blocks_a_page_and_a_feed() -> None:
    error = WallRedirectError("it redirects in circles")
    assert classify_failure(error) == (Outcome.BLOCKED_BY_WALL, "it redirects in circles")
    assert trouble_of(error) is Trouble.BLOCKED
