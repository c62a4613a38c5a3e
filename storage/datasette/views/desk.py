"""The desk: what needs a person, list by list in the order of haste, each item with what can be said of it at once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from datasette.utils.asgi import Forbidden  # type: ignore[import-untyped]

from storage.datasette.desk.decided import instruction_in_words
from storage.datasette.desk.excerpts import excerpts
from storage.datasette.desk.thresholds import thresholds
from storage.datasette.page_context import Missing, PageContext, Values

#: items of a list on the page of all lists, and on a page of its own
_FIRST, _PAGE = 5, 20
#: log-odds below which an article may be in the wrong story: less than 73 % sure; chosen, not measured
_WEAK_LINK: Final = 1.0
#: days of articles that are looked at for weak links; chosen, not measured
_RECENT_DAYS: Final = 60
#: how far from a threshold the nearest are looked for, in millionths of it: further each time, until there are enough;
#: of a million articles the first time finds a page in half a millisecond, all at once took 700
_REACHES: Final = (300, 3_000, 30_000, 300_000)
#: excerpts of a held text
_EXCERPTS: Final = 3
#: what is decided of a held text, by the names of the forms
_OF_HELD: Final = (("Keep it masked", "care-keep"), ("Show it whole", "care-release"))


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """One thing to decide of an item: what its button says, and what its form sends."""

    label: str
    fields: Mapping[str, object]
    #: a second step follows, at this path
    path: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that needs a person."""

    path: str
    title: str
    publisher: str
    time: str | None
    facts: str
    sentences: list[str] = field(default_factory=list)
    yes: ItemChoice | None = None
    no: ItemChoice | None = None
    #: what else may be done, by a second step
    other: ItemChoice | None = None


@dataclass(frozen=True, slots=True)
class DeskList:
    """A list of the desk: its title, what is asked of each item, and how a row of its query is shown."""

    title: str
    question: str
    query: str
    show: Callable[[Values], Item]
    #: the place before the first
    start: tuple[str, str] = ("-1000000000", "-1")


async def show_desk(context: PageContext) -> Values:
    """Return the first items of every list, or a page of one list; for editors only."""
    if not context.editor:
        raise Forbidden("only who is logged in as an editor decides here")
    name = context.asked("list")
    if name and name not in LISTS:
        raise Missing
    latest = await context.rows("latest_instruction", account=context.editor)
    shown = [name] if name else list(LISTS)
    return {
        "lists": [await one_list(context, one, _PAGE if name else _FIRST) for one in shown],
        "names": {key: one.title for key, one in LISTS.items()},
        "only": name,
        "latest": instruction_in_words(latest[0]) if latest else None,
        "back": f"/desk?{context.request.query_string}" if context.request.query_string else "/desk",
    }


async def one_list(context: PageContext, name: str, size: int) -> Values:
    """Return a part of a list behind a place, and where it goes on."""
    described = LISTS[name]
    place = context.asked("place") or described.start[0]
    last = context.asked("last") or described.start[1]
    values = {"place": place, "last": last, "limit": size + 1} | scope_of(context, name)
    found = await nearest(context, values) if name == "near" else await context.rows(described.query, **values)
    rows = [dict(row) for row in found]
    items = [described.show(row) for row in rows[:size]]
    more = {"list": name, "place": rows[size - 1]["place"], "last": rows[size - 1]["last"]} if rows[size:] else {}
    return {"name": name, "title": described.title, "question": described.question, "items_shown": items, "more": more}


async def nearest(context: PageContext, values: Values) -> list[sqlite3.Row]:
    """Return the articles near a threshold behind a place, as many as are asked for."""
    rows: list[sqlite3.Row] = []
    for further in _REACHES:
        rows = await context.rows("desk_near", **values, thresholds=json.dumps(thresholds()), further=further)
        if len(rows) >= values["limit"]:
            break
    return rows


def scope_of(context: PageContext, name: str) -> Values:
    """Return what a list's query asks for beside its place."""
    return {"since": context.days_ago(_RECENT_DAYS), "most": _WEAK_LINK} if name == "groups" else {}


def show_near(row: Values) -> Item:
    """Return an article near the threshold."""
    scored = "on topic" if row["on_topic"] else "off topic"
    facts = f"scored {scored}, relevance {row['relevance']:.2f}"
    return item_to_label(row, facts, [one for one in json.loads(row["sentences"]) if one])


def show_headline(row: Values) -> Item:
    """Return an article of which only the headline is known."""
    facts = f"only the headline is known: {row['unread_reason'] or 'its page was not read'}"
    return item_to_label(row, facts, [row["standfirst"]] if row["standfirst"] else [])


