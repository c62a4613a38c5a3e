"""Names out of a list found in a text: words folded, looked up by their first one, the longest name first."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(r"[^\W_]+")
#: what may stand between two words of a name
_GAPS: Final = frozenset([" ", "\u00a0", "-", ".", ". ", "'", "’", "\n", "' ", "’ "])

#: the words of names, by the first of them
PhraseIndex = Mapping[str, Sequence[tuple[str, ...]]]


class Token(NamedTuple):
    """A word of a text with its place and how it is looked up, and what stands before it."""

    word: str
    folded: str
    start: int
    end: int
    gap: str


def read_tokens(text: str) -> list[Token]:
    """Return the words of a text."""
    tokens = []
    end = 0
    for match in _TOKEN.finditer(text):
        word = match.group()
        tokens.append(Token(word, fold_token(word), *match.span(), text[end : match.start()]))
        end = match.end()
    return tokens


def fold_token(word: str) -> str:
    """Return a word in small letters without marks."""
    if not word.isascii():
        word = "".join(one for one in unicodedata.normalize("NFKD", word) if not unicodedata.combining(one))
    return word.casefold()


def fold_phrase(name: str) -> str:
    """Return a name as it is looked up: its folded words, apart by one blank."""
    return " ".join(map(fold_token, _TOKEN.findall(name)))


def index_phrases(names: Iterable[str]) -> PhraseIndex:
    """Return folded names by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        words = tuple(name.split())
        found[words[0]].append(words)
    return found


def phrases_at(index: PhraseIndex, tokens: Sequence[Token], position: int) -> Iterable[tuple[str, ...]]:
    """Yield the names that begin at a word, the longest first."""
    for words in index.get(tokens[position].folded, ()):
        found = tokens[position : position + len(words)]
        if tuple(token.folded for token in found) == words and all(token.gap in _GAPS for token in found[1:]):
            yield words
