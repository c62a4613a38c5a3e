"""``scrapy judge``: what other terms would change, the archive scored again, and scores against people's labels."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.base import BaseCommand


class Command(BaseCommand, ScrapyCommand):
    """Score the stored articles again, or say what that would change."""

    usage = "--preview TOPICS_FILE | --apply [--refetch [named|all]] | --report | --evaluate"
    summary = "Preview other terms, judge the archive again, or compare the judge with people's labels"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        task = parser.add_mutually_exclusive_group(required=True)
        task.add_argument("--preview", metavar="TOPICS_FILE", help="show what these terms would change; store nothing")
        task.add_argument("--apply", action="store_true", help="judge every stored article by the terms of TOPICS")
        task.add_argument("--report", action="store_true", help="precision, recall and worst errors against labels")
        task.add_argument(
            "--evaluate",
            action="store_true",
            help="how often a person disagreed, and what terms that suggests",
        )
        parser.add_argument(
            "--refetch",
            nargs="?",
            choices=("named", "all"),
            const="named",
            help="with --apply: have the next watch fetch pages again whose text was not kept, since no term stood in "
            "it: those with a term in title, summary or address (named), or all of them",
        )

    def execute(self, args: list[str], opts: argparse.Namespace) -> int:
        if args or (opts.refetch and not opts.apply):
            raise UsageError("--refetch goes with --apply, and nothing else is expected", print_help=False)
        from commands.archive.judge import judge_archive

        return judge_archive(self.project_settings, opts)
