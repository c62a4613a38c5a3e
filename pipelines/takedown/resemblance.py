"""What an article has of a text that was taken down: the same text, a quote, or only the same case."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Final

from items import Resemblance
from storage.tables.takedown.texts import SharedFingerprints
from text.fingerprints import TextFingerprints, facts_by_place

SAME_TEXT: Final = "same text"
QUOTE: Final = "quote"
SAME_CASE: Final = "same case"

# All numbers were chosen, not measured one by one; tests/pipelines/takedown shows what they tell apart.

#: share of either text's shingles from which on it is nearly the same text: one word in five may have changed
_MIN_SAME_SHARE: Final = 0.4
#: shingles that a short text must share
_MIN_SHINGLES: Final = 3
#: shingles, and their share of either text, from which on it quotes the removed one
_MIN_QUOTED_SHINGLES, _MIN_QUOTED_SHARE = 12, 0.1
#: pairs of names and numbers from which on they tell anything, of five names there are ten; and their share of the
#: fewer pairs from which on any text, also a translated one, tells the same case
_MIN_FACTS, _MIN_SAME_CASE_SHARE = 10, 0.3
#: names and numbers between shared passages from which on a text may have filled a form with another case
_MIN_FACTS_BETWEEN: Final = 3


def resemblances(fingerprints: TextFingerprints, shared: Iterable[SharedFingerprints]) -> list[Resemblance]:
    """Return what a text has of those taken down, of each at most one thing."""
    found = (resemblance(fingerprints, one) for one in shared)
    return [one for one in found if one is not None]


def resemblance(fingerprints: TextFingerprints, shared: SharedFingerprints) -> Resemblance | None:
    """Return what a text has of one that was taken down; None where it has nothing that tells."""
    shingles = fingerprints.shingles & shared.shared
    # copies that were taken down later add to a removed text's fingerprints
    share_of_removed = min(len(shingles) / max(shared.of_shingles, 1), 1.0)
    share_of_text = len(shingles) / max(len(fingerprints.shingles), 1)
    share = max(share_of_removed, share_of_text)
    if share >= _MIN_SAME_SHARE and len(shingles) >= min(_MIN_SHINGLES, shared.of_shingles):
        kind = QUOTE if is_filled_form(fingerprints, shingles) else SAME_TEXT
    elif len(shingles) >= _MIN_QUOTED_SHINGLES and share >= _MIN_QUOTED_SHARE:
        kind = QUOTE
    elif tells_same_case(fingerprints, shared):
        kind = SAME_CASE
    else:
        return None
    return Resemblance(shared.text, kind, share_of_removed, share_of_text)


def is_filled_form(fingerprints: TextFingerprints, shared: Set[int]) -> bool:
    """Return whether a text has only the form of a removed one, and names and numbers of its own in it."""
    within, between = facts_by_place(fingerprints, shared)
    return between >= _MIN_FACTS_BETWEEN and between > within


def tells_same_case(fingerprints: TextFingerprints, shared: SharedFingerprints) -> bool:
    """Return whether a text has so many of a removed one's names and numbers together that it tells the same."""
    facts = len(fingerprints.facts & shared.shared)
    fewer = min(shared.of_facts, len(fingerprints.facts))
    return facts >= _MIN_FACTS and facts >= _MIN_SAME_CASE_SHARE * fewer
