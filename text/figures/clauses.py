"""A sentence around its numbers: the people that each counts, and how far off what may be said of them stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Final, NamedTuple

from text.figures.lexicon import Phrase, function_words, matches, meaning_of

_TOKEN: Final = re.compile(r"[^\W\d_]*\d+(?:[.,]\d+)+|[^\W_]+(?:[-'’.][^\W_]+)*(?:(?<=s)['’](?=\s))?|[,;:()–—]")
#: words between the two parts of a phrase at most, and within an insertion: ", two of them girls,"
_MOST_BETWEEN: Final = 12
#: words back from a number to the noun that it says the number of
_BACK: Final = 14
#: words to a cue at most, those that part nothing among them
_FURTHEST: Final = 80
#: words of a list of ages at most; what is longer is no news, but may be made to cost time
_LONGEST_LIST: Final = 60
#: words between a number and its noun at most
_MOST_ADJECTIVES: Final = 3
#: kinds that words right behind a number give it
_ACTS: Final = ("convicted", "arrested", "rescued", "trained", "assisted")
_LINKS, _PARTITIVE, _NUMBERED, _ENDS, _LINKERS, _BEFORE_AGES, _AUXILIARIES, _DEEDS, _BEFORE_OBJECTS = map(
    function_words,
    ("links", "partitive", "numbered", "ends", "linkers", "before_ages", "auxiliaries", "deeds", "before_objects"),
)
#: what ends a noun phrase, and mostly a clause
_PARTING: Final = function_words("conjunctions") | frozenset(",;:()–—")
_BESIDE_PEOPLE: Final = _LINKS | {"both", "now", "aged", "then"}
_PREPOSITIONS: Final = frozenset(["of", "sa", "ng", "von", "against", "gegen", "laban", "batok"])
_ALTOGETHER: Final = frozenset(["all", "total"])
_FIRST: Final = attrgetter("first")


class ClauseWord(NamedTuple):
    """A word in small letters or a mark, where it stands in its sentence, and whether it has a capital there."""

    word: str
    start: int
    end: int
    capital: bool


class Cue(NamedTuple):
    """What tells a kind: its first token and the one behind its last."""

    kind: str
    first: int
    end: int


class Counted(NamedTuple):
    """A number with the noun of people behind it, if any: its first token, the one behind all, the noun's classes."""

    first: int
    end: int
    classes: frozenset[str]


