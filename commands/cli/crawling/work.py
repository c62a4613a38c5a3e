"""``scrapy work``: make the requests that a watch has handed out by ENGINE_URL, until stopped."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import BaseCrawlCommand


class Command(BaseCrawlCommand, ScrapyCommand):
    """Fetch and read pages for a watch, beside other workers."""

    summary = "Fetch and read for a watch on another machine, by ENGINE_URL"

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        from commands.crawling.work import work_for_watch

        return work_for_watch(self.process)
