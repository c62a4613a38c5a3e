"""Who is who in a text: every name beside a child that is meant, weighed together with where else it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final, NamedTuple

from text.care.mentions import ONE_CHILD
from text.care.passages import CareSentence
from text.care.persons.evidence import CERTAIN, HINT, NOUN, VERB, NameEvidence
from text.care.persons.names import UNKNOWN_WITHIN, NameCandidate, find_name_candidates, name_key
from text.care.persons.people import weigh
from text.care.persons.pseudonyms import pseudonymous_keys
from text.care.words.vocabulary import COMMON, LINKING, RESCUE, SURVIVOR, word_list

#: from which weight on a name is a child's; chosen on tests/labelled/care.jsonl
_CHILD: Final = 3


#: what the form of a name counts at most: that somebody is a person makes nobody a child
_MOST_LIKELY: Final = 2
_SUBJECT: Final = word_list("subject")
_ARTICLES: Final = word_list("articles")


class CastRole(Enum):
    """Whose a name is."""

    CHILD = "child"
    RELATIVE = "relative"
    ACCUSED = "accused"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CastMember:
    """A name in a sentence, and whose it is."""

    passage: CareSentence
    name: NameCandidate
    evidence: NameEvidence
    role: CastRole

    @property
    def start(self) -> int:
        """Where the name begins in the text."""
        return self.passage.tokens[self.name.first].start

    @property
    def end(self) -> int:
        """Where it ends, without the ending of a genitive."""
        last = self.passage.tokens[self.name.behind - 1]
        return last.end - 2 * last.is_genitive


@dataclass(frozen=True, slots=True)
class Cast:
    """The names of a text by the sentence they stand in, and those that are not real."""

    by_sentence: Mapping[int, Sequence[CastMember]]
    pseudonyms: frozenset[tuple[str, ...]]

    def real(self, at: int) -> list[CastMember]:
        """Return the names in a sentence that the text does not say are others'."""
        members = self.by_sentence.get(at, ())
        return [one for one in members if name_key(one.passage.tokens, one.name) not in self.pseudonyms]


def read_cast(passages: Sequence[CareSentence]) -> Cast:
    """Return who is who in the sentences of a text that are in reach of a child."""
    named = {at: find_name_candidates(passage) for at, passage in enumerate(passages) if _may_matter(passage)}
    weighed = {at: [(one, weigh(passages[at], one)) for one in names] for at, names in named.items()}
    known = _Known(_names_of_grown_ups(passages, weighed), _introduced(passages))
    members = {
        at: [
            CastMember(passages[at], one, evidence, _role(passages[at], one, evidence, known))
            for one, evidence in names
        ]
        for at, names in weighed.items()
    }
    return Cast(members, pseudonymous_keys(passages, named))


def _may_matter(passage: CareSentence) -> bool:
    """Return whether the names in a sentence are in reach of a child, or of a survivor who may speak in her own."""
    return bool(passage.near or (passage.bits | passage.beside) & SURVIVOR)


class _Known(NamedTuple):
    """What a text says of names elsewhere."""

    #: last words of names that are surely those of grown-ups, and words of names of more than one word
    grown_up: frozenset[str]
    introduced: frozenset[str]


def _introduced(passages: Sequence[CareSentence]) -> frozenset[str]:
    """Return the words that stand in names of more than one word, by which who bears one was introduced."""
    if not passages:
        return frozenset()
    joined = (pair for pair in pairwise(passages[0].tokens) if pair[0].is_capital and pair[1].is_capital)
    return frozenset(token.folded for pair in joined for token in pair)


def _names_of_grown_ups(
    passages: Sequence[CareSentence], weighed: Mapping[int, Sequence[tuple[NameCandidate, NameEvidence]]]
) -> frozenset[str]:
    """Return the last words of the names that somewhere in the text are surely those of a grown-up."""
    return frozenset(
        passages[at].tokens[one.behind - 1].folded
        for at, names in weighed.items()
        for one, evidence in names
        if evidence.adult >= NOUN and evidence.adult > evidence.child
    )


def _role(passage: CareSentence, one: NameCandidate, evidence: NameEvidence, known: _Known) -> CastRole:
    last = passage.tokens[one.behind - 1].folded
    adult = max(evidence.adult, NOUN if last in known.grown_up else 0)
    by_first_name = last not in known.introduced and _is_first_name_only(passage, one, evidence)
    if by_first_name or (_may_be_childs(evidence, adult) and _is_child(passage, one, evidence, adult)):
        return CastRole.CHILD
    if one.likeness < (UNKNOWN_WITHIN if evidence.relative >= NOUN else 0):
        return CastRole.OTHER
    if evidence.relative and evidence.relative >= evidence.adult - max(evidence.accused, evidence.aged):
        return CastRole.RELATIVE
    return CastRole.ACCUSED if evidence.accused else CastRole.OTHER


def _is_first_name_only(passage: CareSentence, one: NameCandidate, evidence: NameEvidence) -> bool:
    """Return whether somebody speaks close to one child who is called by a single name all through a text."""
    speaks = evidence.speaker and evidence.adult == evidence.speaker
    is_name = one.likeness >= (0 if one.is_given else UNKNOWN_WITHIN)
    before = passage.tokens[one.first - 1].folded if one.first > passage.first else ""
    return bool(speaks) and not one.is_whole and is_name and before not in _ARTICLES and passage.near == ONE_CHILD


def _may_be_childs(evidence: NameEvidence, adult: int) -> bool:
    """Return whether what tells of a relative or of somebody else does not outweigh what tells of a child."""
    return adult < CERTAIN and adult <= evidence.child and evidence.relative < max(evidence.child, VERB)


def _is_child(passage: CareSentence, one: NameCandidate, evidence: NameEvidence, adult: int) -> bool:
    """Return whether a name is a child's: by a noun beside it, or as the only one told beside one child."""
    if evidence.child >= NOUN:
        return one.likeness >= (UNKNOWN_WITHIN if one.is_given or passage.child else 0)
    only_speaks = adult == evidence.speaker and evidence.child >= VERB
    if (adult and not only_speaks) or (passage.bits | passage.beside) & SURVIVOR:
        return False
    if one.likeness == UNKNOWN_WITHIN:
        told_of = passage.child == ONE_CHILD or passage.leads_to_child
        return told_of and (evidence.child >= VERB or _stands_as_person(passage, one))
    is_name = one.is_given or one.likeness > 1 or (one.is_whole and evidence.child >= VERB)
    return one.likeness > 0 and is_name and _weight(passage, one, evidence) >= _CHILD


def _weight(passage: CareSentence, one: NameCandidate, evidence: NameEvidence) -> int:
    """Return what speaks for a child's name that no noun beside it tells: verbs, its form, how near a child is."""
    told = max(evidence.child, HINT if passage.leads_to_child else 0) + min(one.likeness, _MOST_LIKELY)
    if passage.child == ONE_CHILD:
        return told + 2
    return told + (1 if evidence.child or passage.leads_to_child else -1)


def _stands_as_person(passage: CareSentence, one: NameCandidate) -> bool:
    """Return whether a single word that nobody knows stands where only a person's name may: "it was X who", "met X"."""
    tokens = passage.tokens
    if one.first == passage.first:
        return False
    before, behind = tokens[one.first - 1], tokens[min(one.behind, passage.behind - 1)]
    if before.is_capital or not before.word.isalpha() or before.folded in _ARTICLES or tokens[one.first].gap != " ":
        return False
    return (
        not before.bits
        or bool(before.bits & RESCUE)
        or (behind.folded in _SUBJECT and not before.bits & ~(LINKING | COMMON))
    )
