"""How surely two articles are chapters of one case: log-odds by what they share and what sets them apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.cases.features import DOCKET, PERSON, PROCEEDINGS, PROMINENT, WORD

#: cases in which a name may be known to count as rare, and as fairly rare: the best two bounds in a study of 2,881
#: local crime reports
RARE_CASES, FAIRLY_RARE_CASES = 6, 15
#: names, and single words, that count at most: what stands in one sentence says little more than two names
MAX_COUNTED, MAX_WORDS = 3, 4
#: log-odds: a logistic regression over the chapters of tests/labelled/cases.jsonl among 1,656 articles of politics,
#: rounded; those of docket numbers, persons and names known in many cases, of which there are few examples, set by hand
BIAS = -6.75
LOG_ODDS = {
    "shared_docket": 7.0,
    "prominent_in_both": 3.6,
    "elsewhere_in_text": -1.2,
    "rare_other": 1.0,
    "rare_word": 0.5,
    "fairly_rare": -0.5,
    "cosine": 10.0,
    "same_source": 1.5,
    "contradictions": -1.5,
    "later_stage": 1.3,
    "same_stage": -1.5,
    "stands_alone": -1.3,
}
#: probabilities from which on a link is certain, and from which on it is suggested to a person
CERTAIN, SUGGESTED = 0.7, 0.3


@dataclass(frozen=True, slots=True)
class SharedCaseName:
    """A name that two articles share: in how many cases it is known, and its flags in each."""

    text: str
    cases: int
    flags: int
    other_flags: int

    def both_have(self, flag: int) -> bool:
        return bool(self.flags & self.other_flags & flag)


@dataclass(frozen=True, slots=True)
class TextComparison:
    """What the texts of two articles say of one another, the earlier and the later."""

    #: kinds of hard facts that disagree
    contradictions: int
    #: the stages of the case, by their order: how far the later article goes beyond the earlier
    stages_gone: int
    #: whether the later reports nothing but an arrest or a crime, and does not look back to the earlier, or tells of
    #: another one
    stands_alone: bool


#: what speaks for one case as strongly as texts can, before they are read
UNREAD = TextComparison(0, 1, stands_alone=False)


@dataclass(frozen=True, slots=True)
class ChapterPair:
    """What is compared of two articles that may be chapters of one case."""

    shared: Sequence[SharedCaseName]
    #: of their TF-IDF profiles
    cosine: float
    same_source: bool
    days: float
    texts: TextComparison = UNREAD


def case_probability(pair: ChapterPair) -> float:
    """Return how surely two articles are chapters of one case, 0 to 1."""
    odds = BIAS + sum(LOG_ODDS[name] * value for name, value in pair_features(pair).items())
    return 1 / (1 + math.exp(-odds))


def pair_features(pair: ChapterPair) -> dict[str, float]:
    """Return what is weighed of a pair."""
    docket = any(name.flags & DOCKET and name.cases <= RARE_CASES for name in pair.shared)
    # a name of three words is indexed in two forms
    names = list({name.text: name for name in pair.shared if not name.flags & (DOCKET | WORD)}.values())
    rare = [name for name in names if name.cases <= RARE_CASES]
    persons = [name for name in rare if name.both_have(PERSON)]
    within = {word for name in names for word in name.text.casefold().split()}
    words = [name for name in pair.shared if name.flags & WORD and name.text not in within]
    return {
        "shared_docket": docket,
        "prominent_in_both": any(name.both_have(PROMINENT) for name in persons),
        "elsewhere_in_text": min(sum(not name.both_have(PROCEEDINGS) for name in persons), MAX_COUNTED),
        "rare_other": min(len(rare) - len(persons), MAX_COUNTED),
        "rare_word": min(sum(name.cases <= RARE_CASES for name in words), MAX_WORDS),
        "fairly_rare": min(len(names) - len(rare), MAX_COUNTED),
        "cosine": pair.cosine,
        "same_source": pair.same_source,
        # a shared docket number outweighs what two papers tell differently
        "contradictions": pair.texts.contradictions * (not docket),
        "later_stage": pair.texts.stages_gone > 0,
        "same_stage": pair.texts.stages_gone == 0,
        "stands_alone": pair.texts.stands_alone,
    }
