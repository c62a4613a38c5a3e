"""How surely two articles are chapters of one case: log-odds by what they share and what sets them apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from text.proceedings.case_names import DOCKET, PERSON, PROCEEDINGS, PROMINENT, SINGLE

#: cases from which on a name says nothing: the better of two bounds in a study of 2,881 local crime reports
COMMON_CASES = 16
#: names, and single words, that count at most: what stands in one sentence says little more than two names
MAX_COUNTED, MAX_WORDS = 3, 4
#: log-odds: a logistic regression over the chapters of tests/labelled/cases.jsonl and cases_second.jsonl among 1,656
#: articles of politics, rounded; those of docket numbers and namesakes, of which there are few examples, set by hand,
#: and that of facts that agree lowered, since invented cases repeat theirs more faithfully than news does
BIAS = -6.9
LOG_ODDS = {
    "docket": 7.0,
    "person": 2.0,
    "prominent_person": 3.3,
    "aside": -1.4,
    "other_name": 2.5,
    "surname": 2.2,
    "namesake": -0.5,
    "word": 2.1,
    "share_of_names": 4.0,
    "cosine": 1.5,
    "same_source": 0.7,
    "contradictions": -0.9,
    "agreements": 2.6,
    "same_branch": 1.3,
    "later_stage": 1.5,
    "same_stage": -1.1,
    "stands_alone": -0.4,
    "another": -1.6,
}
#: probabilities from which on a link is suggested to a person, and is certain; certain only from the third on where
#: places and the like are all that both name: the wrong ones of the three sets in tests/labelled lie below it, and in
#: a young archive every name looks rare
SUGGESTED, CERTAIN, CERTAIN_BY_PLACES = 0.3, 0.65, 0.8
#: features that tie two chapters to the same people or the same facts
_TYING = ("docket", "person", "surname", "namesake", "agreements", "same_branch")


@dataclass(frozen=True, slots=True)
class SharedCaseName:
    """A name that two articles share: in how many cases it is known, and its flags in each."""

    text: str
    cases: int
    flags: int
    other_flags: int

    @property
    def rarity(self) -> float:
        """How much the name says: 1 where one case knows it, 0 where too many do."""
        return max(0.0, 1 - math.log(self.cases, COMMON_CASES))

    def both_have(self, flag: int) -> bool:
        return bool(self.flags & self.other_flags & flag)


@dataclass(frozen=True, slots=True)
class TextComparison:
    """What the texts of two articles say of one another, the earlier and the later."""

    #: kinds of hard facts that disagree, and that agree
    contradictions: int
    agreements: int
    same_branch: bool
    #: the stages of the case, by their order: how far the later article goes beyond the earlier
    stages_gone: int
    #: whether the later reports nothing but an arrest or a crime, and does not look back to the earlier; and whether it
    #: says that this is another one
    stands_alone: bool
    another: bool


#: what speaks for one case as strongly as texts can, before they are read
UNREAD = TextComparison(0, 1, same_branch=True, stages_gone=1, stands_alone=False, another=False)


@dataclass(frozen=True, slots=True)
class ChapterPair:
    """What is compared of two articles that may be chapters of one case."""

    shared: Sequence[SharedCaseName]
    #: names by which the article is known
    known_by: int
    #: of their TF-IDF profiles
    cosine: float
    same_source: bool
    texts: TextComparison = UNREAD

    @property
    def names(self) -> list[SharedCaseName]:
        """What both name, the rarest first: each name once, and single words only where they stand in no whole one."""
        within = {word for name in self.shared if not name.flags & SINGLE for word in name.text.split()}
        kept = {one.text: one for one in self.shared if not (one.flags & SINGLE and one.text in within)}
        return sorted(kept.values(), key=lambda name: name.cases)


def case_probability(pair: ChapterPair) -> float:
    """Return how surely two articles are chapters of one case, 0 to 1."""
    odds = BIAS + sum(LOG_ODDS[name] * value for name, value in pair_features(pair).items())
    return 1 / (1 + math.exp(-odds))


def is_certain(pair: ChapterPair) -> bool:
    """Return whether readers are shown two articles as chapters of one case without a person's word."""
    features = pair_features(pair)
    ties = any(features[name] for name in _TYING)
    return case_probability(pair) >= (CERTAIN if ties else CERTAIN_BY_PLACES)


def pair_features(pair: ChapterPair) -> dict[str, float]:
    """Return what is weighed of a pair."""
    names = pair.names
    docket = best_rarity(name for name in names if (name.flags | name.other_flags) & DOCKET)
    whole = [name for name in names if not name.flags & (DOCKET | SINGLE)]
    persons = [name for name in whole if name.both_have(PERSON)]
    words = [name for name in names if name.flags & SINGLE and not (name.flags | name.other_flags) & DOCKET]
    of_persons = [name for name in words if (name.flags | name.other_flags) & PERSON]
    return {
        "docket": docket,
        "person": best_rarity(persons),
        "prominent_person": best_rarity(name for name in persons if name.both_have(PROMINENT)),
        "aside": min(sum(not name.both_have(PROCEEDINGS) for name in persons), MAX_COUNTED),
        "other_name": min(sum(name.rarity for name in whole if name not in persons), MAX_COUNTED),
        "surname": best_rarity(name for name in of_persons if not name.both_have(PERSON)),
        "namesake": best_rarity(name for name in of_persons if name.both_have(PERSON)),
        "word": min(sum(name.rarity for name in words if name not in of_persons), MAX_WORDS),
        "share_of_names": sum(name.rarity for name in names) / pair.known_by,
        "cosine": pair.cosine,
        "same_source": pair.same_source,
        # a shared docket number outweighs what two papers tell differently
        "contradictions": pair.texts.contradictions * (not docket),
        "agreements": pair.texts.agreements,
        "same_branch": pair.texts.same_branch,
        "later_stage": pair.texts.stages_gone > 0,
        "same_stage": pair.texts.stages_gone == 0,
        "stands_alone": pair.texts.stands_alone,
        "another": pair.texts.another,
    }


def best_rarity(names: Iterable[SharedCaseName]) -> float:
    return max((name.rarity for name in names), default=0)
