"""``scrapy case``: a person's word on which stories are chapters of one case; it outlasts every regrouping."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import BaseCommand


class Command(BaseCommand, ScrapyCommand):
    """Make two stories chapters of one case, or take a story out of its case."""

    usage = "merge STORY STORY | refuse STORY STORY | split STORY"
    summary = "Make two stories chapters of one case, or take a story out of its case, for good"

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        from commands.instructing import instruct
        from pipelines.instructions.case_decisions import parse_case_request

        parse_case_request(args)
        return instruct(self.project_settings, "case", args)
