"""``scrapy load PATH ...``: documents in files through the same pipelines as fetched pages."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands import ScrapyCommand

from commands.base import BaseCrawlCommand
from spiders.logs import put_log_aside


class Command(BaseCrawlCommand, ScrapyCommand):
    """Load saved pages and documents; what an earlier load has done is passed over."""

    usage = "[options] PATH ..."
    summary = (
        "Load saved pages and documents as if fetched (.html, .txt, .json, .jsonl, .warc, .wacz; also packed as .gz)"
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--on-topic", action="store_true", help="take every document as on topic")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        put_log_aside(self.project_settings)
        if opts.on_topic:
            self.project_settings.set("ON_TOPIC", True, "cmdline")
        if sys.stderr.isatty() and not opts.loglevel and not opts.logfile:
            self.project_settings.set("LOG_LEVEL", "ERROR", "cmdline")  # the bar takes the place of the log

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        from commands.crawling.load import load_documents

        return load_documents(self.process, args)
