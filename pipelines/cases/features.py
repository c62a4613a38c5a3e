"""What of an article leads to the other chapters of its case: names and docket numbers, hashed, with flags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from text.proceedings.docket_numbers import find_docket_numbers
from text.proceedings.names import ProperName, find_names

#: flags of a name: a person's, prominent in the text, a docket number, a single word
PERSON, PROMINENT, DOCKET, WORD = 1, 2, 4, 8
#: names of an article that are indexed, and the weightiest single words among its names: they bound the index, some 300
#: bytes an article; chosen, not measured
MAX_INDEXED_NAMES, MAX_INDEXED_WORDS = 14, 8
#: bytes of a name's hash: among a million articles a few names of 2^40 coincide
HASH_BYTES = 5


@dataclass(frozen=True, slots=True)
class CaseName:
    """A name or docket number of an article: how it is written, its hash, and its flags."""

    text: str
    hash: int
    flags: int


def case_names(title: str, text: str, words: Sequence[str]) -> tuple[CaseName, ...]:
    """Return the names of an article by which its case is known: docket numbers, then what it is most about.

    ``words`` are the single words of its names, the weightiest first. Officials stand in many cases and tell none from
    another.
    """
    found = find_names(title, text)
    dockets = [CaseName(one, name_hash(f"#{one}"), DOCKET) for one in sorted(find_docket_numbers(text))]
    names = [CaseName(one.surface, name_hash(one.key), name_flags(one)) for one in found if not one.official]
    names.sort(key=lambda name: -name.flags)
    officials = {word for one in found if one.official for word in one.key.split()}
    single = [CaseName(word, name_hash(f"={word}"), WORD) for word in words if word not in officials]
    return (*(*dockets, *names)[:MAX_INDEXED_NAMES], *single[:MAX_INDEXED_WORDS])


def name_flags(name: ProperName) -> int:
    return PERSON * name.is_person + PROMINENT * name.prominent


def name_hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=HASH_BYTES).digest())
