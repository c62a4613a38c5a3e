"""A person's word on which stories are chapters of one case."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from pipelines.instructions.errors import InstructionError
from pipelines.instructions.story_decisions import current_number, parse_numbers
from storage.clock import now
from storage.tables.cases import decisions
from storage.tables.instructions import OPERATOR

CASE_USAGE = "merge STORY STORY, refuse STORY STORY, or split STORY"


def parse_case_request(args: Sequence[str]) -> tuple[str, list[int]]:
    """Return the action and the numbers of its stories. Raise InstructionError."""
    try:
        action, *numbers = args[0], *parse_numbers(args[1:])
    except (IndexError, ValueError) as error:
        raise InstructionError(f"give numbers of stories, as in: scrapy case {CASE_USAGE}") from error
    if (action, len(numbers)) not in {("merge", 2), ("refuse", 2), ("split", 1)}:
        raise InstructionError(f"{' '.join(args)}: write scrapy case {CASE_USAGE}")
    return action, numbers


def merge_or_split_case(database: Database, args: Sequence[str], by: str = OPERATOR) -> str:
    """Merge or split as the words say; return in a sentence what came of it. Raise InstructionError."""
    action, numbers = parse_case_request(args)
    stories = [current_number(database, number) for number in numbers]
    if action == "split":
        refused = decisions.refuse_links(database, stories[0], by, now())
        return f"story {stories[0]} is a case by itself now; {refused} links were refused"
    one, other = stories
    if one == other:
        raise InstructionError(f"{numbers[0]} and {numbers[1]} are one story, and so one case already")
    if action == "refuse":
        decisions.refuse_links(database, one, by, now(), other)
        still = decisions.case_of(database, one)
        if still is not None and still == decisions.case_of(database, other):
            return f"stories {one} and {other} are not linked, but further chapters connect them: split one of them"
        return f"stories {one} and {other} are not linked as chapters of one case"
    decisions.confirm_link(database, (one, other), by, now())
    return f"stories {one} and {other} are chapters of one case now"
