"""The quotations of two texts on one event, lined up: verbatim, trimmed, altered, given to another speaker."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from text.ledgers.entries import Quotation
from text.quotations.persons import surname_of
from text.unicode import text_key

VERBATIM, TRIMMED, ALTERED, OTHER_SPEAKER, TRANSLATED = "verbatim", "trimmed", "altered", "other speaker", "translated"
ONLY_HERE, LOST = "only here", "lost"
#: share of two quotations' words, in order, from which on one was made of the other: of both together, and of the
#: shorter one within the longer; set on the labelled documents
_SAME_WORDS: Final = 0.7
_SAME_PART: Final = 0.85


class AlignedQuotations(NamedTuple):
    """A quotation of the base text and one of the other, None where there is no counterpart, and how they relate."""

    base: Quotation | None
    other: Quotation | None
    status: str


def align_quotations(
    base: Sequence[Quotation], other: Sequence[Quotation], *, translated: bool
) -> list[AlignedQuotations]:
    """Line up the quotations of a base text and another one, in the other's order, then those that it has lost."""
    free = list(base)
    aligned: list[AlignedQuotations] = []
    for one in other:
        match = _same_speaker(one, free) if translated else _same_words(one, free)
        if match is None:
            aligned.append(AlignedQuotations(None, one, ONLY_HERE))
            continue
        aligned.append(AlignedQuotations(match, one, TRANSLATED if translated else _relation(match, one)))
        if translated:
            free.remove(match)
    used = {pair.base for pair in aligned}
    return aligned + [AlignedQuotations(one, None, LOST) for one in base if one not in used]


def _same_words(one: Quotation, among: Sequence[Quotation]) -> Quotation | None:
    best = max(((_likeness(each, one), each) for each in among), key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= _SAME_WORDS else None


def _likeness(base: Quotation, other: Quotation) -> float:
    """Return the share of words that two quotations have in the same order; of the shorter one, where that is most."""
    ours, theirs = (key.split() for key in _keys(base, other))
    common = sum(block.size for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks())
    part = common / max(1, min(len(ours), len(theirs)))
    return max(2 * common / max(1, len(ours) + len(theirs)), part if part >= _SAME_PART else 0.0)


def _same_speaker(one: Quotation, among: Sequence[Quotation]) -> Quotation | None:
    return next((each for each in among if surname_of(each.speaker) == surname_of(one.speaker)), None)


def _relation(base: Quotation, other: Quotation) -> str:
    speakers = surname_of(base.speaker), surname_of(other.speaker)
    if all(speakers) and speakers[0] != speakers[1]:
        return OTHER_SPEAKER
    ours, theirs = _keys(base, other)
    if ours == theirs:
        return VERBATIM
    return TRIMMED if theirs in ours else ALTERED


def _keys(base: Quotation, other: Quotation) -> tuple[str, str]:
    return text_key(base.text), text_key(other.text)
