"""``scrapy queue``: what waits in the engine, and who works at it."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import BaseCommand


class Command(BaseCommand, ScrapyCommand):
    """Print how the engine is doing."""

    summary = "Show what waits in the engine of many machines, and who works at it"

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        from commands.crawling.queue import show_queue

        return show_queue(self.project_settings)
