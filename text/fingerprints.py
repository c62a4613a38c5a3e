"""Fingerprints by which a text is known again that may not be kept itself: of shingles, and of names and numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Set
from dataclasses import dataclass
from hashlib import blake2b
from html import unescape
from itertools import combinations, groupby

from text.sentences import sentence_spans
from text.shingles import PAGE_SHINGLE_WORDS, shingles
from text.unicode import XML_FORBIDDEN, ZERO_WIDTH

#: tags within a word or a line; every other tag parts words
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|big|del|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|u|wbr)\b[^<>]*>", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)
_UNSEEN = re.compile(f"[{ZERO_WIDTH}{XML_FORBIDDEN}\u180e\u200c\u200d\u2060-\u2064\u202a-\u202e\u2066-\u2069]")
#: signs of markup languages around words
_SIGNS = re.compile(r"[*_`~#]+")
#: a word; scripts without spaces between words give a word a letter
_WORD = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\\W_]+")
#: Cyrillic and Greek letters that look like Latin ones (Unicode Technical Standard 39, confusables, the single letters)
_LOOK_ALIKES = str.maketrans(
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0423\u0417\u0430\u0435"
    "\u0455\u0456\u0458\u043a\u043e\u0440\u0441\u0443\u0445\u044c\u0501\u051b\u051d\u04bb\u04cf\u04ba\u0391\u0392"
    "\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03b1\u03b9\u03ba\u03bd\u03bf\u03c1"
    "\u03c4\u03c5\u03c7\u03f2\u03f3\u0251\u0261\u0131\u2113",
    "ABESIJKMHOPCTXY3aesijkopcyxbdqwhlHABEZHIKMNOPTYXaiKvoptuxcjagil",
)
#: letters of a name, and digits of a number, that tell anything; chosen, not measured
_MIN_NAME_LETTERS = 3
_MIN_DIGITS = 2
#: words between two shared passages in which a form may have been filled in; chosen, not measured
_MAX_GAP_WORDS = 12
#: share of a text's words that may begin with a capital; German, which writes every noun so, has under half; chosen,
#: not measured
_MAX_NAME_SHARE = 0.5
#: names and numbers of a text whose pairs are taken: of a long one those whose hashes are lowest, which bounds the cost
_MAX_FACTS = 120


@dataclass(frozen=True, slots=True)
class TextFingerprints:
    """The fingerprints of one text, as numbers of 64 bits.

    ``shingles`` are of four words in a row, ``facts`` of two names or numbers that stand in the text together: these
    outlast a translation, and a pair cannot be guessed as easily as a single name.
    """

    shingles: frozenset[int]
    facts: frozenset[int]
    #: the shingles in their order, one for each word but the last three
    sequence: tuple[int, ...] = ()
    #: for each word whether it is a name or a number
    telling: tuple[bool, ...] = ()


def fingerprint_text(text: str) -> TextFingerprints:
    """Return a text's fingerprints, the same whatever its markup, hidden characters, look-alike letters and case."""
    plain = without_markup(text)
    telling = _telling_words(plain)
    words = [word for word, _ in telling]
    sequence = tuple(map(_number_of, shingles(words, PAGE_SHINGLE_WORDS)))
    facts = sorted(sorted({word for word, tells in telling if tells}, key=_number_of)[:_MAX_FACTS])
    return TextFingerprints(
        frozenset(sequence),
        frozenset(_number_of(f"fact {one} {other}") for one, other in combinations(facts, 2)),
        sequence,
        tuple(tells for _, tells in telling),
    )


def facts_by_place(fingerprints: TextFingerprints, shared: Set[int]) -> tuple[int, int]:
    """Return how many names and numbers of a text stand within the shingles shared, and how many between them.

    A text that fills another one's form has them between; a copy, however short, has them within.
    """
    covered = [False] * len(fingerprints.telling)
    for place, shingle in enumerate(fingerprints.sequence):
        if shingle in shared:
            covered[place : place + PAGE_SHINGLE_WORDS] = [True] * len(covered[place : place + PAGE_SHINGLE_WORDS])
    runs = [(is_covered, list(run)) for is_covered, run in groupby(range(len(covered)), covered.__getitem__)]
    within = sum(fingerprints.telling[place] for is_covered, run in runs if is_covered for place in run)
    gaps = [run for is_covered, run in runs[1:-1] if not is_covered and len(run) <= _MAX_GAP_WORDS]
    return within, sum(fingerprints.telling[place] for run in gaps for place in run)


def without_markup(text: str) -> str:
    """Return a text without markup, hidden characters and accents, its look-alike letters as the Latin ones."""
    text = unescape(_TAG.sub(" ", _INLINE_TAG.sub("", text)))
    text = unicodedata.normalize("NFKD", _SIGNS.sub("", _UNSEEN.sub("", text))).translate(_LOOK_ALIKES)
    return "".join(char for char in text if not unicodedata.combining(char))


def _telling_words(plain: str) -> list[tuple[str, bool]]:
    """Return the words of a text in order, case folded, each with whether it is a name or a number that tells."""
    starts = {start for start, _ in sentence_spans(plain)}
    found = [(match[0], _begins_sentence(plain, match.start(), starts)) for match in _WORD.finditer(plain)]
    capitals = sum(word[0].isupper() for word, _ in found)
    # all in capitals, or each word with one: nothing tells a name
    shows_names = capitals <= _MAX_NAME_SHARE * len(found)
    return [(word.casefold(), _tells(word, shows_names and not begins)) for word, begins in found]


def _begins_sentence(plain: str, place: int, starts: Set[int]) -> bool:
    """Return whether a sentence begins at a word, or right before it with the mark that opens it."""
    return place in starts or (place - 1 in starts and not plain[place - 1].isalnum())


def _tells(word: str, may_be_name: bool) -> bool:
    if word[0].isdecimal():
        return len(word) >= _MIN_DIGITS
    return may_be_name and word[0].isupper() and len(word) >= _MIN_NAME_LETTERS


def _number_of(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def union_of_fingerprints(some: Iterable[TextFingerprints]) -> TextFingerprints:
    """Return the fingerprints of several forms of one text together."""
    every = list(some)
    return TextFingerprints(
        frozenset().union(*(one.shingles for one in every)), frozenset().union(*(one.facts for one in every))
    )
