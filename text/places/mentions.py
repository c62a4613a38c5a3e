"""Where a text writes the name of a place, and how: as a city, a province, a town, or bare."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from text.phrases.finding import PhraseIndex, Token, index_phrases, phrases_at
from text.places.gazetteer import Locality, places_by_name

_FORM_BEFORE: Final = re.compile(
    r"\b(?:(?P<city>(?:city|cities) of|(?:lungsod|siyudad|syudad) ng|(?:dakbayan|syudad|siyudad) sa|"
    r"stadt|(?:de )?stad)|"
    r"(?P<province>(?:provinces?|probinsya|probinsiya|lalawigan) (?:of|ng|sa)|provinz(?:en)?|provincie)|"
    r"(?P<municipality>(?:towns?|municipality|municipalities) of|(?:bayan|munisipyo|munisipalidad|lungsod) (?:ng|sa)|"
    r"gemeinden?|kleinstadt|gemeente))\s$",
    re.IGNORECASE,
)
#: a town of a province that is not named: "a coastal town of Leyte"
_UNNAMED: Final = re.compile(r"\b(?:an?|another|isang|usa ka|eine[rn]?)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)
#: characters of the longest form before a name
_LONGEST_FORM: Final = 24
_FORMS_BEHIND: Final = {
    "city": "city",
    "province": "province",
    "provinz": "province",
    "town": "municipality",
    "municipality": "municipality",
}
#: what has a province: its governor, its offices
_OF_PROVINCES: Final = frozenset(["gov", "governor", "provincial"])
#: the letters of the longest name of a region that is written in capitals only, so that CAR is no car
_ACRONYM: Final = 3


class Mention(NamedTuple):
    """A name that places have, where it stands, and between which words."""

    key: str
    form: str
    candidates: tuple[Locality, ...]
    start: int
    end: int
    first: int
    last: int


def find_mentions(text: str, tokens: Sequence[Token]) -> Iterator[Mention]:
    """Yield the names of places in their order, the longest where several begin at one word."""
    position = 0
    while position < len(tokens):
        token = tokens[position]
        found = phrases_at(_name_index(), tokens, position) if token.word[0].isupper() else ()
        words = next((words for words in found if _is_written_as_name(words, tokens, position)), ())
        if words:
            mention = _mention(text, tokens, position, position + len(words) - 1)
            position = mention.last
            yield mention
        position += 1


@cache
def _name_index() -> PhraseIndex:
    return index_phrases(places_by_name())


def _is_written_as_name(words: Sequence[str], tokens: Sequence[Token], position: int) -> bool:
    """Return whether what has the letters of a name has its capitals too."""
    last = tokens[position + len(words) - 1].word
    if len(words) == 1:
        return len(words[0]) > _ACRONYM or last.isupper() or "region" not in _kinds_of(words[0])
    # "City of" is a form, and read as one
    return (last[0].isupper() or last.isdecimal()) and tuple(words[:2]) != ("city", "of")


@cache
def _kinds_of(key: str) -> frozenset[str]:
    return frozenset(place.kind for place in places_by_name()[key])


def _mention(text: str, tokens: Sequence[Token], first: int, last: int) -> Mention:
    key = " ".join(token.folded for token in tokens[first : last + 1])
    start, form = tokens[first].start, ""
    before = _FORM_BEFORE.search(text, max(0, start - _LONGEST_FORM), start)
    if before and not _UNNAMED.search(text, max(0, before.start() - _LONGEST_FORM), before.start()):
        form = str(before.lastgroup)
        start = before.start() if before.group()[0].isupper() else start
    behind = tokens[last + 1] if last + 1 < len(tokens) else None
    if behind and behind.gap in {" ", "\u00a0", "\n", "-"} and (written := _FORMS_BEHIND.get(behind.folded)):
        form, last = written, last + 1
    elif behind and behind.gap == " " and behind.folded in _OF_PROVINCES:
        form = form or "province"
    form = "city" if key.endswith(" city") else form
    return Mention(key, form, _candidates(key, form), start, tokens[last].end, first, last)


def _candidates(key: str, form: str) -> tuple[Locality, ...]:
    """Return what a name in a form may mean; a bare one the province and not the places of the same name in it."""
    places = places_by_name()[key]
    if form and (of_form := tuple(place for place in places if place.kind == form)):
        return of_form
    provinces = {place.code for place in places if place.kind == "province"}
    return tuple(place for place in places if place.province not in provinces or not place.province)
