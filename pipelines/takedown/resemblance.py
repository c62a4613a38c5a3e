"""What an article has of a text that was taken down: the same text, a quote, or only the same case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from items import Resemblance
from storage.tables.takedown.texts import SharedFingerprints
from text.fingerprints import TextFingerprints

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
#: pairs of names and numbers from which on they tell anything: of five names there are ten
_MIN_FACTS: Final = 10
#: share of the fewer pairs under which a text in the same words tells another case, and from which on any text, also a
#: translated one, tells the same
_MAX_OTHER_CASE_SHARE, _MIN_SAME_CASE_SHARE = 0.2, 0.3


def resemblances(fingerprints: TextFingerprints, shared: Iterable[SharedFingerprints]) -> list[Resemblance]:
    """Return what a text has of those taken down, of each at most one thing."""
    found = (resemblance(fingerprints, one) for one in shared)
    return [one for one in found if one is not None]


def resemblance(fingerprints: TextFingerprints, shared: SharedFingerprints) -> Resemblance | None:
    """Return what a text has of one that was taken down; None where it has nothing that tells."""
    # copies that were taken down later add to a removed text's fingerprints
    share_of_removed = min(shared.shingles / max(shared.of_shingles, 1), 1.0)
    share_of_text = shared.shingles / max(len(fingerprints.shingles), 1)
    kind = _kind(shared, max(share_of_removed, share_of_text), min(shared.of_facts, len(fingerprints.facts)))
    return Resemblance(shared.text, kind, share_of_removed, share_of_text) if kind else None


def _kind(shared: SharedFingerprints, share: float, fewer_facts: int) -> str:
    """Return what is the same; ``share`` is the larger one, ``fewer_facts`` how many pairs both texts could share."""
    shares_facts = shared.facts / max(fewer_facts, 1)
    if share >= _MIN_SAME_SHARE and shared.shingles >= min(_MIN_SHINGLES, shared.of_shingles):
        is_form = fewer_facts >= _MIN_FACTS and shares_facts < _MAX_OTHER_CASE_SHARE
        return QUOTE if is_form else SAME_TEXT
    if shared.shingles >= _MIN_QUOTED_SHINGLES and share >= _MIN_QUOTED_SHARE:
        return QUOTE
    return SAME_CASE if shared.facts >= _MIN_FACTS and shares_facts >= _MIN_SAME_CASE_SHARE else ""
