"""Why a page could not be had: exceptions and status codes as outcomes and sentences."""

from __future__ import annotations

from scrapy import exceptions
from scrapy.http import Response

from items import Outcome
from spiders.download.scrapy_internals import TunnelError, UnpackedSizeError
from spiders.download.ssrf import OffSiteRedirectError, WallRedirectError
from storage.monitoring.health import Trouble
from text.signatures import detect_signature
from text.walls.challenges import challenge_of, gate_of_refresh
from text.walls.gates import is_gate

#: status codes by which a server turns a request away on purpose; for a plain GET of a page 405 and 406 come from
#: firewalls (ModSecurity, Aliyun), as do 418, 444 and 999
REFUSAL_STATUSES = frozenset({401, 402, 403, 405, 406, 407, 418, 444, 451, 999})
#: what goes wrong on the way, in plain words
NETWORK_REASONS: dict[type[Exception], str] = {
    exceptions.DownloadTimeoutError: "no answer in time",
    exceptions.CannotResolveHostError: "the host name does not resolve",
    exceptions.DownloadConnectionRefusedError: "the host refuses the connection",
    exceptions.DownloadFailedError: "the connection broke off, or what came was no answer",
    exceptions.ResponseDataLossError: "the answer came incomplete",
    TunnelError: "the proxy does not reach the host",
}
#: the page is not there, and asking again will not bring it
GONE_STATUSES = frozenset({404, 410})


class DisallowedByRobotsError(exceptions.IgnoreRequest):
    """robots.txt forbids the address (``by_rule``), or could not be read; the message says which.

    Raised by RobotsMiddleware, before the request leaves.
    """

    def __init__(self, reason: str, *, by_rule: bool) -> None:
        super().__init__(reason)
        self.by_rule = by_rule


class FailedElsewhereError(exceptions.IgnoreRequest):
    """A worker of the engine could not have it; the message says why, and the worker has judged it."""

    def __init__(self, reason: str, outcome: Outcome, trouble: Trouble, *, is_of_host: bool = False) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.trouble = trouble
        #: it is the host that is out of order, rather than a page
        self.is_of_host = is_of_host


def classify_failure(error: BaseException | None) -> tuple[Outcome, str]:
    """Return the outcome and the reason for a request that brought no answer."""
    if isinstance(error, exceptions.StopDownload):
        return Outcome.NOT_AN_ARTICLE, f"it is {describe_cut_off_answer(error.response)}, and only text is downloaded"
    if isinstance(error, exceptions.DownloadCancelledError | UnpackedSizeError):
        return Outcome.TOO_LARGE, f"it is larger than a page may be; {error}".rstrip("; ")
    if isinstance(error, exceptions.IgnoreRequest):
        return classify_refusal(error)
    for cause, reason in NETWORK_REASONS.items():
        if isinstance(error, cause):
            return Outcome.ERROR, reason
    detail = str(error).strip().splitlines()
    return Outcome.ERROR, f"{type(error).__name__}: {detail[0]}" if detail else type(error).__name__


def classify_refusal(refusal: exceptions.IgnoreRequest) -> tuple[Outcome, str]:
    """Return the outcome and the reason for a request not made, or an answer not taken."""
    if isinstance(refusal, FailedElsewhereError):
        return refusal.outcome, str(refusal)
    if isinstance(refusal, DisallowedByRobotsError):
        return Outcome.BLOCKED_BY_ROBOTS, str(refusal)
    if isinstance(refusal, WallRedirectError):
        return Outcome.BLOCKED_BY_WALL, str(refusal)
    if isinstance(refusal, OffSiteRedirectError):
        return Outcome.NOT_AN_ARTICLE, str(refusal)
    if isinstance(refusal.__cause__, UnpackedSizeError):
        return classify_failure(refusal.__cause__)
    return Outcome.ERROR, str(refusal)


def describe_cut_off_answer(response: Response | None) -> str:
    """Return what an answer is that was cut off: by its first bytes, else as it calls itself."""
    if response is None:
        return "?"
    sent_as = (response.headers.get("Content-Type") or b"?").decode("latin-1")
    kind = detect_signature(response.body)
    return f"{kind} sent as {sent_as}" if kind else sent_as


def trouble_of(error: BaseException | None, status: int | None = None) -> Trouble:
    """Return what kind of trouble a source is in that could not be read."""
    if isinstance(error, FailedElsewhereError):
        return error.trouble
    if isinstance(error, DisallowedByRobotsError) and error.by_rule:
        return Trouble.BLOCKED
    if isinstance(error, WallRedirectError) or status in REFUSAL_STATUSES or status == 429:
        return Trouble.BLOCKED
    return Trouble.BROKEN if status == 200 else Trouble.FAILING


def wall_of(response: Response) -> str:
    """Return why an answer is a wall by its machinery or its address; empty where it is none."""
    if response.status == 202:
        # nothing that is read has to be prepared first: AWS WAF and SiteGround answer so while they test a browser
        return f"{_challenge_of(response) or 'the server'} tests the browser before it answers: status 202"
    if service := _challenge_of(response):
        return f"a test for robots stands in its place: {service}"
    earlier = response.meta.get("redirect_urls", ()) if response.request is not None else ()
    if earlier and is_gate(response.url, earlier[0]):
        return f"a page that asks for consent, a log-in or a test stands in its place: {response.url}"
    if response.status == 200 and (target := gate_of_refresh(response.body, response.url)):
        return f"the page only sends a browser on to {target}, which wants a cookie or a click first"
    return ""


def _challenge_of(response: Response) -> str:
    names = ((name.decode("latin-1").lower(), response.headers.get(name) or b"") for name in response.headers)
    headers = {name: value.decode("latin-1") for name, value in names}
    return challenge_of(response.status, headers, response.body)


def classify_status(response: Response) -> tuple[Outcome, str] | None:
    """Return the outcome and the reason for an answer that holds no page; None for one that may hold one."""
    status = response.status
    if wall := wall_of(response):
        return Outcome.BLOCKED_BY_WALL, wall
    if status == 200:
        return None
    if status == 304:
        return Outcome.NOT_MODIFIED, "the server says nothing changed"
    if status in REFUSAL_STATUSES:
        return Outcome.BLOCKED_BY_WALL, f"the server refuses: status {status}"
    if status in GONE_STATUSES:
        return Outcome.NOT_AN_ARTICLE, f"there is no such page: status {status}"
    return Outcome.ERROR, f"the server answers with status {status}"
