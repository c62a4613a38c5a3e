"""All rules over a text: what may identify a child in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from text.care.children import find_child_names, find_initials, find_nicknames, find_survivor_leaders
from text.care.findings import CareFinding
from text.care.homes import find_ages_with_places
from text.care.institutions import find_schools, find_shelters
from text.care.particulars import find_birth_dates, find_handles, find_phones
from text.care.passages import CareSentence, split_passages
from text.care.persons.cast import Cast, read_cast
from text.care.relations import find_ages_with_relatives, find_incest
from text.care.relatives import find_relatives
from text.care.streets import find_streets, find_villages

_OF_THE_CAST: Final = (find_child_names, find_nicknames, find_survivor_leaders)
_OF_A_SENTENCE: Final = (
    find_initials,
    find_streets,
    find_villages,
    find_ages_with_places,
    find_schools,
    find_shelters,
    find_incest,
    find_ages_with_relatives,
    find_birth_dates,
    find_handles,
)


def find_identifying(text: str) -> list[CareFinding]:
    """Return what may identify a child in a text, in its order; that none is found does not mean that none is there."""
    passages = split_passages(text)
    if not passages:
        return []
    cast = read_cast(passages)
    found = set(_found(passages, cast))
    return sorted(found, key=lambda one: (one.start, one.end, one.rule))


def _found(passages: Sequence[CareSentence], cast: Cast) -> Iterator[CareFinding]:
    for at, passage in enumerate(passages):
        for rule in _OF_THE_CAST:
            yield from rule(at, passage, cast)
        for find in _OF_A_SENTENCE:
            yield from find(passage)
        yield from find_phones(at, passages)
    yield from find_relatives(passages, cast)
