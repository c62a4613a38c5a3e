"""``scrapy digest``: what a day or a week has brought, by mail or into files."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from commands.alerting.telling import send_digest
from commands.databases import open_to_show
from commands.printing import print_line
from storage.alerting.digest.composing import compose_digest
from storage.alerting.digest.periods import Period, last_period, period_around
from storage.alerting.rules import Pace
from storage.clock import now


def digest(settings: BaseSettings, opts: argparse.Namespace) -> int:
    """Send the digest of a period, or write it into files; return the exit code."""
    period = period_asked_for(opts)
    if opts.to_file:
        return write_digest_files(settings, period)
    sentences, succeeded = send_digest(settings, period)
    for sentence in sentences:
        print_line(sentence)
    return int(not succeeded)


def write_digest_files(settings: BaseSettings, period: Period) -> int:
    """Write the digest into two files of this folder."""
    with open_to_show(settings) as database:
        words = compose_digest(database, period, settings["PUBLIC_URL"])
    for ending, text in (("html", words.html), ("txt", words.body)):
        path = Path(f"digest-{period.name.replace(' ', '-')}.{ending}")
        path.write_text(text, "utf-8")
        print_line(f"written to {path}")
    return 0


def period_asked_for(opts: argparse.Namespace) -> Period:
    """Return the period that is asked for. Raise UsageError for what is no date."""
    every = Pace(opts.period)
    if not opts.date:
        return last_period(every, now())
    try:
        return period_around(every, date.fromisoformat(opts.date))
    except ValueError as error:
        raise UsageError(f"--date {opts.date} is no date; write it as 2026-11-28", print_help=False) from error
