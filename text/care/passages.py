"""A text in sentences, each with what its words and its neighbours' say of a child."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from text.care.vocabulary import CHILD_AGE, any_of, word_pattern
from text.sentences import sentence_spans

_CHILD: Final = word_pattern("child")
_PSEUDONYM: Final = word_pattern("pseudonym")
#: how the next sentence takes a child up again, and characters of it that are looked at
_THE_CHILD: Final = re.compile(
    rf"\s{{0,4}}(?i:the|ang|das|der|die|het|de) (?:(?:[a-zäöü-]+ )?{any_of('child')}(?!['’\w-])|{CHILD_AGE})"
)
#: characters of a sentence in which it takes the child up
_OPENING: Final = 60
#: sentences before and behind in which what a sentence speaks of still is meant; chosen on tests/labelled/care.jsonl
_BESIDE: Final = 2
_DAY: Final = re.compile(r"(?<!\d)\d{1,2}\.(?!\w)$")
_AGE: Final = re.compile(CHILD_AGE)
#: children in general, or as the business of an office: none of them is meant
_IN_GENERAL: Final = re.compile(
    r"(?i)\b(?:child(?:ren)?|women|girls|boys|kinder|kinderen|victims?)(?:['’]s?)?(?: and \w{1,30})?[- "
    r"](?:protection|rights|welfare|abuse|exploitation|pornography|"
    r"trafficking|safety|sex|sexual|online|advoca\w{1,30}|support|services|assistance)|\b(?:save|bantay) (?:the "
    r")?(?:children|bata)\b|aleng pulis|"
    r"\b(?:every|any|all|many|most|more|other|our|your|million|thousand|hundreds of|protect(?:ing)?) (?:of "
    r")?(?:the )?(?:child(?:ren)?|minors|girls|kids|students|pupils)\b"
)


@dataclass(frozen=True, slots=True)
class CareSentence:
    """A sentence of a text, by its place in it."""

    text: str
    start: int
    end: int
    #: whether it speaks of a child that is meant, and whether it or a sentence beside it does
    has_child: bool
    near_child: bool
    #: whether the next sentence goes on with "The girl" and the like
    leads_to_child: bool
    #: whether it, or a sentence beside it, says that a name is not the real one
    is_pseudonymous: bool

    @property
    def words(self) -> str:
        """The sentence as it is written."""
        return self.text[self.start : self.end]

    def finditer(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Find a pattern within the sentence; the places are those of the text."""
        return pattern.finditer(self.text, self.start, self.end)

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Return whether the sentence holds a pattern."""
        return pattern.search(self.text, self.start, self.end) is not None


def split_passages(text: str) -> list[CareSentence]:
    """Return the sentences of a text."""
    spans = list(_without_broken_dates(text))
    children = [_speaks_of_child(text[start:end]) for start, end in spans]
    changed = [bool(_PSEUDONYM.search(text, start, end)) for start, end in spans]
    return [
        CareSentence(
            text, start, end, children[at], any(_around(children, at)), _goes_on(text, end), any(_around(changed, at))
        )
        for at, (start, end) in enumerate(spans)
    ]


def _without_broken_dates(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences; none ends with the day of a date, as in "am 4. Mai"."""
    begun = None
    for start, end in sentence_spans(text):
        begun = start if begun is None else begun
        if not _DAY.search(text, start, end):
            yield begun, end
            begun = None
    if begun is not None:
        yield begun, end


def _around(values: list[bool], at: int) -> list[bool]:
    return values[max(0, at - _BESIDE) : at + _BESIDE + 1]


def _goes_on(text: str, end: int) -> bool:
    return bool(_THE_CHILD.match(text[end : end + _OPENING]))


def _speaks_of_child(words: str) -> bool:
    return bool(_AGE.search(words) or _CHILD.search(_IN_GENERAL.sub(" ", words)))
