"""Ages: numbers that say how old somebody is, as words around them tell or as they stand."""

from __future__ import annotations

import re
from typing import Final

from text.figures.clauses import Clause
from text.figures.context import NumberInText
from text.figures.lexicon import function_words, meaning_of
from text.figures.nouns import AGE_BEHIND, PERCENT_BEHIND, TIME_BEHIND, TIME_UNITS
from text.ledgers.entries import Figure


def read_age(place: NumberInText) -> Figure | None:
    if age := AGE_BEHIND.match(place.behind):
        return place.figure("years", "age", length=age.end())
    plain = 0 < place.number.value < _OLDEST and place.number.value.is_integer()
    bare = not place.number.in_words and _is_bare_age(place)
    if plain and (bare or _is_said_to_be_an_age(place)):
        time = TIME_BEHIND.match(place.behind)
        unit = TIME_UNITS[time["unit"].casefold()] if time else "years"
        return place.figure(unit, "age", length=time.end() if time else 0)
    return None


def _is_said_to_be_an_age(place: NumberInText) -> bool:
    counted = place.clause.counted[place.order]
    time = TIME_BEHIND.match(place.behind)
    of_years = not time or TIME_UNITS[time["unit"].casefold()] == "years"
    return (
        of_years
        and not counted.classes
        and not PERCENT_BEHIND.match(place.behind)
        and place.clause.age_said_before(place.order)
    )


#: years of age from which on a number is no age; chosen, not measured
_OLDEST: Final = 110


def _is_bare_age(place: NumberInText) -> bool:
    """Return whether a number stands as an age does: between commas behind a name or a person, or in brackets."""
    before, behind = place.before[-40:], place.behind[:2]
    named = behind[:1] in {",", "."} and _NAME_BEFORE.search(before)
    noun = _NOUN_BEFORE.search(before) and _ON_BEHIND_AGE.match(place.behind) and place.number.value >= _YOUNGEST_SO
    in_brackets = before.endswith("(") and behind[:1] == ")"
    told = _IS_BEFORE.search(before) and place.clause.stands_alone(place.order)
    return (
        bool(named or told or noun)
        or in_brackets
        or _is_age_of_a_noun(place)
        or place.clause.stands_beside_people(place.order)
    )


def _is_age_of_a_noun(place: NumberInText) -> bool:
    """Return whether a number is the age of the person named right before: "a woman of 36", "the accused is 37"."""
    clause, first = place.clause, place.clause.counted[place.order].first
    words = clause.words_from(max(0, first - 2), min(first, 2))
    if len(words) < 2 or not clause.stands_alone(place.order) or place.number.value < _YOUNGEST_SO:
        return False
    return words[1] in {"of", "von", "is", "was", "ist", "war"} and _names_one_person(clause, first - 2)


def _names_one_person(clause: Clause, at: int) -> bool:
    """Return whether a token names one person, and not the people whose number may follow."""
    numbered = _NUMBERED.intersection(clause.words_from(max(0, at - _BACK), min(at, _BACK)))
    word = clause.tokens[at].word
    plural = word.endswith(("s", "men", "children", "people"))
    return not numbered and not plural and bool(meaning_of(word, clause.language).classes)


_NUMBERED: Final = function_words("numbered")
#: words back from an age in which it would be said that people are numbered; chosen, not measured
_BACK: Final = 14
#: years from which on a number behind a noun is an age, and not how many: "a mother of 4"; chosen, not measured
_YOUNGEST_SO: Final = 13
#: a noun before an age between commas, and what goes on behind it: "the lessee, 40, a clerk", "her helper, 23, told"
_NOUN_BEFORE: Final = re.compile(
    r"\b(?i:the|her|his|their|a|an|ang|iyang|kaniyang)\s(?:[\w'’-]{1,30}\s){0,3}[a-z-]{3,30},\s$"
)
_ON_BEHIND_AGE: Final = re.compile(
    r",\s(?:an?|the|of|from|who|is|was|has|had|did|will|told|said|both|faces|ay|nga|na|isang|usa|taga\w{0,12}|\w{2,20}ed)\b"
)
#: before an age that stands alone: "she is 61 and walks fast"
_IS_BEFORE: Final = re.compile(
    r"\b(?:she|he|who|sie|er|zij|hij)\s(?:is|was|ist|war|turned|turns|wird)\s(?:now\s|only\s|just\s|erst\s|jetzt\s)?$",
    re.IGNORECASE,
)
#: a name before an age: "Maria Santos, 34,"
_NAME_BEFORE: Final = re.compile(r"[A-ZÀ-Þ][\w.'’-]{1,40},\s(?:now\s|then\s)?$|^Now\s$")
