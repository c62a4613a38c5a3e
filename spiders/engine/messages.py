"""What travels between the writer and the workers: what to fetch, and what came of it, as JSON."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ConfigDict, TypeAdapter
from scrapy import Request
from scrapy.http import Response
from scrapy.responsetypes import responsetypes

from items import Hint, Outcome, Page
from spiders.answers import ExaminedResponse, KnownPage
from spiders.download.budgets import is_of_host
from spiders.download.errors import DisallowedByRobotsError, FailedElsewhereError, classify_failure, trouble_of
from spiders.download.retry_after import HostOnHoldError
from spiders.download.throttle import RequestDeferredError
from storage.monitoring.health import Trouble

#: what the middlewares of a worker read in a request's meta
FLAGS: Final[tuple[str, ...]] = ("any_type", "may_move", "pdf", "dont_retry", "wants_robots")
#: what redirects leave in an answer's meta
REDIRECTS: Final[tuple[str, ...]] = ("redirect_urls", "redirect_reasons", "redirect_times")
#: what of an answer's headers is never needed again
_UNNEEDED_HEADERS: Final = (b"Set-Cookie", b"Content-Encoding")
#: outcomes of a page whose body nobody reads again
_WITHOUT_BODY: Final = (Outcome.OFF_TOPIC, Outcome.NOT_MODIFIED, Outcome.DUPLICATE)


@dataclass(frozen=True, slots=True)
class FetchTask:
    """A request as a worker makes it; one for a page comes with what is needed to read it."""

    url: str
    source: str
    headers: Mapping[str, str]
    #: the registered domains that a redirect may lead to; None for any
    within: frozenset[str] | None
    flags: tuple[str, ...]
    #: seconds between two requests to its host
    delay: float
    hint: Hint | None = None
    known: KnownPage | None = None


@dataclass(frozen=True, slots=True)
class PlainAnswer:
    """An answer as it came."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    flags: tuple[str, ...]
    body: bytes
    redirects: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FetchFailure:
    """Why nothing came: what is deferred is asked for in a later run."""

    reason: str
    outcome: Outcome
    trouble: Trouble
    is_deferred: bool = False
    is_hold: bool = False
    is_of_host: bool = False
    #: robots.txt forbids it, by one of its rules or since it could not be read; None where it does not forbid it
    by_rule: bool | None = None


@dataclass(frozen=True, slots=True)
class SiteRobots:
    """The robots.txt by which a request was allowed, for a task that wants it."""

    site: str
    status: int
    body: str


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What came of a task: one of the first three."""

    page: Page | None = None
    answer: PlainAnswer | None = None
    failure: FetchFailure | None = None
    robots: SiteRobots | None = None


_JSON = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")
# in a tuple, since pydantic takes no configuration for a dataclass itself
_TASK: Final = TypeAdapter(tuple[FetchTask], config=_JSON)
_RESULT: Final = TypeAdapter(tuple[FetchResult], config=_JSON)


def write_task(task: FetchTask) -> bytes:
    """Return a task as it is stored."""
    return _TASK.dump_json((task,))


def read_task(message: bytes) -> FetchTask:
    """Return the task that ``write_task`` wrote."""
    return _TASK.validate_json(message)[0]


def write_result(result: FetchResult) -> bytes:
    """Return a result as it is stored, packed."""
    return zlib.compress(_RESULT.dump_json((result,)), 1)


def written(result: FetchResult) -> bytes:
    """Return a result as it is stored; one that cannot be written says so."""
    try:
        return write_result(result)
    except ValueError as error:
        return failed(f"what came cannot be passed on: {error}")


def failed(reason: str) -> bytes:
    """Return the result for a task that nothing will come of."""
    return write_result(FetchResult(failure=FetchFailure(reason, Outcome.ERROR, Trouble.FAILING)))


def held(reason: str) -> bytes:
    """Return the result for the tasks of a host that is on hold for longer than they can wait."""
    return write_result(FetchResult(failure=FetchFailure(reason, Outcome.ERROR, Trouble.BLOCKED, True, True)))


def read_result(message: bytes) -> FetchResult:
    """Return the result that ``write_result`` wrote; one that another version wrote may be a failure."""
    try:
        return _RESULT.validate_json(zlib.decompress(message))[0]
    except (ValueError, zlib.error) as error:
        reason = f"what a worker sent cannot be read, see that all have one version: {str(error).splitlines()[0]}"
        return FetchResult(failure=FetchFailure(reason, Outcome.ERROR, Trouble.FAILING))


def failure_of(error: BaseException) -> FetchFailure:
    """Return what to tell the writer of a request that brought nothing."""
    outcome, reason = classify_failure(error)
    return FetchFailure(
        reason,
        outcome,
        trouble_of(error),
        is_deferred=isinstance(error, RequestDeferredError),
        is_hold=isinstance(error, HostOnHoldError),
        is_of_host=is_of_host(error),
        by_rule=error.by_rule if isinstance(error, DisallowedByRobotsError) else None,
    )


def error_of(failure: FetchFailure) -> Exception:
    """Return the exception that the writer's spider is to see."""
    if failure.is_hold:
        return HostOnHoldError(failure.reason)
    if failure.is_deferred:
        return RequestDeferredError(failure.reason)
    if failure.by_rule is not None:
        return DisallowedByRobotsError(failure.reason, by_rule=failure.by_rule)
    return FailedElsewhereError(failure.reason, failure.outcome, failure.trouble, is_of_host=failure.is_of_host)


def answer_to_send(response: Response) -> PlainAnswer:
    """Return an answer as it is sent to the writer."""
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name in response.headers
        if name not in _UNNEEDED_HEADERS
        for value in response.headers.getlist(name)
    )
    redirects: dict[str, Any] = {name: response.meta[name] for name in REDIRECTS if name in response.meta}
    flags = tuple(map(str, response.flags))
    return PlainAnswer(response.url, response.status, headers, flags, response.body, redirects)


def page_to_send(page: Page) -> Page:
    """Return a page as it is sent to the writer: without its body where nobody reads that again."""
    if page.outcome in _WITHOUT_BODY and page.article is None:
        page.body = b""
    return page


def response_of(result: FetchResult, request: Request) -> Response:
    """Return what the writer's spider is to see. Raise what it is to see instead where nothing came."""
    if result.page is not None:
        return ExaminedResponse(request.url, result.page)
    if result.answer is None:
        if result.failure is None:
            raise ValueError(f"{request.url}: an answer without anything in it")
        raise error_of(result.failure)
    answer = result.answer
    request.meta.update(answer.redirects)
    headers: dict[bytes, list[bytes]] = {}
    for name, value in answer.headers:
        headers.setdefault(name.encode("latin-1"), []).append(value.encode("latin-1"))
    kind = responsetypes.from_args(headers={n: v[0] for n, v in headers.items()}, url=answer.url, body=answer.body)
    return kind(answer.url, answer.status, headers, answer.body, list(answer.flags), request)
