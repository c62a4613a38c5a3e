"""What a form asks for, as an instruction: the same words that a command would be given."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

#: characters of a note or a reason: a paragraph; chosen, not measured
MAX_NOTE_CHARACTERS = 1000
MAX_TAG_CHARACTERS = 50
#: kinds of marks, and those that carry a text
MARKS: Final = {"star": 0, "read": 0, "tag": MAX_TAG_CHARACTERS, "note": MAX_NOTE_CHARACTERS}
#: pages that a form may lead back to; anything else leads to the desk
_BACK = re.compile(
    r"/(?:desk(?:\?[\w=&.:%-]*)?|alerts|collections|(?:article|story|case|collection)/\d{1,18})(?:#\w{1,40})?"
)
#: a number, or an address of ours that ends in one
_NUMBER = re.compile(r"(?:\S*/(?P<kind>story|article)/)?(?P<number>\d{1,18})")


class FormError(Exception):
    """A form that cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Decision:
    """An instruction that a form asks for, and the path of the page that it concerns."""

    command: str
    words: tuple[str, ...]
    about: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What a form marks on an article, or takes back."""

    article: int
    kind: str
    text: str
    is_set: bool


Fields = Mapping[str, str]


def read_decision(fields: Fields) -> Decision:
    """Return what a form asks for. Raise FormError."""
    try:
        return DECISIONS[fields["action"]](fields)
    except KeyError as error:
        raise FormError(f"the form lacks {error}") from error


def read_mark(fields: Fields) -> Mark:
    """Return what a form marks. Raise FormError."""
    kind = fields.get("kind", "")
    if kind not in MARKS:
        raise FormError(f"{kind[:20]!r} is no kind of mark")
    text = " ".join(fields.get("text", "").split()) if kind == "tag" else fields.get("text", "").strip()
    is_set = bool(fields.get("set"))
    if MARKS[kind] and is_set and not text:
        if kind == "tag":
            raise FormError("write a word for the tag")
        is_set = False
    return Mark(int(number_in(fields, "article")), kind, text[: MARKS[kind]], is_set)


def way_home(fields: Fields) -> str:
    """Return the path that a form leads back to: one of ours, never another site."""
    back = fields.get("back", "")
    return back if _BACK.fullmatch(back) else "/desk"


def number_in(fields: Fields, name: str) -> str:
    """Return the number of an article or a story in a field. Raise FormError."""
    found = _NUMBER.fullmatch(fields[name].strip())
    if not found:
        raise FormError(f"{fields[name][:60]!r} is no number; write one such as 12, or an address such as /{name}/12")
    return found["number"]


def chosen_kind(fields: Fields) -> str:
    """Return whether the field "target" names a story or an article; a bare number is a story's."""
    found = _NUMBER.fullmatch(fields["target"].strip())
    return (found["kind"] if found else None) or "story"


def note_in(fields: Fields, name: str) -> str:
    """Return a note in one line of bounded length."""
    return " ".join(fields.get(name, "").split())[:MAX_NOTE_CHARACTERS]


def read_label(fields: Fields) -> Decision:
    """Read whether an article is on topic or off, with a note."""
    article = number_in(fields, "article")
    return Decision("label", (article, fields["action"], note_in(fields, "note")), f"/article/{article}")


def read_split(fields: Fields) -> Decision:
    """Read which article is to leave its story."""
    article = number_in(fields, "article")
    return Decision("story", ("split", number_in(fields, "story"), article), f"/article/{article}")


def read_move(fields: Fields) -> Decision:
    """Read which article is to go into the story of which other."""
    article, other = number_in(fields, "article"), number_in(fields, "target")
    return Decision("story", ("move", article, other), f"/article/{article}")


def read_stories(fields: Fields) -> Decision:
    """Merge two stories, or say of two whether they are one case."""
    command, action = fields["action"].split("-")
    story = number_in(fields, "story")
    return Decision(command, (action, story, number_in(fields, "target")), f"/story/{story}")


def read_leaving(fields: Fields) -> Decision:
    """Read which story is no chapter of its case."""
    story = number_in(fields, "story")
    return Decision("case", ("split", story), f"/story/{story}")


def read_takedown(fields: Fields) -> Decision:
    """Take down only with a reason and the second step."""
    article, reason = number_in(fields, "article"), note_in(fields, "reason")
    if not reason or fields.get("sure") != "yes":
        raise FormError("taking down takes a reason and a tick that says that you are sure")
    return Decision("takedown", ("article", article, reason), f"/article/{article}")


def read_held(fields: Fields) -> Decision:
    """Read what is to become of a held text; redacting takes a reason and the second step."""
    article, action = number_in(fields, "article"), fields["action"].removeprefix("care-")
    if action != "redact":
        return Decision("care", (action, article), f"/article/{article}")
    reason = note_in(fields, "reason")
    if not reason or fields.get("sure") != "yes":
        raise FormError("redacting takes a reason and a tick that says that you are sure")
    return Decision("care", ("redact", article, reason), f"/article/{article}")


def read_match(fields: Fields) -> Decision:
    """Read what is to become of a page that holds a removed text."""
    candidate = number_in(fields, "candidate")
    if fields["action"] == "confirm" and fields.get("sure") != "yes":
        raise FormError("taking down takes a tick that says that you are sure")
    return Decision("takedown", (fields["action"], candidate), f"/desk/candidate/{candidate}")


def read_undo(fields: Fields) -> Decision:
    """Read which instruction is to be undone."""
    return Decision("undo", (number_in(fields, "number"),), "")


DECISIONS: Final[dict[str, Callable[[Fields], Decision]]] = {
    "on": read_label,
    "off": read_label,
    "split": read_split,
    "move": read_move,
    "story-merge": read_stories,
    "case-merge": read_stories,
    "case-refuse": read_stories,
    "case-split": read_leaving,
    "takedown": read_takedown,
    "care-keep": read_held,
    "care-release": read_held,
    "care-redact": read_held,
    "confirm": read_match,
    "release": read_match,
    "undo": read_undo,
}
