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
#: letters of a longer word before and behind them; chosen, not measured
_MAX_AROUND: Final = 60
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
    letters = _comparable(text)
    for rule, said in words:
        yield from (CareFinding(rule, *span) for span in _places(said, text, letters))


def _places(said: str, text: str, letters: str) -> Iterator[tuple[int, int]]:
    """Yield what ``_pattern_of`` finds in a text, but search only near its first word, which takes a tenth of the time.

    ``letters`` are the text's, comparable; where they are more than its own, the whole text is searched.
    """
    first, pattern, after = _comparable(next(iter(said.split()), "")), _pattern_of(said), 0
    while first and (at := letters.find(first, after)) >= 0:
        near = max(after, at - _MAX_AROUND) if len(letters) == len(text) else after
        if (match := pattern.search(text, near)) is None:
            return
        yield match.span()
        after = match.end()


def _comparable(text: str) -> str:
    """Return a text so that what a pattern takes for the same letter, whatever its case, is the same letter."""
    return text.replace("ı", "i").replace("İ", "i").casefold()


def _pattern_of(said: str) -> re.Pattern[str]:
    """Return a pattern for words: a short one as it is or in capitals, others in any case, a long one within others."""
    if _PART.fullmatch(said) and len(said) < _MIN_WITHIN:
        return re.compile(rf"(?<!\w)(?:{re.escape(said)}|{re.escape(said.upper())})(?!\w)")
    if _PART.fullmatch(said):
        return re.compile(rf"(?<!\w)\w{{0,{_MAX_AROUND}}}{re.escape(said)}\w{{0,{_MAX_AROUND}}}", re.IGNORECASE)
    spaced = r"\s{1,3}".join(re.escape(word) for word in said.split())
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)


@cache
def _common_words() -> frozenset[str]:
    """Return words that lead to nobody by themselves: kinds of places and schools, and large places."""
    return word_list("generic") | {name.lower() for name in word_list("large_place")}
