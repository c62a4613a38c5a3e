"""``scrapy runs [NUMBER]``: earlier runs in short, or one in full; ``--alive``: whether the watch is still at it."""

from __future__ import annotations

from scrapy.settings import BaseSettings

from commands.databases import open_to_read
from commands.printing import print_line
from commands.report import print_table, runs_table, tallies_table
from storage.clock import now, stamp
from storage.monitoring.present import Watch, watch_of
from storage.sql import is_row_number
from storage.tables import runs


def show_runs(settings: BaseSettings, args: list[str], *, last: int, alive: bool) -> int:
    """Print the last runs, or one by its number; return 1 where there is none to be shown, or none ended well."""
    with open_to_read(settings) as database:
        if alive:
            return say_whether_alive(watch_of(runs.latest(database)))
        if not args:
            print_table(runs_table(runs.latest_runs(database, last)))
        elif is_row_number(args[0]) and (tallies := runs.tallies(database, int(args[0]))):
            print_table(tallies_table(tallies))
        else:
            print_line(f"no report of a run {args[0]} is stored; scrapy runs lists those that there are")
            return 1
    return 0


def say_whether_alive(watch: Watch) -> int:
    """Print when the last run ended and how; return 1 where no run has ended well within twice the schedule."""
    is_silent = watch.good is None or watch.is_overdue(now())
    print_line(sentence_on(watch) + (f"; a run is due every {watch.hours:g} hours" if is_silent else ""))
    return 1 if is_silent else 0


def sentence_on(watch: Watch) -> str:
    if watch.ended is None:
        return "the watch has not ended a run yet"
    good = f", the last good one {stamp(watch.good) if watch.good else 'never'}" if watch.good != watch.ended else ""
    return f"the last run ended {stamp(watch.ended)} ({watch.outcome}){good}"
