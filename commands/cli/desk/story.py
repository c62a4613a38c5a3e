"""``scrapy story``: a person's word on which articles tell one story; it outlasts every regrouping."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from commands.base import BaseCommand


class Command(BaseCommand, ScrapyCommand):
    """Merge two stories, split articles off one, or move an article into the story of another one."""

    usage = "merge STORY STORY | split STORY ARTICLE ... | move ARTICLE ARTICLE"
    summary = "Merge two stories, split articles off one, or move one into the story of another, for good"

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002
        from commands.instructing import instruct
        from pipelines.instructions.story_decisions import parse_request

        parse_request(args)
        return instruct(self.project_settings, "story", args)
