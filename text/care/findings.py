"""What the guard finds: a rule, how grave it is, and where in a text it applies."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

#: the version of the rules: a higher one has every article looked at again
RULES: Final = "2"


class Severity(StrEnum):
    """What follows from a finding: a block and a hold mask their words until a person decides, a note masks nothing."""

    BLOCK = "block"
    HOLD = "hold"
    NOTE = "note"


#: the severity of each rule; docs/care.md has the law behind it
SEVERITIES: Final[dict[str, Severity]] = {
    "child_name": Severity.BLOCK,
    "nickname": Severity.HOLD,
    "initials": Severity.HOLD,
    "street": Severity.HOLD,
    "village": Severity.HOLD,
    "school": Severity.HOLD,
    "relative": Severity.HOLD,
    "incest": Severity.HOLD,
    "birth_date": Severity.HOLD,
    "age_place": Severity.HOLD,
    "age_kin": Severity.HOLD,
    "phone": Severity.BLOCK,
    "shelter": Severity.HOLD,
    "handle": Severity.BLOCK,
    "survivor_leader": Severity.NOTE,
    "redacted": Severity.BLOCK,
}


class CareFinding(NamedTuple):
    """A rule that applies to a stretch of a text."""

    rule: str
    start: int
    end: int

    @property
    def severity(self) -> Severity:
        """What follows from it."""
        return SEVERITIES[self.rule]