class Clause:
    """A sentence by its tokens, with the numbers in it."""

    def __init__(self, sentence: str, numbers: Sequence[tuple[int, int]], language: str) -> None:
        self.language = language
        self.tokens = [
            ClauseWord(one.group().casefold(), *one.span(), one.group()[0].isupper())
            for one in _TOKEN.finditer(sentence)
        ]
        self._starts = [token.start for token in self.tokens]
        self._numbers = numbers

    @cached_property
    def _found(self) -> dict[str, list[Cue]]:
        """All that may tell a kind, by kind."""
        found: dict[str, list[Cue]] = {}
        for at, token in enumerate(self.tokens):
            meaning = meaning_of(token.word, self.language)
            for kind in (*meaning.kinds, *(meaning.classes & {"harmed"})):
                found.setdefault(kind, []).append(Cue(kind, at, at + 1))
            for phrase in meaning.phrases:
                if not phrase.names_people:
                    found.setdefault(phrase.kind, []).extend(self._parts(phrase, at))
        return found

    @cached_property
    def _nothing(self) -> set[int]:
        """The words of phrases that say nothing of a kind, such as the names of crimes."""
        return {at for one in self._found.get("nothing", ()) for at in range(one.first, one.end)}

    @cached_property
    def cues(self) -> dict[str, list[Cue]]:
        """What tells a kind, by kind."""
        told = {kind: [one for one in cues if one.first not in self._nothing] for kind, cues in self._found.items()}
        return {kind: sorted(cues, key=_FIRST) for kind, cues in told.items()}

    def cues_near(self, number: int, kind: str) -> list[Cue]:
        """Return what tells a kind around a number; further off is not looked, however long a sentence is."""
        own, cues = self.counted[number], self.cues.get(kind, [])
        begin = bisect_left(cues, own.first - _FURTHEST, key=_FIRST)
        return cues[begin : bisect_left(cues, own.end + _FURTHEST, key=_FIRST)]

    @cached_property
    def silent(self) -> set[int]:
        """Words that part nothing: the names of crimes, and what stands between brackets."""
        return self._nothing | self._in_brackets()

    def _in_brackets(self) -> set[int]:
        """Return the words between brackets, which part nothing."""
        inside: set[int] = set()
        opened = None
        for at, token in enumerate(self.tokens):
            if token.word == "(":
                opened = at
            elif token.word == ")" and opened is not None:
                inside.update(range(opened, at + 1))
                opened = None
        return inside

    @cached_property
    def counted(self) -> list[Counted]:
        """The numbers in their order."""
        limits = [bisect_left(self._starts, start) for start, _ in self._numbers[1:]] + [len(self.tokens)]
        counted = [self._count(*span, limit) for span, limit in zip(self._numbers, limits, strict=True)]
        for at in range(len(counted) - 2, -1, -1):
            between = self.words_from(counted[at].end, counted[at + 1].first - counted[at].end)
            if between and set(between) <= _PARTITIVE and not counted[at].classes:
                counted[at] = counted[at]._replace(classes=counted[at + 1].classes)
        return counted

    @cached_property
    def firsts(self) -> dict[int, int]:
        """Where the numbers begin, with which each is."""
        return {one.first: at for at, one in enumerate(self.counted)}

    @cached_property
    def ends(self) -> dict[int, int]:
        """Where the numbers end, with which each is."""
        return {one.end: at for at, one in enumerate(self.counted)}

    @cached_property
    def bare(self) -> frozenset[int]:
        """Where the numbers begin that have no noun of people."""
        return frozenset(one.first for one in self.counted if not one.classes)

    def words_from(self, at: int, count: int) -> list[str]:
        """Return some words from a token on."""
        return [token.word for token in self.tokens[at : at + count]]

    def age_said_before(self, number: int) -> bool:
        """Return whether what stands before a number makes it an age: "aged 24, 31 and 50", "im Alter von 3 bis 12"."""
        starts = {cue.end for cue in self.cues.get("age", ())}
        first = self.counted[number].first
        for at in range(first, max(0, first - _LONGEST_LIST), -1):
            if at in starts:
                return True
            if self.tokens[at - 1].word not in _BEFORE_AGES and at - 1 not in self.firsts:
                return False
        return False

    def stands_beside_people(self, number: int) -> bool:
        """Return whether a number stands between commas behind a noun of people: "two brothers, 27 and 33, were"."""
        own, numbers = self.counted[number], self.bare
        at = own.first - 1
        while (
            at > max(0, own.first - _LONGEST_LIST)
            and not self._names_people(at)[1]
            and (at in numbers or self.tokens[at].word in _BESIDE_PEOPLE)
        ):
            at -= 1
        behind = self.words_from(own.end, 1)
        closed = not behind or behind[0] == "," or (behind[0] in _LINKS and own.end + 1 in numbers)
        return closed and self.words_from(at + 1, 1) == [","] and at >= 0 and bool(self._names_people(at)[1])

    def act_behind(self, number: int) -> str:
        """Return what is said right behind a number without a noun: "three were caught", "71 convictions"."""
        own = self.counted[number]
        if deed := self._numbered_deed(own):
            return deed
        at = own.end
        while at < len(self.tokens) and self.tokens[at].word in _AUXILIARIES:
            at += 1
        found = [cue for kind in _ACTS for cue in self.cues.get(kind, ()) if cue.first in {at, at + 1}]
        right_here = min(found, key=lambda cue: (cue.first, -cue.end), default=None)
        if right_here is None:
            return self._act_before(own)
        is_deed = self.tokens[right_here.end - 1].word in _DEEDS
        return right_here.kind if is_deed or right_here.first == at else ""

    def _act_before(self, own: Counted) -> str:
        """Return what is said right before a number that stands alone: "convicted the remaining three"."""
        at = own.first
        while at > 0 and self.tokens[at - 1].word in _BEFORE_OBJECTS:
            at -= 1
        by_preposition = not _PREPOSITIONS.isdisjoint(self.words_from(at, own.first - at))
        if not self._stands_alone(own.end) or self.words_from(own.end, 1) == ["of"]:
            return ""
        if by_preposition and not _DEEDS.intersection(self.words_from(at - 1, 1)):
            return ""
        return next((kind for kind in _ACTS for cue in self.cues.get(kind, ()) if cue.end == at), "")

    def _numbered_deed(self, own: Counted) -> str:
        """Return the deed whose number is said behind it: "the number of convictions climbed to 187"."""
        begin = max(0, own.first - _BACK)
        words = self.words_from(begin, own.first - begin)
        if not self._stands_alone(own.end) or _NUMBERED.isdisjoint(words):
            return ""
        deeds = {begin + at for at, word in enumerate(words) if word in _DEEDS}
        return next((kind for kind in _ACTS for cue in self.cues.get(kind, ()) if cue.first in deeds), "")

    def words_between(self, number: int, cue: Cue) -> int:
        """Return how many words and marks stand between a number and a cue, whatever they are."""
        own = self.counted[number]
        return max(cue.first - own.end, own.first - cue.end, 0)

    def stands_alone(self, number: int) -> bool:
        """Return whether nothing that a number might count stands behind it."""
        return self._stands_alone(self.counted[number].end)

    def _stands_alone(self, behind: int) -> bool:
        after = self.words_from(behind, 1)
        return not after or after[0] in _PARTING or after[0] in _ENDS

    def _count(self, start: int, end: int, limit: int) -> Counted:
        first, behind = bisect_left(self._starts, start), bisect_left(self._starts, end)
        if first and self.tokens[first - 1].end > start:
            first -= 1  # the number begins within a word, such as P5
        head_end, classes = self._head(behind, limit)
        return Counted(first, head_end, classes or self._numbered_before(first, behind))

    def _numbered_before(self, first: int, behind: int) -> frozenset[str]:
        """Return the classes of people whose number is said behind them: "his victims numbered 40"."""
        words, after = self.words_from(max(0, first - _BACK), min(first, _BACK)), self.words_from(behind, 2)
        altogether = len(after) > 1 and after[0] == "in" and after[1] in _ALTOGETHER
        if not self._stands_alone(behind) or not (altogether or _NUMBERED & set(words)):
            return frozenset()
        named = [self._names_people(place)[1] for place in range(first - len(words), first)]
        return next((classes for classes in reversed(named) if classes), frozenset())

    def _head(self, at: int, limit: int) -> tuple[int, frozenset[str]]:
        """Return the token behind the noun of people that a noun phrase between tokens has, and its classes."""
        classes: frozenset[str] = frozenset()
        found, words = at, 0
        for place in range(at, limit):
            if place < found:
                continue
            end, named = self._names_people(place)
            if named:
                found, classes = end, named
            elif classes and self._goes_on_with_people(place, limit):
                continue
            elif classes or self._ends_a_phrase(place, at) or words >= _MOST_ADJECTIVES:
                break
            else:
                words += self.tokens[place].word not in _LINKERS
        return found, classes

    def _goes_on_with_people(self, at: int, limit: int) -> bool:
        """Return whether a noun phrase goes on so: "teachers and parents"."""
        joined = self.tokens[at].word in _LINKS - {","} and at + 1 < limit
        return joined and bool(self._names_people(at + 1)[1])

    def _ends_a_phrase(self, at: int, begin: int) -> bool:
        word = self.tokens[at].word
        if at == begin and word == "ang":  # "154 ang nahatulang trafficker"
            return False
        if self.language == "de" and self.tokens[at].capital:
            return True  # another noun
        return (word in _ENDS and word not in _LINKERS) or word in _PARTING

    def _names_people(self, at: int) -> tuple[int, frozenset[str]]:
        meaning = meaning_of(self.tokens[at].word, self.language)
        for phrase in meaning.phrases:
            end = at + 1 + len(phrase.rest)
            if phrase.names_people and self._stand_at(phrase.rest, at + 1):
                return end, frozenset([phrase.kind])
        return at + 1, meaning.classes

    def _parts(self, phrase: Phrase, at: int) -> Iterator[Cue]:
        """Yield a phrase that begins at a token; of one in two parts, each."""
        end = at + 1 + len(phrase.rest)
        if not self._stand_at(phrase.rest, at + 1):
            return
        if not phrase.later:
            yield Cue(phrase.kind, at, end)
            return
        for later in range(end, min(len(self.tokens), end + _MOST_BETWEEN)):
            if self.tokens[later].word == ";":
                return
            if self._stand_at(phrase.later, later):
                yield Cue(phrase.kind, at, end)
                yield Cue(phrase.kind, later, later + len(phrase.later))
                return

    def _stand_at(self, forms: Sequence[str], at: int) -> bool:
        words = self.words_from(at, len(forms))
        return len(words) == len(forms) and all(matches(form, word) for form, word in zip(forms, words, strict=True))
