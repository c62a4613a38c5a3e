"""The names of a child's relatives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from text.care.findings import CareFinding
from text.care.passages import CareSentence
from text.care.persons.cast import Cast, CastMember, CastRole
from text.care.persons.evidence import CERTAIN
from text.care.relations import family_words

#: sentences around one that tells of the family in which the accused is named
_BEFORE, _BEHIND = 2, 2


def find_relatives(passages: Sequence[CareSentence], cast: Cast) -> Iterator[CareFinding]:
    """Yield the names of a child's relatives, also of one accused who is named beside the sentence that says so."""
    family = {
        near
        for at, passage in enumerate(passages)
        if passage.near and family_words(passage)
        for near in range(at - _BEFORE, at + _BEHIND + 1)
    }
    for at in cast.by_sentence:
        for one in cast.real(at):
            if one.role is CastRole.RELATIVE or (at in family and _is_accused_in_family(one)):
                yield CareFinding("relative", one.start, one.end)


def _is_accused_in_family(one: CastMember) -> bool:
    return one.role is CastRole.ACCUSED or (
        one.role is CastRole.OTHER and one.name.likeness > 0 and one.evidence.adult >= CERTAIN and _has_adult_age(one)
    )


def _has_adult_age(one: CastMember) -> bool:
    return any(
        not age.is_child and (0 <= age.first - one.name.behind <= 1 or 0 <= one.name.first - age.behind <= 3)
        for age in one.passage.ages
    )
