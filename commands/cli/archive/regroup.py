"""``scrapy regroup``: decide anew which articles are copies and which tell one story."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import BaseCommand


class Command(BaseCommand, ScrapyCommand):
    """Group all articles again, in one change: stories keep their numbers, a person's decisions stand."""

    usage = "[--dry-run]"
    summary = "Decide anew which articles are copies and which tell one story"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--dry-run", action="store_true", help="only show what would change")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        from commands.archive.regroup import regroup_archive

        return regroup_archive(self.project_settings, dry_run=opts.dry_run)
