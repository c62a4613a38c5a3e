"""Single words of a text that are names: those a reader would look up, not those of a language, a law or a currency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from text.care.words.vocabulary import classes_of, given_names
from text.places.gazetteer import special_names
from text.proceedings.court_words import proceedings_words
from text.proceedings.names import names_a_kind
from text.sentences import Sentence
from text.words import WORD, split_words, straighten_apostrophes

#: letters of the shortest single word that counts as a name: what is shorter is mostly a currency, a title or an
#: interjection; chosen, not measured
_MIN_LETTERS: Final = 4
#: letters at a number, which are a unit, a currency or a part of a docket number: "49-Jähriger", "Php2 million"
_AT_NUMBER: Final = re.compile(r"\d-?([^\W\d_]{1,30})|([^\W\d_]{1,30})\d")
#: German, where all nouns have capitals, and what stands there before the name of a place, or with it in one word
_NOUNS_HAVE_CAPITALS: Final = "de"
_LOCATED: Final = re.compile(r"(?:\b(?:[Ii]n|[Aa]us|[Bb]ei|[Nn]ach|[Nn]ahe|[Vv]on)\s|\w-)([A-ZÀ-Þ][^\W\d_]{1,30})")


def find_name_words(title: str, text: str, sentences: Sequence[Sentence], language: str) -> dict[str, bool]:
    """Return the single words that are names, in small letters, and whether each stands within a sentence.

    At the beginning of one, and in a title, any word may have a capital. A word that the text also writes in small
    letters is no name, nor is one in capitals only, which is an agency or a currency.
    """
    straight = straighten_apostrophes(f"{title}\n{text}")
    forms = set(WORD.findall(straight))
    at_numbers = {word.casefold() for match in _AT_NUMBER.finditer(straight) for word in match.groups("")}
    within = frozenset[str]().union(*(sentence.names for sentence in sentences))
    initial = {sentence.words[0] for sentence in sentences}.union(split_words(title))
    words = (within | initial) - forms - at_numbers
    if language == _NOUNS_HAVE_CAPITALS:
        words &= {word.casefold() for word in _LOCATED.findall(straight)}
    return {
        word: word in within
        for word in words
        if len(word) >= _MIN_LETTERS and word.title() in forms and not is_common(word)
    }


def is_common(word: str) -> bool:
    """Return whether a word is one of a language, of law, of a country or a given name that many people have."""
    return bool(
        classes_of(word)
        or word in given_names()
        or word in special_names().countries
        or names_a_kind(word)
        or proceedings_words(frozenset([word]))
    )
