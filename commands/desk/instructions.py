"""``scrapy instructions``: carry out what people asked for in the reading room, list it, or undo one of them."""

from __future__ import annotations

import argparse
from contextlib import suppress
from time import monotonic, sleep

from scrapy.settings import BaseSettings

from commands.databases import open_to_read, open_to_show, open_to_write
from commands.errors import LeaseHeldError
from commands.instructing import instruct
from commands.printing import print_line
from storage.tables.instructions import latest_instructions, waiting_instructions

#: instructions that are listed, chosen, not measured: what fits a screen
_LISTED = 40
#: seconds between two looks at the queue
_LOOK_SECONDS = 0.2


def attend_to_instructions(settings: BaseSettings, opts: argparse.Namespace) -> int:
    """Carry out what waits, list the latest instructions, or undo one; return the exit code."""
    if opts.undo:
        return instruct(settings, "undo", [opts.undo])
    if opts.list:
        return list_latest(settings)
    return carry_out_until_idle(settings, opts.linger)


def carry_out_until_idle(settings: BaseSettings, seconds: float) -> int:
    """Carry out what waits, and what is asked for until nothing was for so many seconds.

    The lease is held only while something is carried out.
    """
    ends = monotonic() + seconds
    while True:
        with open_to_read(settings) as database:
            waits = bool(waiting_instructions(database))
        if waits:
            ends = monotonic() + seconds
            # opening carries out what waits; a run that holds the lease does so itself
            with suppress(LeaseHeldError), open_to_write(settings, "scrapy instructions"):
                pass
        if monotonic() >= ends:
            return 0
        sleep(_LOOK_SECONDS)


def list_latest(settings: BaseSettings) -> int:
    """Print the latest instructions, the latest first."""
    with open_to_show(settings) as database:
        for number, at, by, command, words, answer in latest_instructions(database, _LISTED):
            print_line(f"{number}  {at}  {by or 'operator'}  {command} {words}  {answer or 'waits'}")
    return 0
