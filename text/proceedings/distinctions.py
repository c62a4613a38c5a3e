"""Hard facts that tell one case from another: ages of grown-ups, numbers of children, branches of courts."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

#: years from which on somebody is grown up (Convention on the Rights of the Child, article 1)
_ADULT = 18
#: characters of a text in which facts are looked for: news tells them first, and they bound the cost; chosen, not
#: measured
_READ_CHARACTERS = 1500
_NUMBER_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "one isa usa ein een",
            "two dalawa dalawang duha zwei twee",
            "three tatlo tatlong tulo drei drie",
            "four apat upat vier",
            "five lima limang fünf vijf",
            "six anim unom sechs zes",
            "seven pito pitong sieben zeven",
            "eight walo walong acht",
            "nine siyam siyam na zehn negen",
            "ten sampu sampung napulo tien",
            "eleven elf",
            "twelve zwölf twaalf",
        ),
        start=1,
    )
    for word in words.split()
}
_COUNT = rf"(\d{{1,3}}|{'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})"
_AGE = re.compile(
    r"\b(\d\d)(?:-|\s)year(?:-|\s)old|(?<=, )(\d\d)(?=,|\.|;|\s(?:and|of|was|is|from)\b)|"
    r"\b(\d\d)[- ]?(?:jährig|jarige)|\b(\d\d) (?:anyos|ka tuig|jahre alt|jaar oud)|"
    r"\b(?:aged|(?:wo)?m[ae]n of) (\d\d)\b",
    re.IGNORECASE,
)
_CHILDREN = re.compile(
    r"\b(?:children|minors|siblings|girls|boys|kids|victims|survivors|bata|menor|kinder[n]?|kinderen|pupils)\b"
)
_COUNT_BEFORE = re.compile(rf"\b{_COUNT}\s(?:ka\s|na\s)?(?:young\s|other\s|minor\s)?$")
#: characters of the longest count with what may stand behind it
_LONGEST_COUNT = 24
#: "two girls and a boy" are three children
_BOTH = re.compile(rf"\b{_COUNT}\s(?:girls|boys)\sand\s(?:{_COUNT}|an?)\s(?:girl|boy)s?\b")
_BRANCH = re.compile(r"\bbranch\s+(\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class Distinctions:
    """Ages of grown-ups in years, numbers of children, and numbers of courts' branches that a text names."""

    ages: frozenset[int]
    children: frozenset[int]
    branches: frozenset[int]


def find_distinctions(text: str) -> Distinctions:
    """Return the hard facts that a text names."""
    # lowering a text once is cheaper than patterns that ignore its capitals
    text = text[:_READ_CHARACTERS].lower()
    ages = {int(age) for match in _AGE.finditer(text) for age in match.groups() if age}
    before = (text[max(0, match.start() - _LONGEST_COUNT) : match.start()] for match in _CHILDREN.finditer(text))
    counts = (match[1] for one in before if (match := _COUNT_BEFORE.search(one)))
    children = {_number(one) for one in counts} | {
        _number(one) + _number(two or "one") for one, two in _BOTH.findall(text)
    }
    branches = frozenset(map(int, _BRANCH.findall(text)))
    return Distinctions(frozenset(age for age in ages if age >= _ADULT), frozenset(children), branches)


def _number(written: str) -> int:
    return _NUMBER_WORDS.get(written) or int(written)


def compare_distinctions(earlier: Distinctions, later: Distinctions, years: float) -> tuple[int, int]:
    """Return how many kinds of facts speak against one case, and how many for it, of those that both texts name.

    People grow older by the ``years`` between the texts, give or take one.
    """
    grown = {age + passed for age in earlier.ages for passed in range(-1, math.ceil(years) + 2)}
    kinds = ((grown, later.ages), (earlier.children, later.children), (earlier.branches, later.branches))
    agree = [not one.isdisjoint(other) for one, other in kinds if one and other]
    return agree.count(False), agree.count(True)
