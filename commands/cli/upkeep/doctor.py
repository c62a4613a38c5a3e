"""``scrapy doctor``: whether all is well, with a remedy for each thing that is not."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import BaseCommand


class Command(BaseCommand, ScrapyCommand):
    """Check the installation; exit with 1 where something is wrong."""

    usage = "[--json]"
    summary = "Check Python, packages, databases, disk, clock, line, schedule, alerts and back-ups"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print what was found as a JSON list")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        from commands.upkeep.doctor import examine_installation

        return examine_installation(self.project_settings, as_json=opts.json)
