"""What of an article leads to the other chapters of its case: names and docket numbers, hashed, with flags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from pipelines.grouping.features import DocumentFeatures
from text.proceedings.court_words import MIN_PER_HUNDRED, proceedings_words
from text.proceedings.docket_numbers import find_docket_numbers
from text.proceedings.names import ProperName, find_names

#: flags of a name: a person's, prominent in the text, a docket number, a single word, in a sentence on police and
#: courts; a single word is a person's where it belongs to the whole name of one
PERSON, PROMINENT, DOCKET, WORD, PROCEEDINGS = 1, 2, 4, 8, 16
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


def case_names(document: DocumentFeatures, words: Sequence[str]) -> tuple[CaseName, ...]:
    """Return the names of an article by which its case is known: docket numbers, then what it is most about.

    ``words`` are the single words of its names, the weightiest first. Officials stand in many cases and tell none from
    another. An article that hardly speaks of police and courts belongs to no case.
    """
    speaking = proceedings_words(document.vocabulary)
    spoken = sum(word in speaking for word in document.words)
    if not spoken or 100 * spoken < MIN_PER_HUNDRED * len(document.words):
        return ()
    own = document.own_sentences
    # who is meant is often told in the next sentence: "She was identified as ..."
    before_court = [
        one
        for before, one in zip([own[0], *own], own, strict=False)
        if not speaking.isdisjoint(before.words + one.words)
    ]
    court_text = "\n".join(document.article.text[one.start : one.end] for one in before_court)
    own_text = "\n".join(document.article.text[one.start : one.end] for one in document.own_sentences)
    found = find_names(document.article.title, own_text)
    names = [
        CaseName(one.surface, name_hash(one.key), name_flags(one) | PROCEEDINGS * (one.surface in court_text))
        for one in found
        if not one.official
    ]
    names.sort(key=lambda name: -(name.flags & (PERSON | PROMINENT)))
    dockets = [CaseName(one, name_hash(f"#{one}"), DOCKET) for one in sorted(find_docket_numbers(own_text))]
    court_words = frozenset().union(*(one.words for one in before_court))
    return (*(*dockets, *names)[:MAX_INDEXED_NAMES], *single_words(found, words, court_words)[:MAX_INDEXED_WORDS])


def single_words(found: Sequence[ProperName], words: Sequence[str], court_words: frozenset[str]) -> list[CaseName]:
    """Return the words of names that are no officials', each told whether it is part of a person's whole name."""
    officials = {word for one in found if one.official for word in one.key.split()}
    persons = {word for one in found if one.is_person for word in one.key.split()}
    return [
        CaseName(word, name_hash(f"={word}"), WORD | PERSON * (word in persons) | PROCEEDINGS * (word in court_words))
        for word in words
        if word not in officials
    ]


def name_flags(name: ProperName) -> int:
    return PERSON * name.is_person + PROMINENT * name.prominent


def name_hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=HASH_BYTES).digest())
