"""The words of words.toml: what a word beside a number may say of it, and the phrases that begin with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

_WORDS: Final = Path(__file__).with_name("words.toml")
#: languages whose texts use words of others, too (ISO 639); all use English ones, and those of an unknown one any
_BORROWED: Final = {
    "en": ("en",),
    "tl": ("en", "tl"),
    "fil": ("en", "tl"),
    "ceb": ("en", "tl", "ceb"),
    "de": ("en", "de"),
    "nl": ("en", "nl"),
}
_GAP: Final = ".."
#: affixes of Tagalog and Cebuano verbs and deverbal nouns
_PREFIX: Final = (
    r"(?:ipinag|pinag|ipag|nagpa|magpa|pagpa|pagka|pagkaka|nagka|magka|nakapag|makapag|naka|maka|napa|mapa|nai|mai|"
    r"nag|mag|pag|tag|gipa|gika|gi|ipa|ini|in|um|na|ma|ka|ni|mi|mu|mo|pa|i|ga|nang|mang|pang|taga)-?"
)
_SUFFIX: Final = r"(?:(?:h|n)?(?:an|in|on)(?:g|-an)?|ng|g|-an)?"


class Phrase(NamedTuple):
    """Words in a row that tell a kind; ``rest`` stands behind the first, and ``later`` somewhere behind these."""

    kind: str
    names_people: bool
    rest: tuple[str, ...]
    later: tuple[str, ...]


class Meaning(NamedTuple):
    """What one word may say: the kinds that it is a cue for, the classes of people it names, phrases it begins."""

    kinds: frozenset[str]
    classes: frozenset[str]
    phrases: tuple[Phrase, ...]


class _Entry(NamedTuple):
    first: re.Pattern[str]
    phrase: Phrase


@lru_cache(maxsize=16_384)
def meaning_of(word: str, language: str) -> Meaning:
    """Return what a word in small letters may say in a text of a language."""
    exact, patterns = _entries(language)
    found = [*exact.get(word, ()), *(entry for entry in patterns if entry.first.fullmatch(word))]
    alone = [entry for entry in found if not entry.phrase.rest and not entry.phrase.later]
    return Meaning(
        frozenset(entry.phrase.kind for entry in alone if not entry.phrase.names_people),
        frozenset(entry.phrase.kind for entry in alone if entry.phrase.names_people),
        tuple(entry.phrase for entry in found if entry not in alone),
    )


@lru_cache(maxsize=16_384)
def matches(form: str, word: str) -> bool:
    """Return whether a word in small letters is one that a form of words.toml stands for."""
    return bool(_pattern(form).fullmatch(word))


@cache
def function_words(name: str) -> frozenset[str]:
    """Return the words between a number and what is said of it that do one thing, in any language."""
    return frozenset(_sections()["functions"][name].split())


@cache
def _sections() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_WORDS.read_text("utf-8"))


@cache
def _pattern(form: str) -> re.Pattern[str]:
    if form.startswith("-") and form.endswith("-"):
        return re.compile(_with_affixes(form.strip("-")))
    begins = re.escape(form.strip("*"))
    return re.compile(
        (r"[\w-]{0,30}" if form.startswith("*") else "") + begins + (r"[\w-]{0,30}" if form.endswith("*") else "")
    )


def _with_affixes(root: str) -> str:
    """Return a pattern of a root with prefixes, infix, doubled syllable and suffix: sinagip, sasagipin."""
    syllable = re.match(r"[^aeiou]*[aeiou]", root)
    doubled = f"(?:{syllable.group()})?" if syllable else ""
    consonant = re.match(r"[^aeiou]+", root)
    first = consonant.group() if consonant else ""
    infixed = f"{first}(?:in|um)?" if first else ""
    redoubled = f"(?:{root[len(first)]}{first})?" if first and len(root) > len(first) else ""
    return rf"(?:{_PREFIX}){{0,3}}{doubled}{infixed}{redoubled}{re.escape(root[len(first) :])}{_SUFFIX}"


@cache
def _entries(language: str) -> tuple[Mapping[str, Sequence[_Entry]], Sequence[_Entry]]:
    """Return the entries of a language by their first word, and those whose first word is a pattern."""
    exact: dict[str, list[_Entry]] = {}
    patterns: list[_Entry] = []
    for group in ("cues", "nouns"):
        for kind, languages in _sections()[group].items():
            for known in _BORROWED.get(language, languages):
                for line in languages.get(known, ()):
                    entry, first = _entry(group, kind, line)
                    if first.isalpha():
                        exact.setdefault(first, []).append(entry)
                    else:
                        patterns.append(entry)
    return exact, patterns


def _entry(group: str, kind: str, line: str) -> tuple[_Entry, str]:
    near, _, later = line.casefold().partition(f" {_GAP} ")
    first, *rest = near.split()
    return _Entry(_pattern(first), Phrase(kind, group == "nouns", tuple(rest), tuple(later.split()))), first
