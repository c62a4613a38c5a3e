"""``scrapy story``: a person's word on which articles tell one story; it outlasts every regrouping."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands import ScrapyCommand
from sqlite_utils import Database

from commands.base import HeldError, explained, settings_of, writing
from pipelines.grouping.candidates import plan_stored_article
from pipelines.store import settle
from storage.clock import now
from storage.tables.grouping import constraints, stories


class StoryError(Exception):
    """What was asked cannot be done; the message says why."""


class Command(ScrapyCommand):
    """Merges two stories, or splits articles off one."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - Scrapy's own name for it

    def syntax(self) -> str:
        return "merge STORY STORY | split STORY ARTICLE ..."

    def short_desc(self) -> str:
        return "Merge two stories, or split articles off one, for good"

    @explained
    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        settings = settings_of(self)
        try:
            with writing(settings, "scrapy story") as database, database.atomic():
                print(decide_as_asked(database, args, settings.getfloat("STORY_WINDOW_DAYS")))
        except (HeldError, StoryError) as error:
            print(error, file=sys.stderr)
            self.exitcode = 1


def decide_as_asked(database: Database, args: list[str], window_days: float) -> str:
    """Merges or splits, and says in a sentence what came of it. Raises StoryError."""
    action, story, others = asked(args)
    return ACTIONS[action](database, existing(database, story), others, window_days)


def asked(args: list[str]) -> tuple[str, int, list[int]]:
    """The action, its story and the other numbers. Raises StoryError."""
    try:
        action, story, *others = args[0], *map(int, args[1:])
    except (IndexError, ValueError) as error:
        raise StoryError(f"give numbers, as in: scrapy story {USAGE}") from error
    if action not in ACTIONS or not others or (action == "merge" and len(others) != 1):
        raise StoryError(f"{' '.join(args)}: write scrapy story {USAGE}")
    return action, story, others


USAGE = "merge STORY STORY, or split STORY ARTICLE ..."


def existing(database: Database, story: int) -> int:
    """The number a story has now. Raises StoryError."""
    found = stories.number_now(database, story)
    if found is None:
        raise StoryError(f"there is no story {story}")
    return found


def merge(database: Database, story: int, others: list[int], window_days: float) -> str:
    """Makes two stories one; the number of the larger stays, the other leads to it."""
    other = existing(database, others[0])
    if other == story:
        raise StoryError(f"{others[0]} and {story} are the same story already")
    texts = constraints.texts_of(database, story) + constraints.texts_of(database, other)
    constraints.together(database, texts, now())
    decide(database, texts[0], window_days)
    return f"stories {story} and {other} are story {story_of(database, texts[0])} now"


def split(database: Database, story: int, articles: list[int], window_days: float) -> str:
    """Splits articles off a story; the larger part keeps its number, and a copy goes where its original goes.

    A copy that is split off its original is from then on a text of its own.
    """
    originals = constraints.originals_of(database, story)
    if strangers := sorted(set(articles) - set(originals)):
        raise StoryError(f"article {strangers[0]} is not in story {story}")
    leaving = sorted(one for one in set(articles) if originals[one] == one or originals[one] not in articles)
    remaining = sorted(one for one, original in originals.items() if one == original and one not in leaving)
    if not remaining:
        raise StoryError(f"these are all the texts of story {story}: nothing would remain")
    constraints.together(database, leaving, now())
    constraints.together(database, remaining, now())
    constraints.apart(database, leaving, remaining, now())
    for article in leaving:
        decide(database, article, window_days)
    kept, left = (story_of(database, part[0]) for part in (remaining, leaving))
    return f"story {kept} has kept {len(remaining)} texts, story {left} has {len(leaving)}"


def decide(database: Database, article: int, window_days: float) -> None:
    settle(database, article, plan_stored_article(database, article, window_days))


def story_of(database: Database, article: int) -> int:
    """The story that an article is in."""
    return min(stories.stories_of(database, [article]))


ACTIONS = {"merge": merge, "split": split}
