"""Whether sources can be reached, their certificates be verified, and the clock is right, by three small requests."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from statistics import median
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

import httpx
from sqlite_utils import Database

from storage.clock import now
from storage.upkeep.doctor.diagnosis import Condition, Diagnosis

#: sources that are asked, and seconds that each may take
SOURCES, _SECONDS = 3, 15
#: a clock that is off by less harms nothing; chosen, not measured
MOST_OFF: Final = timedelta(minutes=2)


class SourceAnswer(NamedTuple):
    """What a source answered: how far ahead our clock is of its, where it says; or why there was no answer."""

    host: str
    failure: str
    is_certificate: bool
    ahead: timedelta | None


def addresses_to_ask(database: Database) -> list[str]:
    """Return the robots.txt of three sources that were reached last, which every crawler may ask for."""
    rows = database.execute(
        "select homepage from sources where homepage like 'http%' order by last_success desc, slug limit ?", [SOURCES]
    ).fetchall()
    return [urljoin(homepage, "/robots.txt") for (homepage,) in rows]


def ask(addresses: Sequence[str], agent: str) -> Iterator[SourceAnswer]:
    """Ask each address once, and yield what came of it."""
    for address in addresses:
        host = urlsplit(address).netloc
        try:
            answer = httpx.get(address, timeout=_SECONDS, headers={"User-Agent": agent}, follow_redirects=True)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            yield SourceAnswer(host, str(error) or type(error).__name__, _is_of_certificate(error), None)
        else:
            yield SourceAnswer(host, "", is_certificate=False, ahead=_ahead(answer.headers.get("Date", ""), now()))


def _is_of_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _ahead(date: str, at: datetime) -> timedelta | None:
    try:
        return at - parsedate_to_datetime(date)
    except (ValueError, TypeError):
        return None


def check_network(answers: Sequence[SourceAnswer]) -> list[Diagnosis]:
    """Return what the answers say of the line, the certificates and the clock."""
    if not answers:
        checks = ("sources", "certificates", "clock")
        return [Diagnosis(check, Condition.UNKNOWN, "no source is known yet") for check in checks]
    return [_check_line(answers), _check_certificates(answers), _check_clock(answers)]


def _check_line(answers: Sequence[SourceAnswer]) -> Diagnosis:
    failed = [f"{one.host}: {one.failure}" for one in answers if one.failure and not one.is_certificate]
    if not failed:
        return Diagnosis("sources", Condition.WELL, f"{len(answers)} sources answer")
    state = Condition.FAULT if len(failed) == len(answers) else Condition.WARNING
    remedy = "see that this machine reaches the web: name server, proxy, firewall; scrapy sources --health says more"
    return Diagnosis("sources", state, "; ".join(failed), remedy)


def _check_certificates(answers: Sequence[SourceAnswer]) -> Diagnosis:
    failed = [f"{one.host}: {one.failure}" for one in answers if one.is_certificate]
    if not failed:
        return Diagnosis("certificates", Condition.WELL, "certificates can be verified")
    state = Condition.FAULT if len(failed) == len(answers) else Condition.WARNING
    remedy = "renew the system's certificates (ca-certificates) and see that the clock is right"
    return Diagnosis("certificates", state, "; ".join(failed), remedy)


def _check_clock(answers: Sequence[SourceAnswer]) -> Diagnosis:
    ahead = [one.ahead.total_seconds() for one in answers if one.ahead is not None]
    if not ahead:
        return Diagnosis("clock", Condition.UNKNOWN, "no answer says what time it is")
    off = median(ahead)
    told = f"the clock is {abs(off):.0f} s {'ahead' if off > 0 else 'behind'}, by {len(ahead)} servers"
    if abs(off) <= MOST_OFF.total_seconds():
        return Diagnosis("clock", Condition.WELL, told)
    return Diagnosis("clock", Condition.FAULT, told, "let the system set the clock: timedatectl set-ntp true")
