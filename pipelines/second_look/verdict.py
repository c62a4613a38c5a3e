"""What became of an article's page since it was read: an edit, less of it, its withdrawal, or other news."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from items import Availability
from text.edits import has_new_notice
from text.prose import count_words
from text.sentences import read_sentences
from text.shingles import containment, page_shingles
from text.unicode import text_key

# All shares are of words or shingles, 0 to 1, and chosen, not measured.

#: share of the kept words under which a page shows less than it did, rather than an edited text
_MAX_LESS_SHARE: Final = 0.7
#: the same where the page says itself that the rest is for subscribers
_MAX_WALLED_SHARE: Final = 0.95
#: share of either text's shingles under which two texts are not the same told a little otherwise
_MAX_FOREIGN_SHINGLES: Final = 0.1
#: share of names and numbers under which two texts tell different things; the same under one headline, or where the
#: words between them agree
_MAX_FOREIGN_NAMES, _MAX_FOREIGN_NAMES_IN_ONE_FORM = 0.4, 0.25
#: names and numbers that are enough to tell by; where there are fewer, longer words do
_MIN_NAMES: Final = 5
#: share of a headline's words from which on two headlines are one
_MIN_SAME_TITLE: Final = 0.8
#: words from which on a foreign text is news of its own, and not what stands in an article's place
_MIN_NEWS_WORDS: Final = 40
#: words up to which a text may be nothing but a notice
_MAX_NOTICE_WORDS: Final = 90
#: letters of a word that tells what a text is about
_MIN_LONG_WORD: Final = 5
_THING = (
    r"(?:article|story|page|post|content|report|release|item|text|beitrag|artikel|meldung|seite|inhalt|bericht|"
    r"pagina|artikulo|balita|pahina)"
)
_REMOVAL: Final = re.compile(
    rf"\b{_THING}\b[^.!?]{{0,60}}\b(?:(?:has|have) been|was|were|is)(?: (?:\w+ ){{0,2}})?"
    r"(?:removed|withdrawn|taken down|retracted|deleted|unpublished|pulled)\b|"
    rf"\b{_THING}\b[^.!?]{{0,40}}\b(?:is|are) no longer (?:available|online|published|here)|"
    rf"\bwe (?:have )?(?:removed|withdrawn|withdrew|taken down|retracted|deleted) (?:this|the|our) {_THING}|"
    rf"\b{_THING}\b[^.!?]{{0,60}}\b(?:entfernt|gelöscht|zurückgezogen|nicht mehr verfügbar)\b|"
    rf"\b{_THING}\b[^.!?]{{0,60}}\b(?:verwijderd|ingetrokken|niet (?:meer|langer) beschikbaar)\b|"
    rf"\b(?:inalis|tinanggal|binawi|binura)\b[^.!?]{{0,40}}\b{_THING}(?:ng)?\b",  # "artikulong ito": with a linker
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a page has shown: headline and text, and whether the page calls the text a part."""

    title: str
    text: str
    partial: bool = False

    @property
    def words(self) -> int:
        """The number of words of the text."""
        return count_words(self.text)


def judge_look(kept: Look, shown: Look) -> Availability:
    """Return how far a page can still be read as it is kept; readable where it is the same or was edited."""
    if is_removal_notice(shown) and shown.words < _MAX_LESS_SHARE * max(kept.words, _MAX_NOTICE_WORDS):
        return Availability.WITHDRAWN
    less = shown.words < _MAX_LESS_SHARE * kept.words
    if are_foreign(kept, shown):
        return Availability.CUT_SHORT if less and shown.words < _MIN_NEWS_WORDS else Availability.REPLACED
    if shown.partial and not kept.partial and shown.words < _MAX_WALLED_SHARE * kept.words:
        return Availability.BEHIND_WALL
    if less and not has_new_notice(kept.text, shown.text):
        return Availability.BEHIND_WALL if shown.partial else Availability.CUT_SHORT
    return Availability.READABLE


def is_removal_notice(shown: Look) -> bool:
    """Return whether a page says nothing but that its article was removed."""
    return shown.words <= _MAX_NOTICE_WORDS and says_removed(f"{shown.title}. {shown.text}")


def says_removed(text: str) -> bool:
    """Return whether a text says that an article was removed."""
    return bool(_REMOVAL.search(text))


def are_foreign(kept: Look, shown: Look) -> bool:
    """Return whether title and text of two looks share so little that they tell different things.

    Where the same is told anew, hardly a run of words is shared, but names and numbers are. Under another headline,
    other names and numbers in the same form are another case.
    """
    one_title = _larger_share(_words(kept.title), _words(shown.title)) >= _MIN_SAME_TITLE
    names = _names_and_numbers(kept.text), _names_and_numbers(shown.text)
    tell = min(map(len, names)) >= _MIN_NAMES
    shared = _larger_share(*names) if tell else _larger_share(_long_words(kept.text), _long_words(shown.text))
    if _larger_share(page_shingles(kept.text), page_shingles(shown.text)) >= _MAX_FOREIGN_SHINGLES:
        return tell and not one_title and shared < _MAX_FOREIGN_NAMES_IN_ONE_FORM
    return shared < (_MAX_FOREIGN_NAMES_IN_ONE_FORM if one_title else _MAX_FOREIGN_NAMES)


def _words(text: str) -> frozenset[str]:
    return frozenset(text_key(text).split())


def _names_and_numbers(text: str) -> frozenset[str]:
    return frozenset().union(*(sentence.names | sentence.numbers for sentence in read_sentences(text)))


def _larger_share(one: frozenset[str], other: frozenset[str]) -> float:
    return max(containment(one, other), containment(other, one))


def _long_words(text: str) -> frozenset[str]:
    return frozenset(word for word in _words(text) if len(word) >= _MIN_LONG_WORD)
