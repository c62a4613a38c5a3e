"""A person's word on which articles tell one story; it outlasts every regrouping."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from pipelines.grouping.carrying_out import carry_out_new_plan
from pipelines.instructions.errors import InstructionError
from storage.clock import now
from storage.tables.grouping import constraints, stories


def merge_or_split(database: Database, args: Sequence[str], window_days: float) -> str:
    """Merge or split as the words say; return in a sentence what came of it. Raise InstructionError."""
    action, first, others = parse_request(args)
    if action == "move":
        return move_article(database, first, others[0], window_days)
    return ACTIONS[action](database, current_number(database, first), others, window_days)


def parse_request(args: Sequence[str]) -> tuple[str, int, list[int]]:
    """Return the action, its first number (an article's to be moved, else a story's) and the others.

    Raise InstructionError.
    """
    try:
        action, story, *others = args[0], *parse_numbers(args[1:])
    except (IndexError, ValueError) as error:
        raise InstructionError(f"give numbers, as in: scrapy story {USAGE}") from error
    if action not in {*ACTIONS, "move"} or not others or (action != "split" and len(others) != 1):
        raise InstructionError(f"{' '.join(args)}: write scrapy story {USAGE}")
    return action, story, others


#: SQLite's integers end below it (https://www.sqlite.org/datatype3.html)
BEYOND_ANY_NUMBER = 2**63
USAGE = "merge STORY STORY, split STORY ARTICLE ..., or move ARTICLE ARTICLE"


def parse_numbers(words: Sequence[str]) -> list[int]:
    """Return the numbers of stories or articles that words give. Raise ValueError, InstructionError."""
    for word in words:
        if int(word) >= BEYOND_ANY_NUMBER:
            raise InstructionError(f"there is no story or article {word}")
    return [int(word) for word in words]


def current_number(database: Database, story: int) -> int:
    """Return the number a story has now. Raise InstructionError."""
    found = stories.number_now(database, story)
    if found is None:
        raise InstructionError(f"there is no story {story}")
    return found


def merge_stories(database: Database, story: int, others: list[int], window_days: float) -> str:
    """Make two stories one; the number of the larger stays, the other leads to it."""
    other = current_number(database, others[0])
    if other == story:
        raise InstructionError(f"{others[0]} and {story} are the same story already")
    texts = constraints.texts_of(database, story) + constraints.texts_of(database, other)
    constraints.must_link(database, texts, now())
    carry_out_new_plan(database, texts[0], window_days)
    return f"stories {story} and {other} are story {story_of(database, texts[0])} now"


def split_story(database: Database, story: int, articles: list[int], window_days: float) -> str:
    """Split articles off a story; the larger part keeps its number, and a copy goes where its original goes.

    A copy that is split off its original is from then on a text of its own.
    """
    originals = constraints.originals_of(database, story)
    if foreign := sorted(set(articles) - set(originals)):
        raise InstructionError(f"article {foreign[0]} is not in story {story}")
    leaving = sorted(one for one in set(articles) if originals[one] == one or originals[one] not in articles)
    remaining = sorted(one for one, original in originals.items() if one == original and one not in leaving)
    if not remaining:
        raise InstructionError(f"these are all the texts of story {story}: nothing would remain")
    constraints.must_link(database, leaving, now())
    constraints.must_link(database, remaining, now())
    constraints.cannot_link(database, leaving, remaining, now())
    for article in leaving:
        carry_out_new_plan(database, article, window_days)
    first, second = (story_of(database, part[0]) for part in (remaining, leaving))
    return f"story {first} has kept {len(remaining)} texts, story {second} has {len(leaving)}"


def move_article(database: Database, article: int, other: int, window_days: float) -> str:
    """Move an article, with its copies, into the story of another one; where it is there already, it stays for good."""
    for one in (article, other):
        if not stories.stories_of(database, [one]):
            raise InstructionError(f"article {one} is in no story: there is none, or it is off topic")
    here, there = (constraints.originals_of(database, story_of(database, one)) for one in (article, other))
    text = here[article]
    staying = {one for one, original in here.items() if one == original} - {text, *there}
    constraints.must_link(database, [text, *(one for one in there if one == there[one] != text)], now())
    constraints.cannot_link(database, [text], staying, now())
    carry_out_new_plan(database, text, window_days)
    return f"article {article} is in story {story_of(database, article)} now"


def story_of(database: Database, article: int) -> int:
    """Return the story that an article is in."""
    return min(stories.stories_of(database, [article]))


ACTIONS = {"merge": merge_stories, "split": split_story}
