"""``scrapy export``: articles as a file, raw pages as a web archive, a query as a snapshot that can be cited."""

from __future__ import annotations

import argparse
from datetime import date

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import BaseCommand


class Command(BaseCommand, ScrapyCommand):
    """Write what a query finds into a file or a snapshot, or verify a snapshot."""

    usage = "[options] FILE|FOLDER [WORD ...]"
    summary = (
        "Export articles (.csv, .jsonl, .parquet, .warc.gz), or freeze a query as a snapshot; WORDs as in the search"
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--snapshot", action="store_true", help="write a folder: tables, README, checksums")
        parser.add_argument("--verify", action="store_true", help="say whether a snapshot is as it was made")
        parser.add_argument("--source", default="", metavar="SLUG", help="only what was found at this source")
        parser.add_argument("--since", type=day, metavar="DAY", help="only from this day on, as 2026-01-31")
        parser.add_argument("--until", type=day, metavar="DAY", help="only before this day")
        parser.add_argument("--near-misses", action="store_true", help="near misses too")
        parser.add_argument("--texts", action="store_true", help="full texts too: only for who may have them")

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        if not args:
            raise UsageError("name the file or the folder to write to", print_help=False)
        from commands.archive.export import export

        return export(self.project_settings, args, opts)


def day(text: str) -> str:
    """Return a day as it is written in the database. Raise ValueError where it is none."""
    return date.fromisoformat(text).isoformat()
