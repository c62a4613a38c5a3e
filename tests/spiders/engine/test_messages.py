"""What travels between writer and workers arrives as it was sent, and what failed there is judged alike here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request, exceptions
from scrapy.http import HtmlResponse

from items import Article, Hint, Outcome, Page
from spiders.answers import ExaminedResponse, KnownPage
from spiders.download.errors import DisallowedByRobotsError, classify_failure, trouble_of
from spiders.download.retry_after import HostOnHoldError
from spiders.download.ssrf import OffSiteRedirectError, WallRedirectError
from spiders.download.throttle import RequestDeferredError
from spiders.engine.messages import (
    FetchResult,
    FetchTask,
    answer_to_send,
    error_of,
    failure_of,
    page_to_send,
    read_result,
    read_task,
    response_of,
    write_task,
    written,
)

URL = "https://herald.example/a"
HINT = Hint(URL, title="Raid in Angono", published=datetime(2026, 3, 1, 8, tzinfo=UTC), timezone="Asia/Manila")
STOPPED = exceptions.StopDownload(fail=True)
STOPPED.response = None
ERRORS = [
    RequestDeferredError("the time of this run is up"),
    HostOnHoldError("herald.example asks to be left alone", "herald.example", timedelta(hours=1)),
    DisallowedByRobotsError("robots.txt forbids this address", by_rule=True),
    DisallowedByRobotsError("robots.txt could not be read: status 503", by_rule=False),
    WallRedirectError("it redirects in circles"),
    OffSiteRedirectError("it redirects to another site: other.example"),
    exceptions.DownloadTimeoutError("no answer within 15 s"),
    exceptions.CannotResolveHostError("herald.example"),
    STOPPED,
    OSError("broken pipe"),
]


def sent(result: FetchResult) -> FetchResult:
    return read_result(written(result))


def test_a_task_arrives_as_it_was_sent() -> None:
    known = KnownPage(frozenset({"id"}), frozenset({"sid"}), "abc")
    task = FetchTask(URL, "herald", {"If-None-Match": '"x"'}, frozenset({"herald.example"}), ("pdf",), 2.5, HINT, known)
    assert read_task(write_task(task)) == task


@given(st.binary(max_size=300), st.text(max_size=80))
def test_a_page_arrives_as_it_was_read(body: bytes, text: str) -> None:
    page = Page(URL, "herald", body=body, status=200, hint=HINT, article=Article(title="t", text=text), extractor="x/1")
    assert sent(FetchResult(page=page)).page == page


def test_text_that_no_encoding_has_is_told_and_not_lost() -> None:
    page = Page(URL, "herald", article=Article(title="t", text="\ud800"))
    failure = sent(FetchResult(page=page)).failure
    assert failure
    assert failure.reason.startswith("what came cannot be passed on: ")
    assert failure.outcome is Outcome.ERROR


@pytest.mark.parametrize(
    ("outcome", "kept"), [(Outcome.OFF_TOPIC, False), (Outcome.NOT_MODIFIED, False), (Outcome.ERROR, True)]
)
def test_the_body_of_a_page_travels_only_where_it_is_read_again(outcome: Outcome, kept: bool) -> None:
    page = page_to_send(Page(URL, "herald", outcome, body=b"<html>"))
    assert bool(page.body) is kept


def test_a_page_reaches_the_spider_as_read() -> None:
    page = Page(URL, "herald", Outcome.OFF_TOPIC, "no term", 200, hint=HINT)
    response = response_of(sent(FetchResult(page=page)), Request(URL))
    assert isinstance(response, ExaminedResponse)
    assert response.page == page


def test_an_answer_reaches_the_spider_with_its_headers_and_redirects() -> None:
    asked = Request(URL, meta={"redirect_urls": [URL], "redirect_reasons": [301], "source": "herald"})
    headers = {"Content-Type": "text/html; charset=utf-8", "ETag": '"x"', "Set-Cookie": "a=b"}
    came = HtmlResponse("https://www.herald.example/a", 200, headers, b"<p>x</p>", ["dataloss"], asked)
    request = Request(URL, headers={"If-None-Match": '"w"'})
    response = response_of(sent(FetchResult(answer=answer_to_send(came))), request)
    assert (response.url, response.status, response.body) == (came.url, 200, came.body)
    assert isinstance(response, HtmlResponse)
    assert response.headers.get("ETag") == b'"x"'
    assert "Set-Cookie" not in response.headers
    assert response.flags == ["dataloss"]
    assert response.meta["redirect_reasons"] == [301]
    assert response.request is request


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_failure_is_judged_as_where_it_happened(error: Exception) -> None:
    failure = sent(FetchResult(failure=failure_of(error))).failure
    assert failure
    here = error_of(failure)
    assert classify_failure(here) == classify_failure(error)
    assert trouble_of(here) == trouble_of(error)
    for kind in (RequestDeferredError, HostOnHoldError, DisallowedByRobotsError):
        assert isinstance(here, kind) is isinstance(error, kind)
    assert getattr(here, "by_rule", None) == getattr(error, "by_rule", None)


def test_nothing_in_an_answer_is_a_fault() -> None:
    with pytest.raises(ValueError, match="without anything in it"):
        response_of(FetchResult(), Request(URL))
