"""A number with the sentence around it, as those who tell what it counts read it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from text.figures.clauses import Clause
from text.figures.kinds import SAFE_KINDS
from text.figures.numbers import WrittenNumber
from text.ledgers.entries import Figure

#: characters before a number in its sentence that are looked through; chosen, not measured: hardly a sentence has as
#: many, but a list of names and numbers without a full stop may be as long as a page
REACH_BEFORE: Final = 1_000
_CONFIDENCE: Final = {"safe": 0.95, "other": 0.7}
STATUS: Final = {
    "maximum": re.compile(
        r"\b(?:up to|at most|no more than|maximum|hanggang|bis zu|höchstens|maximaal|tot)\s{0,4}\S{0,40}\s{0,4}$",
        re.IGNORECASE,
    ),
    "planned": re.compile(
        r"\b(?:will|plans?|planned|target|aims?|pledged|would|soll|sollen|zal|magsasanay|"
        r"sasanayin|mobansay|bansayon)\b",
        re.IGNORECASE,
    ),
    "estimate": re.compile(
        r"\b(?:about|around|some|roughly|nearly|almost|estimated|approximately|more than|over|at least|"
        r"tinatayang|humigit|mga|kapin|rund|etwa|mehr als|ruim|ongeveer)\s{0,4}\S{0,40}\s{0,4}$",
        re.IGNORECASE,
    ),
}


class NumberInText(NamedTuple):
    """A number with its text, the sentence around it, and the currencies that stand before numbers."""

    text: str
    sentence_start: int
    sentence_end: int
    number: WrittenNumber
    #: by where a number begins: where its currency begins, and that currency's code
    currencies: Mapping[int, tuple[int, str]]
    clause: Clause
    #: which of the clause's numbers this one is
    order: int

    @property
    def sentence(self) -> str:
        return self.text[self.sentence_start : self.sentence_end]

    @property
    def start(self) -> int:
        """Where the number begins in its sentence."""
        return self.number.start - self.sentence_start

    @property
    def end(self) -> int:
        """Where the number ends in its sentence."""
        return self.number.end - self.sentence_start

    @property
    def behind(self) -> str:
        return self.sentence[self.end :]

    @property
    def before(self) -> str:
        return self.sentence[max(0, self.start - REACH_BEFORE) : self.start]

    def figure(self, unit: str, kind: str, *, length: int = 0, start: int | None = None) -> Figure:
        """Return the figure with ``length`` characters behind the number, from ``start`` in the text where given."""
        begin = self.number.start if start is None else start
        end = self.number.end + length
        before = self.text[max(self.sentence_start, begin - REACH_BEFORE) : begin]
        status = next((name for name, sign in STATUS.items() if sign.search(before)), "achieved")
        confidence = _CONFIDENCE["safe" if kind in SAFE_KINDS else "other"]
        currency = unit if unit.isupper() else ""
        return Figure(
            self.number.value, None, unit, currency, kind, status, self.text[begin:end], begin, end, confidence
        )
