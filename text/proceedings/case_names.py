"""What of a text leads to the other chapters of its case: names, single words of names and docket numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from text.bodies.catalogue import bodies_by_phrase
from text.phrases.finding import fold_phrase
from text.proceedings.court_words import MIN_PER_HUNDRED, proceedings_words
from text.proceedings.docket_numbers import find_docket_numbers
from text.proceedings.name_words import find_name_words, is_common
from text.proceedings.names import ProperName, find_names
from text.sentences import Sentence
from text.words import split_words, straighten_apostrophes

#: flags of a name: a person's, prominent in the text, a docket number, a single word, in a sentence on police and
#: courts, only at the beginning of a sentence, where any word has a capital; a single word is a person's where it
#: belongs to the whole name of one, and prominent where it stands in the title
PERSON, PROMINENT, DOCKET, SINGLE, PROCEEDINGS, INITIAL = 1, 2, 4, 8, 16, 32


class CaseName(NamedTuple):
    """A name or docket number of a text: how it is written, the key by which it is compared, and its flags."""

    written: str
    key: str
    flags: int


class CaseNames(NamedTuple):
    """Docket numbers and whole names, those first that the text is most about; and single words of names."""

    whole: Sequence[CaseName] = ()
    single: Sequence[CaseName] = ()


def find_case_names(title: str, text: str, sentences: Sequence[Sentence], language: str = "") -> CaseNames:
    """Return the names of an article by which its case is known.

    Officials stand in many cases and tell none from another, as do agencies. An article that hardly speaks of police
    and courts belongs to no case.
    """
    words = [*split_words(title), *(word for sentence in sentences for word in sentence.words)]
    speaking = proceedings_words(frozenset(words))
    spoken = sum(word in speaking for word in words)
    dockets = [CaseName(written, f"#{key}", DOCKET) for key, written in sorted(find_docket_numbers(text).items())]
    if not sentences or not (dockets or (spoken and 100 * spoken >= MIN_PER_HUNDRED * len(words))):
        return CaseNames()
    # who is meant is often told in the next sentence: "She was identified as ..."
    before_court = [
        one
        for before, one in zip([sentences[0], *sentences], sentences, strict=False)
        if not speaking.isdisjoint(before.words + one.words)
    ]
    court_text = straighten_apostrophes("\n".join(text[one.start : one.end] for one in before_court))
    found = find_names(title, text)
    words_of_names = find_name_words(title, text, sentences, language)
    single = [_mark_operation(one, dockets) for one in _single_words(found, words_of_names, title, court_text)]
    return CaseNames([*dockets, *_whole_names(found, court_text)], single)


def _mark_operation(word: CaseName, dockets: Sequence[CaseName]) -> CaseName:
    """Return a word marked as a docket number is where an operation has no other name: "Operation Fjordlys"."""
    named = any(one.written.split()[1:] == [word.written] for one in dockets)
    return word._replace(flags=word.flags | DOCKET * named)


def _whole_names(found: Sequence[ProperName], court_text: str) -> list[CaseName]:
    """Return the names of several words, those of persons whom the text is about first."""
    names = [
        CaseName(one.surface, one.key, _flags(one) | PROCEEDINGS * (one.surface in court_text))
        for one in found
        if not _is_office(one) and not find_docket_numbers(one.surface) and not all(map(is_common, one.key.split()))
    ]
    return sorted(names, key=lambda name: -(name.flags & (PERSON | PROMINENT)))


def _is_office(name: ProperName) -> bool:
    """Return whether a name is that of an official or an agency."""
    return name.official or fold_phrase(name.surface) in bodies_by_phrase()


def _flags(name: ProperName) -> int:
    person = name.is_person and not proceedings_words(frozenset(name.key.split()))
    return PERSON * person | PROMINENT * name.prominent


def _single_words(
    found: Sequence[ProperName], words: Mapping[str, bool], title: str, court_text: str
) -> list[CaseName]:
    """Return the single words that are in no official's or agency's name; a person's are those of a whole name."""
    offices = {word for one in found if _is_office(one) for word in one.key.split()}
    persons = {word for one in found if _flags(one) & PERSON for word in one.key.split()}
    return [
        CaseName(
            word.title(),
            f"={word}",
            SINGLE
            | PERSON * (word in persons)
            | PROMINENT * (word.title() in title)
            | PROCEEDINGS * (word.title() in court_text)
            | INITIAL * (not within),
        )
        for word, within in sorted(words.items())
        if word not in offices
    ]
