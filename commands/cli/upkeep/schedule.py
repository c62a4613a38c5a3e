"""``scrapy schedule``: show what is to be run when, ask, install it, and say how to undo it."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import BaseCommand

SCHEDULERS = ("cron", "systemd", "launchd")


class Command(BaseCommand, ScrapyCommand):
    """Install the schedule of this user, or take it out again."""

    usage = f"[--with ({' | '.join(SCHEDULERS)})] [--remove] -s CONTACT=you@example.org"
    summary = "Show the schedule of watch, alerts, digests and upkeep, ask, and install it"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--with", dest="scheduler", choices=SCHEDULERS, help="default: what this machine has")
        parser.add_argument("--remove", action="store_true", help="take out what was installed")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        from commands.upkeep.schedule import change_schedule

        return change_schedule(self.project_settings, opts.scheduler, remove=opts.remove)
