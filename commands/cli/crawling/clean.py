"""``scrapy clean``: extraction as a filter, pages in and articles out, one JSON line each."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import BaseCommand


class Command(BaseCommand, ScrapyCommand):
    """Extract the articles of the pages on standard input: ``{"id", "url", "html"}`` a line."""

    summary = 'Clean pages from standard input, {"id", "url", "html"} a line, into JSON Lines on standard output'

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        from commands.crawling.clean import clean_standard_input

        return clean_standard_input(self.project_settings)
