"""The words of findings that lead to a child wherever they stand: in other fields, in copies, in texts of the story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from text.care.findings import CareFinding, Severity
from text.care.words.vocabulary import word_list

#: letters from which on what was found is masked wherever else it stands, and a part of it; chosen, not measured
_MIN_LETTERS: Final = 4
#: letters from which on a word is masked within longer ones too, as in a hashtag; chosen, not measured
_MIN_WITHIN: Final = 7
#: rules whose words are names, of which each part leads to the child as well
_NAMES: Final = frozenset({"child_name", "nickname", "relative"})
#: rules whose words say nothing elsewhere
_ONLY_THERE: Final = frozenset({"incest", "age_kin", "redacted"})
_PART: Final = re.compile(r"[^\W\d_][\w'’]{1,30}")
#: a word or several, with the rule that they were found by
CarriedWord = tuple[str, str]


def carried_words(finding: CareFinding, text: str) -> Iterator[CarriedWord]:
    """Yield what of a finding is masked wherever it stands: all of it, and its telling parts."""
    words = text[finding.start : finding.end]
    if finding.severity is Severity.NOTE or finding.rule in _ONLY_THERE:
        return
    if len(words) >= _MIN_LETTERS:
        yield finding.rule, words
    for part in _PART.findall(words):
        is_name = finding.rule in _NAMES
        if part[0].isupper() and (is_name or len(part) >= _MIN_LETTERS) and part.lower() not in _common_words():
            yield finding.rule, part


def find_carried(words: Iterable[CarriedWord], text: str) -> Iterator[CareFinding]:
    """Yield where such words stand in a text."""
    for rule, said in words:
        yield from (CareFinding(rule, *match.span()) for match in _pattern_of(said).finditer(text))


def _pattern_of(said: str) -> re.Pattern[str]:
    """Return a pattern for words: a short one as it is or in capitals, others in any case, a long one within others."""
    if _PART.fullmatch(said) and len(said) < _MIN_WITHIN:
        return re.compile(rf"(?<!\w)(?:{re.escape(said)}|{re.escape(said.upper())})(?!\w)")
    if _PART.fullmatch(said):
        return re.compile(rf"(?<!\w)\w{{0,60}}{re.escape(said)}\w{{0,60}}", re.IGNORECASE)
    spaced = r"\s{1,3}".join(re.escape(word) for word in said.split())
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)


@cache
def _common_words() -> frozenset[str]:
    """Return words that lead to nobody by themselves: kinds of places and schools, and large places."""
    return word_list("generic") | {name.lower() for name in word_list("large_place")}
