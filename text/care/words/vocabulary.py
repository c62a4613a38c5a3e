"""What single words say of a child: the classes of vocabulary.toml, each a bit."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from justext import get_stoplist  # type: ignore[import-untyped]

_FOLDER: Final = Path(__file__).parent


@cache
def _vocabulary(part: str) -> dict[str, list[str]]:
    """Return the lists of a part of vocabulary.toml by their names."""
    read = tomllib.loads((_FOLDER / "vocabulary.toml").read_text("utf-8"))
    return {name: words.split() for name, words in read[part].items()}


def word_list(name: str) -> frozenset[str]:
    """Return the words that a single rule looks for."""
    return frozenset(_vocabulary("words")[name])


_BITS: Final = {name: 1 << number for number, name in enumerate(_vocabulary("classes"))}
CHILD: Final = _BITS["child"]
CHILDREN: Final = _BITS["children"]
OFFSPRING: Final = _BITS["offspring"]
OFFSPRINGS: Final = _BITS["offsprings"]
VICTIM: Final = _BITS["victim"]
PUPIL: Final = _BITS["pupil"]
RELATIVE: Final = _BITS["relative"]
HOUSEHOLD: Final = _BITS["family"]
POSSESSIVE: Final = _BITS["possessive"]
PRONOUN: Final = _BITS["pronoun"]
OWN: Final = _BITS["own"]
ACCUSED: Final = _BITS["accused"]
ARREST: Final = _BITS["arrest"]
HARM: Final = _BITS["harm"]
RESCUE: Final = _BITS["rescue"]
DWELL: Final = _BITS["dwell"]
PLACED: Final = _BITS["placed"]
SAYS: Final = _BITS["says"]
TITLE: Final = _BITS["title"]
BODY: Final = _BITS["body"]
STREET_HEAD: Final = _BITS["street_head"]
VILLAGE_HEAD: Final = _BITS["village_head"]
TOWN_HEAD: Final = _BITS["town_head"]
CITY_HEAD: Final = _BITS["city_head"]
SCHOOL_HEAD: Final = _BITS["school_head"]
STUDY: Final = _BITS["study"]
SHELTER_HEAD: Final = _BITS["shelter_head"]
BIRTH: Final = _BITS["birth"]
MONTH_NAME: Final = _BITS["month"]
WEEKDAY: Final = _BITS["weekday"]
NAMED: Final = _BITS["named"]
NICK: Final = _BITS["nick"]
PLATFORM: Final = _BITS["platform"]
ACCOUNT: Final = _BITS["account"]
PHONE_WORD: Final = _BITS["phone_word"]
SERVICE: Final = _BITS["service"]
PUBLIC: Final = _BITS["public"]
OFFICIALS: Final = _BITS["officials"]
AT_PLACE: Final = _BITS["at_place"]
PERSON_MARKER: Final = _BITS["person_marker"]
GENERAL: Final = _BITS["general"]
REPORT: Final = _BITS["report"]
LINKING: Final = _BITS["linking"]
SURVIVOR: Final = _BITS["survivor"]
GROWN_UP: Final = _BITS["grown_up"]
RECORDED: Final = _BITS["recorded"]
CONTEST: Final = _BITS["contest"]
#: a word of the language that is no name, though a sentence may begin with it
COMMON: Final = 1 << len(_BITS)
#: any word for a child
ANY_CHILD: Final = CHILD | CHILDREN | OFFSPRING | OFFSPRINGS | VICTIM | PUPIL

#: what Tagalog and Cebuano put before a root, and behind it
_PREFIXES: Final = ("", *_vocabulary("words")["prefixes"])
_SUFFIXES: Final = ("han", "hin", "hon", "ng", "an", "in", "on", "g")
#: letters of the shortest word that is taken for one made of a root, and of the shortest root
_MADE_OF_ROOT, _ROOT = 5, 4


@lru_cache(maxsize=32_768)
def classes_of(word: str) -> int:
    """Return the classes of a word in small letters, as bits."""
    exact, beginnings, endings, roots = _tables()
    found = exact.get(word, 0)
    for length in range(3, len(word)):
        found |= beginnings.get(word[:length], 0) | endings.get(word[length:], 0)
    found |= beginnings.get(word, 0)
    if not found and len(word) > _MADE_OF_ROOT:
        found = _made_of(word, exact, roots)
    if not found and "-" in word:
        parts = classes_of(word.partition("-")[0]) | classes_of(word.rpartition("-")[2])
        found = parts & (ANY_CHILD | RELATIVE | ACCUSED | TITLE | DWELL | SCHOOL_HEAD | PLATFORM | ACCOUNT)
    return found


@cache
def _tables() -> tuple[Counter[str], Counter[str], Counter[str], Counter[str]]:
    """Return the bits of whole words, beginnings, endings, and roots."""
    exact, beginnings, endings, roots = (Counter[str]() for _ in range(4))
    for name, words in _vocabulary("classes").items():
        bit = _BITS[name.removesuffix("_root")]
        for word in words:
            if name.endswith("_root"):
                roots[word] |= bit
            elif word[0] == "*":
                endings[word[1:]] |= bit
            elif word[-1] == "*":
                beginnings[word[:-1]] |= bit
            else:
                exact[word] |= bit
    for word in _common_words():
        exact[word] |= COMMON
    return exact, beginnings, endings, roots


def _common_words() -> set[str]:
    languages = ("English", "German", "Dutch", "Tagalog")
    return {word.casefold() for language in languages for word in get_stoplist(language)} - given_names()


@cache
def given_names() -> frozenset[str]:
    """Return common given names of the countries that our languages are spoken in, in small letters."""
    return frozenset((_FOLDER / "given_names.txt").read_text("utf-8").casefold().split())


def _made_of(word: str, exact: Mapping[str, int], roots: Mapping[str, int]) -> int:
    """Return the classes of the root in a Tagalog or Cebuano word, or of the word that a linker is fixed to."""
    for linker in ("ng", "g"):
        if word.endswith(linker) and (bits := exact.get(word.removesuffix(linker), 0)) & ~COMMON:
            return bits
    return next((roots[stem] for stem in _stems(word) if stem in roots), 0)


def _stems(word: str) -> Iterator[str]:
    """Yield what is left of a word without what may have been put before, into and behind a root."""
    bare = word.replace("-", "")
    for prefix in _PREFIXES:
        if bare.startswith(prefix) and len(bare) - len(prefix) >= _ROOT:
            rest = bare[len(prefix) :]
            for stem in (rest, _without_infix(rest)):
                yield from _without_endings(stem)
                if stem[:2] == stem[2:4]:
                    yield from _without_endings(stem[2:])


def _without_infix(word: str) -> str:
    return word[0] + word[3:] if word[1:3] in {"in", "um"} else word


def _without_endings(word: str) -> Iterator[str]:
    yield word
    for suffix in _SUFFIXES:
        if word.endswith(suffix):
            yield word[: -len(suffix)]
