"""``scrapy reextract``: archived raw pages through the present extractor, with a summary of what changes."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import BaseCrawlCommand
from spiders.logs import put_log_aside


class Command(BaseCrawlCommand, ScrapyCommand):
    """Extract archived pages again that another version has read or failed on; stopped, go on where it was."""

    usage = "[options] [--dry-run]"
    summary = "Extract the articles of archived raw pages again, with the present extractor"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--dry-run", action="store_true", help="only show what would change")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        put_log_aside(self.project_settings)
        settings = self.project_settings
        components = dict(settings.getdict("ITEM_PIPELINES"))
        components["pipelines.compare_extractions.CompareExtractionsPipeline"] = 350
        components["pipelines.archive_raw.ArchiveRawPipeline"] = None
        components["pipelines.store.StorePipeline"] = None
        components["pipelines.store_reextracted.StoreReextractedPipeline"] = None if opts.dry_run else 400
        settings.set("ITEM_PIPELINES", components, "cmdline")
        if not opts.loglevel:
            settings.set("LOG_LEVEL", "WARNING", "cmdline")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        from commands.crawling.reextract import reextract

        return reextract(self.process, dry_run=opts.dry_run)
