"""What a byline begins with, "By" or "Written by", in the languages of the sources: the only table of it."""

from __future__ import annotations

import re

#: words within a person's name that are written small
PARTICLES = frozenset(
    "al bin binti da das de del dela della den der di do dos du el la le te ten ter van von y zu".split()  # noqa: SIM905
)
_PARTICLE = "|".join(sorted(PARTICLES))
#: what was done with a text, as it stands before "by" and "on"
_DEED = r"(?:(?i:written|reported|posted|published|filed|story|words|text|report|analysis|opinion)\s+)?"
_TWO_NAMES = rf"[A-ZÀ-Þ][\w.'’-]*\s+(?:(?:{_PARTICLE})\s+)*[A-ZÀ-Þ]"
#: "Von", "Di" and "Nina" begin names as well: two names must follow them
_LABEL = re.compile(
    rf"\W*{_DEED}"
    rf"(?:(?i:by)\b(?:[\s:]+|$)|(?:[Vv]on|[Dd]oor|[Pp]ar|[Pp]or|[Nn]i(?:na)?|[Dd]i)(?:\s*:\s*|\s*$|\s+(?={_TWO_NAMES})"
    rf"(?<!Nina\s))|(?:door|par|por|ni|nina)\s+(?=[A-ZÀ-Þ])|Nina\s+(?={_TWO_NAMES}.*(?:,|\b(?:at|and)\b)))"
)
_POSTED_ON = re.compile(rf"{_DEED}on\b(?:$|:?\s+\w)", re.IGNORECASE)
_NAME_WORD = rf"(?:[A-ZÀ-Þ][\w.'’-]*|(?:{_PARTICLE})\b)"
_FULL_NAME = rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,4}}"
_FULL_NAMES = re.compile(rf"{_FULL_NAME}(?:(?:, | and | & | und | en ){_FULL_NAME})*")
#: an agency before its place, which stands for a byline: "AFP, MANILA"
_AGENCY_AND_PLACE = re.compile(r"(AFP|AP|Reuters|REUTERS|dpa|Bloomberg|PNA|UPI|CNA|Xinhua)\s*,\s*[A-ZÀ-Þ .]{3,40}$")


def starts_byline(line: str) -> bool:
    """Return whether a line begins as a byline does."""
    return _LABEL.match(line) is not None


def starts_date_line(line: str) -> bool:
    """Return whether a line begins as one that says when a text was published: "Posted on"."""
    return _POSTED_ON.match(line) is not None


def cut_byline_label(line: str) -> str:
    """Return a byline without the words before the names."""
    return _LABEL.sub("", line, count=1) if starts_byline(line) else line


def find_byline_names(line: str) -> str:
    """Return the names of a line that begins as a byline, or the agency before its place; "" where there are none."""
    if match := _AGENCY_AND_PLACE.match(line):
        return match[1]
    label = _LABEL.match(line)
    names = _FULL_NAMES.match(line, label.end()) if label else None
    return names[0] if names else ""
