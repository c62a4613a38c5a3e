"""Taking back what a person asked for: what stood before is remembered, and put back as it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlite_utils import Database

from pipelines.grouping.carrying_out import carry_out_new_plan
from pipelines.instructions.errors import InstructionError
from pipelines.relevance.rescoring import apply_topic_change
from storage.sql import is_row_number
from storage.tables import instructions, labels, relevance
from storage.tables.care import guard
from storage.tables.cases import decisions as case_decisions
from storage.tables.desk import remembered
from storage.tables.desk.remembered import Rows
from storage.tables.grouping.stories import number_now
from storage.tables.takedown import candidates

#: what stood before, as JSON holds it
State = dict[str, Any]


def way_back(database: Database, command: str, words: Sequence[str]) -> str:
    """Return what undoing an instruction needs to know, read before it is carried out; empty where nothing helps."""
    state = REMEMBERED[command](database, words) if command in REMEMBERED else None
    return json.dumps(state, ensure_ascii=False) if state else ""


def undo_instruction(database: Database, number: str, window_days: float) -> str:
    """Put back what stood before an instruction; return that in a sentence. Raise InstructionError."""
    found = instructions.way_back_of(database, int(number)) if is_row_number(number) else None
    if found is None:
        raise InstructionError(f"instruction {number} cannot be undone: it was not carried out, or is undone already")
    command, state = found
    if not state:
        raise InstructionError(f"instruction {number}, {command}, cannot be undone")
    PUT_BACK[command](database, json.loads(state), window_days)
    instructions.record_undoing(database, int(number))
    return f"instruction {number}, {command}, is undone"


def remember_label(database: Database, words: Sequence[str]) -> State:
    """Return an article's label and whether it is on topic."""
    number = labels.resolve_article(database, words[0])
    rows = remembered.read_rows(database, "labels", [number], ("article",))
    on_topic = remembered.is_on_topic(database, number)
    stories = remembered.stories_by_article(database, [number])
    return {"article": number, "on_topic": on_topic, "labels": rows, "stories": stories}


def put_back_label(database: Database, state: State, window_days: float) -> None:
    """Give an article the label that it had, or none, and the topic."""
    number: int = state["article"]
    remembered.replace_rows(database, "labels", [number], ("article",), state["labels"])
    scored = relevance.read_judged(database, "articles.id = ?", [number])
    if scored and scored[0].on_topic != state["on_topic"]:
        label = scored[0].label
        apply_topic_change(database, number, state["on_topic"], scored[0].relevance, label, window_days)
        remembered.redirect_story_numbers(database, state["stories"])


def remember_story(database: Database, words: Sequence[str]) -> State:
    """Return every decision among the articles of the stories that are merged or split."""
    action, *numbers = words
    chosen = remembered.articles_of_stories(database, *told_apart(action, [int(one) for one in numbers]))
    decisions = remembered.read_rows(database, "decisions", chosen, ("article", "other"))
    return {"articles": chosen, "decisions": decisions, "stories": remembered.stories_by_article(database, chosen)}


def told_apart(action: str, numbers: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
    """Return which of the numbers behind an action are stories, and which are articles."""
    if action == "merge":
        return numbers, ()
    return (numbers[:1], numbers[1:]) if action == "split" else ((), numbers)


def put_back_story(database: Database, state: State, window_days: float) -> None:
    """Bring back the decisions as they were, and have these articles find their stories anew."""
    articles = remembered.existing(database, state["articles"])
    remembered.replace_rows(database, "decisions", articles, ("article", "other"), state["decisions"])
    for article in articles:
        carry_out_new_plan(database, article, window_days)
    remembered.redirect_story_numbers(database, state["stories"])


def remember_case(database: Database, words: Sequence[str]) -> State:
    """Return every link between chapters at which one of these stories stands, or another of their cases."""
    numbers = [found for one in words[1:] if (found := number_now(database, int(one))) is not None]
    stories = {story for number in numbers for story in case_decisions.chapters_with(database, number)}
    chosen = remembered.articles_of_stories(database, stories, ())
    return {"articles": chosen, "links": remembered.read_rows(database, "case_links", chosen, ("article", "earlier"))}


def put_back_case(database: Database, state: State, _window_days: float) -> None:
    """Bring back the links as they were."""
    articles = remembered.existing(database, state["articles"])
    rows: Rows = state["links"]
    remembered.replace_case_links(database, articles, rows)


def remember_candidate(database: Database, words: Sequence[str]) -> State | None:
    """Return the state of what is released, or kept out for good; None for what is deleted."""
    action, name = words[:2]
    if action == "article" or not is_row_number(name):
        return None
    found = candidates.read_candidates(database, "id = ?", [int(name)])
    if not found or (action == "confirm" and found[0].article is not None):
        return None
    return {
        "candidate": found[0].id,
        "address": found[0].address,
        "state": found[0].state,
        "barred": action == "confirm",
    }


def put_back_candidate(database: Database, state: State, _window_days: float) -> None:
    """Have a person decide again on what was released, or kept out for good."""
    candidates.reopen_candidate(database, state["candidate"], state["state"])
    if state["barred"]:
        remembered.lift_bar(database, state["address"])


def remember_held(database: Database, words: Sequence[str]) -> State | None:
    """Return what was decided of an article's findings; None for what is deleted."""
    if words[0] == "redact":
        return None
    number = labels.resolve_article(database, words[1])
    return {"article": number, "findings": remembered.read_rows(database, "guard_findings", [number], ("article",))}


def put_back_held(database: Database, state: State, _window_days: float) -> None:
    """Give the findings of an article the decisions that they had, and mask it by them."""
    number: int = state["article"]
    guard.put_back_decisions(database, number, state["findings"])
    text = guard.read_guard_text(database, number)
    if text:
        guard.write_mask(database, text)


REMEMBERED: Final[dict[str, Callable[[Database, Sequence[str]], State | None]]] = {
    "label": remember_label,
    "story": remember_story,
    "case": remember_case,
    "takedown": remember_candidate,
    "care": remember_held,
}
PUT_BACK: Final[dict[str, Callable[[Database, State, float], None]]] = {
    "label": put_back_label,
    "story": put_back_story,
    "case": put_back_case,
    "takedown": put_back_candidate,
    "care": put_back_held,
}
