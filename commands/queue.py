"""``scrapy queue``: what waits in the engine, and who works at it."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import BaseCommand
from commands.engine_check import check_engine
from commands.report import print_line
from storage.clock import stamp


class Command(BaseCommand, ScrapyCommand):
    """Print how the engine is doing."""

    summary = "Show what waits in the engine of many machines, and who works at it"

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        settings = self.project_settings
        check_engine(settings)
        from storage.engine.status import read_status  # noqa: PLC0415 - needs an extra

        status = read_status(settings["ENGINE_URL"], settings.getfloat("ENGINE_LEASE_SECONDS"))
        if status is None:
            print_line("no watch and no worker has opened the engine yet")
            return 0
        since = f", the first since {stamp(status.oldest)}" if status.oldest else ""
        print_line(f"{status.waiting} tasks wait{since}; {status.suspects} of them are done alone, as a worker died")
        print_line(f"{status.answered} answers wait for the writer")
        print_line(f"{status.hosts_asked} hosts are being asked, {status.hosts_held} have asked to be left alone")
        print_line(f"{status.workers} workers")
        return int(bool(status.waiting) and not status.workers)
