"""Where a text writes the name of a place, and how: as a city, a province, a town, or bare."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from text.places.gazetteer import Place, fold_word, places_by_name

_TOKEN: Final = re.compile(r"[^\W_]+")
#: what may stand between two words of a name
_GAPS: Final = frozenset([" ", "\u00a0", "-", ".", ". ", "'", "’", "\n"])
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


class Token(NamedTuple):
    """A word of a text with its place and how it is looked up, and what stands before it."""

    word: str
    folded: str
    start: int
    end: int
    gap: str


class Mention(NamedTuple):
    """A name that places have, where it stands, and between which words."""

    key: str
    form: str
    candidates: tuple[Place, ...]
    start: int
    end: int
    first: int
    last: int


def read_tokens(text: str) -> list[Token]:
    """Return the words of a text."""
    tokens = []
    end = 0
    for match in _TOKEN.finditer(text):
        word = match.group()
        tokens.append(Token(word, fold_word(word), *match.span(), text[end : match.start()]))
        end = match.end()
    return tokens


def find_mentions(text: str, tokens: Sequence[Token]) -> Iterator[Mention]:
    """Yield the names of places in their order, the longest where several begin at one word."""
    position = 0
    names = _names_by_first_word()
    while position < len(tokens):
        token = tokens[position]
        keys = names.get(token.folded, ()) if token.word[0].isupper() else ()
        words = next((words for words in keys if _stands_at(words, tokens, position)), ())
        if words:
            mention = _mention(text, tokens, position, position + len(words) - 1)
            position = mention.last
            yield mention
        position += 1


@cache
def _names_by_first_word() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = defaultdict(list)
    for name in sorted(places_by_name(), key=len, reverse=True):
        words = name.split()
        found[words[0]].append(words)
    return found


def _stands_at(words: Sequence[str], tokens: Sequence[Token], position: int) -> bool:
    found = tokens[position : position + len(words)]
    if len(words) == 1:
        return len(words[0]) > _ACRONYM or found[0].word.isupper() or "region" not in _kinds_of(words[0])
    if [token.folded for token in found] != list(words) or any(token.gap not in _GAPS for token in found[1:]):
        return False
    # "City of" is a form, and read as one
    return (found[-1].word[0].isupper() or found[-1].word.isdecimal()) and words[:2] != ["city", "of"]


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


def _candidates(key: str, form: str) -> tuple[Place, ...]:
    """Return what a name in a form may mean; a bare one the province and not the places of the same name in it."""
    places = places_by_name()[key]
    if form and (of_form := tuple(place for place in places if place.kind == form)):
        return of_form
    provinces = {place.code for place in places if place.kind == "province"}
    return tuple(place for place in places if place.province not in provinces or not place.province)
