"""How far off a number what may be said of it stands: words, and more for marks and for other numbers between."""

from __future__ import annotations

from typing import Final

from text.figures.clauses import Clause, Cue
from text.figures.lexicon import function_words

#: steps that a mark or a conjunction between a number and a cue takes; other words take one. These and the steps below
#: are chosen, then set on the labelled documents
_STEPS: Final = {
    **dict.fromkeys((",", "(", ")"), 1.0),
    **dict.fromkeys((":", "–", "—"), 3.0),
    ";": 12.0,
    **dict.fromkeys(function_words("conjunctions"), 3.0),
}
_LINKS, _PARTITIVE = map(function_words, ("links", "partitive"))
#: behind a number that counts people without a noun: "28 were convicted"
_VERBS: Final = function_words("auxiliaries") - function_words("linkers")
#: the same, between two numbers of people, for a number of people; for another number; for all others of a list
_ACROSS_PEOPLE, _ACROSS_OTHERS, _ACROSS_LIST = 14.0, 3.0, 2.0
_CLOSED_BY: Final = {",": ",", "(": ")", "–": "–", "—": "—"}
#: numbers of a list at most on either side of one; chosen, not measured
_LONGEST_LIST: Final = 12
#: words of an insertion at most: ", two of them girls,"; chosen, not measured
_LONGEST_INSERTION: Final = 12


def distance(clause: Clause, number: int, cue: Cue) -> float:
    """Return how many steps a cue is off a number: words, more where marks or other numbers part the two."""
    own, first, last = clause.counted[number], *_list_of(clause, number)
    across = _ACROSS_PEOPLE if own.classes else _ACROSS_OTHERS
    if cue.first >= own.end:
        begin = clause.counted[last].end if cue.first >= clause.counted[last].end else own.end
        listed = last > number and begin > own.end
        return _steps(clause, _behind_insertion(clause, begin, cue.first), cue.first, across) + _ACROSS_LIST * listed
    if cue.end <= own.first:
        close = clause.counted[first].first if cue.end <= clause.counted[first].first else own.first
        return _steps(clause, cue.end, close, across) + _ACROSS_LIST * (close < own.first)
    return 0.0


def _steps(clause: Clause, begin: int, end: int, across_people: float) -> float:
    counted = (at for at in range(begin, end) if at not in clause.silent)
    words = sum(_STEPS.get(clause.tokens[at].word, 1.0) for at in counted)
    between = [clause.firsts[at] for at in range(begin, end) if at in clause.firsts]
    return words + sum(_steps_across(clause, at, across_people) for at in between)


def _steps_across(clause: Clause, number: int, people: float) -> float:
    if clause.age_said_before(number):
        return 0.0
    return people if _may_count_people(clause, number) else _ACROSS_OTHERS


def _may_count_people(clause: Clause, number: int) -> bool:
    own = clause.counted[number]
    return bool(own.classes) or not _VERBS.isdisjoint(clause.words_from(own.end, 1))


def _behind_insertion(clause: Clause, begin: int, end: int) -> int:
    """Return where an insertion that begins at a token is over, if that is before ``end``; else ``begin``."""
    opening = next((at for at in range(begin, min(begin + 2, end)) if clause.tokens[at].word in _CLOSED_BY), None)
    if opening is None:
        return begin
    closing = _CLOSED_BY[clause.tokens[opening].word]
    words = clause.words_from(opening + 1, min(_LONGEST_INSERTION, end - opening - 1))
    return opening + 1 + words.index(closing) if closing in words else begin


def _list_of(clause: Clause, number: int) -> tuple[int, int]:
    """Return the first and the last number of the list that a number stands in: "12 girls and 3 boys"."""
    first = last = number
    while first > max(0, number - _LONGEST_LIST) and _are_listed(clause, first - 1):
        first -= 1
    while last + 1 < min(len(clause.counted), number + _LONGEST_LIST) and _are_listed(clause, last):
        last += 1
    return first, last


def _are_listed(clause: Clause, number: int) -> bool:
    one, other = clause.counted[number : number + 2]
    between = clause.words_from(one.end, other.first - one.end)
    joined = all(word in _LINKS for word in between) or set(between) <= _PARTITIVE
    return bool(one.classes and other.classes and between) and joined