def item_to_label(row: Values, facts: str, sentences: list[str]) -> Item:
    """Return an article that is to be called on topic or off."""
    yes, no = (
        ItemChoice(label, {"action": action, "article": row["id"]})
        for label, action in (("On topic", "on"), ("Off topic", "off"))
    )
    return Item(f"/article/{row['id']}", row["title"], row["publisher"], row["time"], facts, sentences, yes, no)


def show_held(row: Values) -> Item:
    """Return an article that the survivor guard holds; its words can be read by a step of its own."""
    number = row["id"]
    facts = f"may identify a child: {row['rules'].replace('_', ' ').replace(',', ', ')}"
    keep, release = (ItemChoice(label, {"action": action, "article": number}) for label, action in _OF_HELD)
    redact = ItemChoice("Redact for good", {}, f"/desk/redact/{number}")
    told = excerpts(row["text"], json.loads(row["places"]), _EXCERPTS)
    return Item(f"/article/{number}", row["title"], row["publisher"], row["time"], facts, told, keep, release, redact)


def show_candidate(row: Values) -> Item:
    """Return a page that holds a removed text; taking it down has a second step."""
    where = f"article {row['article']}" if row["article"] else "kept out so far"
    facts = f"{row['kind']}, {row['share_of_removed']:.0%} of the removed text; {where}"
    yes = ItemChoice("Take down", {"candidate": row["id"]}, f"/desk/candidate/{row['id']}")
    no = ItemChoice("Let stay", {"action": "release", "candidate": row["id"]})
    path = f"/article/{row['article']}" if row["article"] else ""
    return Item(path, row["title"], row["publisher"] or "", row["time"], facts, [], yes, no)


def show_case_link(row: Values) -> Item:
    """Return a suggested link between two chapters."""
    names = ", ".join(name for name, _ in json.loads(row["evidence"]))
    facts = f"after “{row['earlier_title']}”, {row['score']:.0%} sure{f'; both name {names}' if names else ''}"
    two = {"story": row["later_story"], "target": row["earlier_story"]}
    yes, no = ItemChoice("One case", {"action": "case-merge"} | two), ItemChoice("Not", {"action": "case-refuse"} | two)
    return Item(f"/story/{row['later_story']}", row["title"], row["publisher"], row["time"], facts, [], yes, no)


def show_weak_link(row: Values) -> Item:
    """Return an article that may be in the wrong story."""
    facts = f"in story {row['story']}, weakly linked to “{row['other_title']}”"
    yes = ItemChoice("This story", {"action": "move", "article": row["id"], "target": f"/article/{row['other']}"})
    no = ItemChoice("Another story", {"action": "split", "article": row["id"], "story": row["story"]})
    return Item(f"/article/{row['id']}", row["title"], row["publisher"], row["time"], facts, [], yes, no)


def show_source(row: Values) -> Item:
    """Return a source that a person has to look after."""
    facts = "; ".join(filter(None, [row["access"], row["health"], row["health_reason"]]))
    remedy = [f"A remedy for the sources file: {row['remedy']}"] if row["remedy"] else []
    return Item("/sources", row["title"], "", row["time"], facts, remedy)


#: in the order of haste
LISTS: Final[dict[str, DeskList]] = {
    "care": DeskList("Held for a survivor's sake", "Does it stay masked?", "desk_care", show_held),
    "near": DeskList("Near the threshold", "Is it on topic?", "desk_near", show_near),
    "takedown": DeskList("Takedown matches", "Is it to be taken down, too?", "desk_takedown", show_candidate),
    "cases": DeskList("Suggested cases", "Are these chapters of one case?", "desk_cases", show_case_link),
    "groups": DeskList("Groups of low confidence", "Does it belong to its story?", "desk_groups", show_weak_link),
    "sources": DeskList("Sources that need a hand", "", "desk_sources", show_source, ("-1", "")),
    "headlines": DeskList("Headline only", "Is it on topic?", "desk_headlines", show_headline, ("9999", str(2**62))),
}


async def second_step(context: PageContext) -> Values:
    """Return what is to be taken down, before it is: an article, or a candidate; for editors only."""
    if not context.editor:
        raise Forbidden("only who is logged in as an editor decides here")
    number = context.number("id")
    what = context.request.url_vars["what"]
    if what in {"takedown", "redact"}:
        found = await context.row("article", id=number)
        held = await context.rows("held", id=number)
        if what == "redact" and not held:
            raise Missing
        return {"article": found, "candidate": None, "held": held if what == "redact" else []}
    rows = await context.rows("desk_takedown", place=str(number - 1), last="", limit=1)
    if not rows or rows[0]["id"] != number:
        raise Missing
    return {"article": None, "candidate": show_candidate(dict(rows[0])), "number": number, "held": []}
