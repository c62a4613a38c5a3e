"""All rules over a text: what may identify a child in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from text.care.children import find_child_names, find_initials, find_nicknames
from text.care.findings import CareFinding
from text.care.homes import find_schools, find_shelters, find_streets, find_villages
from text.care.particulars import find_ages_with_places, find_birth_dates, find_handles, find_phones
from text.care.passages import CareSentence, split_passages
from text.care.relations import find_incest, find_relatives

#: the version of the rules: a higher one has every article looked at again
RULES: Final = "1"

_OF_A_SENTENCE: Final[tuple[Callable[[CareSentence], Iterator[CareFinding]], ...]] = (
    find_child_names,
    find_nicknames,
    find_initials,
    find_streets,
    find_villages,
    find_schools,
    find_shelters,
    find_incest,
    find_birth_dates,
    find_ages_with_places,
    find_phones,
    find_handles,
)


def find_identifying(text: str) -> list[CareFinding]:
    """Return what may identify a child in a text, in its order; that none is found does not mean that none is there."""
    passages = split_passages(text)
    found = {finding for passage in passages for rule in _OF_A_SENTENCE for finding in rule(passage)}
    return sorted(found.union(find_relatives(passages)), key=lambda one: (one.start, one.end, one.rule))
