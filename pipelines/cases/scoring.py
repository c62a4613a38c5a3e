"""How surely two articles are chapters of one case: log-odds by what they share and what sets them apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.cases.features import DOCKET, PERSON, PROMINENT, WORD

#: cases in which a name may be known to count as rare, and as fairly rare: the best two bounds in a study of 2,881
#: local crime reports
RARE_CASES, FAIRLY_RARE_CASES = 6, 15
#: names that count at most: five names from one sentence say little more than two
MAX_COUNTED = 3
#: log-odds; set by hand on the chains of tests/labelled/cases.jsonl
BIAS = -4.6
RARE_PERSON, RARE_OTHER, RARE_WORD, FAIRLY_RARE, PROMINENT_IN_BOTH, SHARED_DOCKET = 2.4, 0.6, 0.7, 0.4, 1.8, 6.0
COSINE, SAME_SOURCE, LOG_DAYS, CONTRADICTION = 6.0, 0.3, -0.08, -3.0
#: probabilities from which on a link is certain, and from which on it is suggested to a person
CERTAIN, SUGGESTED = 0.62, 0.2


@dataclass(frozen=True, slots=True)
class SharedCaseName:
    """A name that two articles share: in how many cases it is known, and its flags in each."""

    text: str
    cases: int
    flags: int
    other_flags: int


@dataclass(frozen=True, slots=True)
class ChapterPair:
    """What is compared of two articles that may be chapters of one case."""

    shared: Sequence[SharedCaseName]
    #: of their TF-IDF profiles
    cosine: float
    same_source: bool
    days: float
    #: kinds of hard facts that disagree
    contradictions: int


def case_probability(pair: ChapterPair) -> float:
    """Return how surely two articles are chapters of one case, 0 to 1."""
    dockets = [name for name in pair.shared if name.flags & DOCKET and name.cases <= RARE_CASES]
    names = [name for name in pair.shared if not name.flags & (DOCKET | WORD)]
    within = {word for name in names for word in name.text.casefold().split()}
    # a word of a name that both share whole says nothing more
    words = [name for name in pair.shared if name.flags & WORD and name.text not in within]
    rare_words = [name for name in words if name.cases <= RARE_CASES]
    rare = [name for name in names if name.cases <= RARE_CASES]
    persons = [name for name in rare if name.flags & name.other_flags & PERSON]
    prominent = any(name.flags & name.other_flags & PROMINENT for name in persons)
    odds = (
        BIAS
        + RARE_PERSON * min(len(persons), MAX_COUNTED)
        + RARE_OTHER * min(len(rare) - len(persons), MAX_COUNTED)
        + RARE_WORD * min(len(rare_words), MAX_COUNTED)
        + FAIRLY_RARE * min(len(names) - len(rare), MAX_COUNTED)
        + PROMINENT_IN_BOTH * prominent
        + SHARED_DOCKET * bool(dockets)
        + COSINE * pair.cosine
        + SAME_SOURCE * pair.same_source
        + LOG_DAYS * math.log1p(pair.days)
        # a shared docket number outweighs what two papers tell differently
        + CONTRADICTION * pair.contradictions * (not dockets)
    )
    return 1 / (1 + math.exp(-odds))
