"""``scrapy takedown``: delete an article for good, where keeping it would do harm, and keep its text out."""

from __future__ import annotations

import argparse

from scrapy.settings import BaseSettings

from commands.databases import open_to_show
from commands.errors import CommandError
from commands.instructing import instruct
from commands.printing import print_line
from storage.tables.takedown.candidates import Candidate, open_candidates


def list_or_take_down(settings: BaseSettings, args: list[str], opts: argparse.Namespace) -> int:
    """Take an article down, or list and decide on what holds the text of one; return the exit code."""
    if opts.list:
        return list_candidates(settings)
    for action in ("confirm", "release"):
        if number := getattr(opts, action):
            return instruct(settings, "takedown", [action, number])
    if len(args) != 2 or not args[1].strip():
        raise CommandError('write scrapy takedown ARTICLE "REASON"')
    return instruct(settings, "takedown", ["article", args[0], args[1].strip()])


def list_candidates(settings: BaseSettings) -> int:
    """Print what a person has to decide on."""
    with open_to_show(settings) as database:
        found = open_candidates(database)
    for one in found:
        print_line(describe_candidate(one))
    if not found:
        print_line("nothing waits for a decision")
    return 0


def describe_candidate(one: Candidate) -> str:
    """Say in a line what holds a removed text, how much of it, and what was done so far."""
    named = f"article {one.article}, {one.address}" if one.article else one.address
    shares = f"{one.share_of_removed:.0%} of the removed text, {one.share_of_text:.0%} of its own"
    return f"{one.id}  {one.state}  {one.kind} ({shares})  {named}"
