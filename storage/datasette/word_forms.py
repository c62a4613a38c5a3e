"""The other forms of an English word, by its stem: who looks for "conviction" also means "convicted"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import snowballstemmer  # type: ignore[import-untyped]

#: letters of a word that has other forms: shorter ones are names, numbers and abbreviations
MIN_LETTERS = 4
#: what English puts behind a stem (the endings that Porter's stemmer, Snowball's "english", cuts off)
ENDINGS = (
    *("", "s", "es", "e", "ed", "d", "ing", "ings", "ion", "ions", "ation", "ations"),
    *("er", "ers", "or", "ors", "y", "ies", "ied", "ying", "ive"),
)
#: a stem whose last letter is doubled before an ending: "plan" in "planned"
DOUBLING = re.compile(r".*[^aeiou][aeiou][bdgklmnprtvz]")


#: words whose forms are remembered, a kilobyte each: one question asks for them twice, for its hits and their snippets
MAX_WORDS_REMEMBERED = 1000


@cache
def _stemmer() -> snowballstemmer.basestemmer.BaseStemmer:
    import snowballstemmer  # noqa: PLC0415 - with it come its other thirty languages

    return snowballstemmer.stemmer("english")


@lru_cache(MAX_WORDS_REMEMBERED)
def word_forms(word: str) -> tuple[str, ...]:
    """Return a word and its other forms in small letters, itself first; only itself where it is none of English."""
    lower = word.lower()
    if len(lower) < MIN_LETTERS or not (lower.isascii() and lower.isalpha()):
        return (word,)
    stem = _stemmer().stemWord(lower)
    # "identifi" is the stem of "identify", "plan" that of "planned"
    roots = {stem.removesuffix("i"): None, stem: None} | ({stem + stem[-1]: None} if DOUBLING.fullmatch(stem) else {})
    forms = (root + ending for root in roots for ending in ENDINGS)
    return tuple(dict.fromkeys([lower, *(form for form in forms if _stemmer().stemWord(form) == stem)]))
