"""``scrapy sources``: list the sources, show how they are doing, look at what they are read by, or add one."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import BaseCrawlCommand


class Command(BaseCrawlCommand, ScrapyCommand):
    """List the sources, say how they are doing, check them, or add one."""

    usage = "[options] [--check [SOURCE] | --health | --add URL]"
    summary = "List the sources, check them, or add one by the address of its site"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--check",
            metavar="SOURCE",
            nargs="?",
            const="",
            help="look at the source of this slug, or at all; store nothing",
        )
        parser.add_argument("--json", action="store_true", help="print what --check saw as JSON")
        parser.add_argument("--add", metavar="URL", help="look at the site of this address and write an entry for it")
        parser.add_argument(
            "--opml",
            nargs="?",
            const="",
            metavar="FILE",
            help="print the sources as a list for feed readers, or entries of the feeds in FILE that are missing",
        )
        parser.add_argument("--health", action="store_true", help="how each source is doing, since when and why")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if opts.check is not None or opts.add:
            self.project_settings.set("DATABASE", ":memory:", "cmdline")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        from commands.crawling.sources import show_sources

        return show_sources(self.process, opts)
