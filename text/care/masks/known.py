"""Fingerprints of words that were redacted, by which the same words in the same text are known again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

from text.care.findings import CareFinding

#: words before or behind redacted ones by which these are known where they do not tell enough; chosen, not measured
_NEIGHBOURS: Final = 2
#: words of a fingerprint at most: longer stretches are known by their beginning; chosen, not measured
_MOST_WORDS: Final = 8
_WORD: Final = re.compile(r"\w+")


class KnownWords(NamedTuple):
    """So many words in a row, of which ``length`` from ``start`` on were redacted."""

    rule: str
    words: int
    start: int
    length: int


class _Token(NamedTuple):
    word: str
    start: int
    end: int


def fingerprints_of_words(text: str, findings: Iterable[CareFinding]) -> Iterator[tuple[int, KnownWords]]:
    """Yield fingerprints of what was found in a text: of the words alone, and with those before and behind them."""
    tokens = _split(text)
    for one in findings:
        places = [place for place, token in enumerate(tokens) if token.start < one.end and one.start < token.end]
        if not places:
            continue
        first, length = places[0], min(len(places), _MOST_WORDS)
        for before, behind in ((0, 0), (_NEIGHBOURS, 0), (0, _NEIGHBOURS)):
            begin, end = max(0, first - before), min(len(tokens), first + length + behind)
            known = KnownWords(one.rule, end - begin, first - begin, length)
            yield _fingerprint([token.word for token in tokens[begin:end]]), known


def find_known_words(text: str, known: Mapping[int, KnownWords]) -> Iterator[CareFinding]:
    """Yield where words stand in a text that have these fingerprints."""
    tokens = _split(text) if known else []
    words = [token.word for token in tokens]
    for size in {one.words for one in known.values()}:
        for place in range(len(tokens) - size + 1):
            one = known.get(_fingerprint(words[place : place + size]))
            if one and one.words == size:
                last = tokens[place + one.start + one.length - 1]
                yield CareFinding(one.rule, tokens[place + one.start].start, last.end)


def fingerprint_of_address(url: str) -> int:
    """Return the fingerprint of an address."""
    return _fingerprint([url])


def _split(text: str) -> list[_Token]:
    """Return the words of a text without regard to case and accents, and where they stand."""
    return [_Token(_plain(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]


def _plain(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _fingerprint(words: Sequence[str]) -> int:
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "big", signed=True)
