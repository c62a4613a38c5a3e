"""Topics as values: what is looked for in an article, and when a rule may earn points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pipelines.relevance.phrase_matcher import PhraseMatcher
from text.unicode import SOFT_HYPHEN, ZERO_WIDTH_JOINERS, ZERO_WIDTH_SPACES

TEXT_PLACES = ("title", "standfirst", "opening", "body")
#: the rules that earn points by themselves; support only adds to them and against takes away
EARNING_ROLES = ("terms", "near", "acronyms")
ROLES = (*EARNING_ROLES, "support", "against")

_WITHIN_WORDS = re.compile(f"[{SOFT_HYPHEN}{ZERO_WIDTH_SPACES}{ZERO_WIDTH_JOINERS}]")
_NOT_A_WORD = re.compile(r"[\W_]+")


#: stands before the name of a list of words among the names of what was found
WORD_LIST_PREFIX = "list:"
#: names of lists of words, any of which will do, as they are found
ListChoice = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What one heading of the file says: who speaks (``role``), how loud (``weight``) and where it is heard."""

    heading: str
    role: str
    weight: float
    places: frozenset[str] = frozenset(TEXT_PLACES)
    #: phrases as written in the file; any of them counts
    phrases: tuple[str, ...] = ()
    #: a near-condition: a word of each choice of lists, within so many neighbouring sentences
    lists: tuple[ListChoice, ...] = ()
    within: int = 1
    #: what the article must have anywhere, a word of each choice of lists
    needs: tuple[ListChoice, ...] = ()
    #: an acronym counts beside one of its expansions, or where its needs are met and none of its other meanings
    #: stands in the text
    expansions: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every phrase that speaks for the rule."""
        return (*self.phrases, *self.expansions)

    def possible(self, found: Collection[str]) -> bool:
        """Whether the rule could earn points where all of this was found somewhere."""
        if self.role == "acronyms" and _any(self.expansions, found):
            return True
        if self.role not in EARNING_ROLES or not all_choices_found(self.needs, found):
            return False
        if self.role == "near":
            return all_choices_found(self.lists, found)
        return _any(self.phrases, found) and not _any(self.others, found)


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: its rules and the points an article needs."""

    slug: str
    name: str
    threshold: float
    support_limit: float
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Topics:
    """The whole file, with what finds every phrase and word of it in a folded text (see ``fold``)."""

    topics: tuple[Topic, ...]
    words: Mapping[str, tuple[str, ...]]
    #: how much a sentence counts by where it stands
    places: Mapping[str, float]
    opening_words: int
    #: articles shorter than the first or longer than the second are taken to have that many words
    length_words: tuple[int, int]
    matcher: PhraseMatcher = field(repr=False, compare=False)


def all_choices_found(choices: tuple[ListChoice, ...], found: Collection[str]) -> bool:
    """Whether a word of each choice of lists was found."""
    return all(_any(choice, found) for choice in choices)


def _any(names: Iterable[str], found: Collection[str]) -> bool:
    return any(map(found.__contains__, names))  # asked some hundred times for every page


def fold(text: str) -> str:
    """Return the text in small letters, every word between single spaces, hyphens and punctuation gone."""
    if not text.isascii():
        text = _WITHIN_WORDS.sub("", unicodedata.normalize("NFC", text))
    return f" {_NOT_A_WORD.sub(' ', text.lower()).strip()} "


def search_pattern(phrase: str) -> str:
    """Return what is looked for in folded text; a phrase that ends in ``*`` also finds longer words."""
    folded = fold(phrase)
    return folded.rstrip() if phrase.endswith("*") else folded
