"""What is written like a name in a sentence, and how like a person's it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from text.care.passages import CareSentence
from text.care.words.tokens import CareToken
from text.care.words.vocabulary import (
    ACCUSED,
    ANY_CHILD,
    AT_PLACE,
    BODY,
    CITY_HEAD,
    COMMON,
    GROWN_UP,
    MONTH_NAME,
    PERSON_MARKER,
    PLATFORM,
    POSSESSIVE,
    PUBLIC,
    RELATIVE,
    SCHOOL_HEAD,
    SHELTER_HEAD,
    STREET_HEAD,
    TITLE,
    TOWN_HEAD,
    VILLAGE_HEAD,
    WEEKDAY,
    given_names,
    word_list,
)
from text.phrases.finding import fold_phrase
from text.places.gazetteer import places_by_name

#: small words inside a name
_PARTICLES: Final = word_list("particles")
#: those of a person's name
_PERSON_PARTICLES: Final = _PARTICLES - {"of", "the", "y", "der", "den", "las", "los"}
#: bits of words that tell who bears the name behind them
_WHO: Final = TITLE | ACCUSED | RELATIVE | ANY_CHILD | GROWN_UP
#: what may stand between two words of a name; the full stop behind a short form only
_BLANKS: Final = frozenset((" ", "\u00a0", "\n"))
_SHORT: Final = word_list("short")
#: bits of words that stand in the name of a thing or a place, and of days
THING: Final = (
    BODY
    | STREET_HEAD
    | VILLAGE_HEAD
    | TOWN_HEAD
    | CITY_HEAD
    | SCHOOL_HEAD
    | SHELTER_HEAD
    | PLATFORM
    | PUBLIC
    | MONTH_NAME
    | WEEKDAY
)
#: letters from which on a word is no "street" or "purok" itself but ends like one, as "Dorpsstraat" does
_LONGEST_STREET_HEAD: Final = 6
#: how like a person's a single unknown word within a sentence is, where nouns have no capitals
UNKNOWN_WITHIN: Final = -1
#: a sentence with a larger share of capitals is a headline in capitals, of which they say little
_HEADLINE: Final = 0.6
_HEADLINE_WORDS: Final = 5


class NameCandidate(NamedTuple):
    """A run of words that is written like a name, from the first to behind the last."""

    first: int
    behind: int
    #: the bits of words with capitals directly before it, which are no part of it: "Judge", "Schülerin"
    ahead: int
    #: how like a person's it is; below 0 only the words around it can make it one
    likeness: int
    is_given: bool

    @property
    def is_whole(self) -> bool:
        """Return whether it has more than one word."""
        return self.behind - self.first > 1


def name_key(tokens: Sequence[CareToken], one: NameCandidate) -> tuple[str, ...]:
    """Return the words of a name as they are compared."""
    return tuple(token.folded for token in tokens[one.first : one.behind])


def runs_of_capitals(passage: CareSentence, *, genitives: bool = False) -> Iterator[tuple[int, int]]:
    """Yield the runs of words with capitals in a sentence, with the small words between them.

    A genitive ends the name of a person; in that of a home one may stand.
    """
    tokens, at = passage.tokens, passage.first
    while at < passage.behind:
        if not tokens[at].is_capital:
            at += 1
            continue
        end = at + 1
        while end < passage.behind and (step := _goes_on(tokens, end, passage.behind, genitives=genitives)):
            end += step
        yield at, end
        at = end


def _goes_on(tokens: Sequence[CareToken], at: int, behind: int, *, genitives: bool) -> int:
    """Return how many words of a run follow at a place: none, a capital, or small words and a capital."""
    for step in range(3):
        if at + step >= behind or not _is_joined(tokens[at + step - 1], tokens[at + step], genitives=genitives):
            return 0
        if tokens[at + step].is_capital:
            return step + 1
        if tokens[at + step].folded not in _PARTICLES:
            return 0
    return 0


def _is_joined(before: CareToken, token: CareToken, *, genitives: bool) -> bool:
    if before.is_genitive and not genitives:
        return False
    if token.gap in _BLANKS:
        return True
    return token.gap.rstrip() == "." and (len(before.word) == 1 or before.folded in _SHORT)


def find_name_candidates(passage: CareSentence) -> list[NameCandidate]:
    """Return what may be the names of persons in a sentence."""
    headline = _is_headline(passage)
    found = []
    for first, behind in runs_of_capitals(passage):
        one = _candidate(passage, first, behind, is_headline=headline)
        if one:
            found.append(one)
    return found


def _is_headline(passage: CareSentence) -> bool:
    words = passage.tokens[passage.first : passage.behind]
    return (
        not _is_german(passage)
        and len(words) >= _HEADLINE_WORDS
        and sum(one.is_capital for one in words) > _HEADLINE * len(words)
    )


def _candidate(passage: CareSentence, first: int, behind: int, *, is_headline: bool) -> NameCandidate | None:
    tokens = passage.tokens
    start, ahead = _without_words_ahead(tokens, first, behind)
    if (ahead & THING and not ahead & ~THING & ~COMMON) or _names_a_body(passage, first, ahead):
        return None
    if not _is_persons(passage, start, behind):
        return None
    if start > first and tokens[start - 1].word.lower() in _RELIGIOUS and not _is_owned(passage, start - 1):
        ahead = TITLE
    is_given = any(_is_given(token.folded) for token in tokens[start : min(start + 2, behind)])
    likeness = _likeness(passage, start, behind, is_given=is_given, starts=start == passage.first)
    if is_headline and not is_given:
        likeness -= 4
    return NameCandidate(start, behind, ahead, likeness, is_given)


def _is_owned(passage: CareSentence, at: int) -> bool:
    """Return whether a word of possession, or a small letter, makes "sister" no nun."""
    before = passage.tokens[at - 1].bits if at > passage.first else 0
    return bool(before & POSSESSIVE) or not passage.tokens[at].is_capital or _is_german(passage)


def _names_a_body(passage: CareSentence, first: int, ahead: int) -> bool:
    """Return whether a run goes on with the name of a body: "... Institute for Child Wellbeing"."""
    before = passage.tokens[first - 1].folded if first > passage.first else ""
    return bool(ahead & ANY_CHILD) and before in {"for", "of", "on", "against"}


def _is_persons(passage: CareSentence, start: int, behind: int) -> bool:
    """Return whether a run of capitals may be a person's: none of its words is a thing's, in capitals or a month."""
    tokens = passage.tokens
    words = tokens[start:behind]
    if not words or len(words[0].word) == 1 or (len(words) == 1 and words[0].bits & (MONTH_NAME | WEEKDAY)):
        return False
    # what goes on as the name of a thing is none of a person: "Halang Elementary School"
    if any(one.bits & THING and one.folded not in given_names() and not _is_surname(words, one) for one in words):
        return False
    if (
        any(one.word.isupper() and len(one.word) > 1 for one in words)
        or words[0].word[-1].isdigit()
        or any(one.folded in {"of", "the"} for one in words)
    ):
        return False
    after = tokens[behind] if behind < passage.behind and tokens[behind].gap == " " else None
    # "Filipijnse kinderen": a word of origin, and no name
    describes = after and len(words) == 1 and after.bits & ANY_CHILD and not after.is_capital
    return not describes and not (after and after.bits & (STREET_HEAD | SCHOOL_HEAD))


def _is_surname(words: Sequence[CareToken], one: CareToken) -> bool:
    """Return whether a word with the ending of a street stands behind a given name: "Fleur Hazelhof"."""
    made_up = one.bits & THING == STREET_HEAD and len(one.folded) > _LONGEST_STREET_HEAD
    return made_up and words[0].folded in given_names() and one is not words[0]


def _without_words_ahead(tokens: Sequence[CareToken], first: int, behind: int) -> tuple[int, int]:
    """Return where a name begins behind words of the language, and the bits of the last of them."""
    ahead = 0
    for at in range(behind - 1, first, -1):
        if tokens[at].bits & _WHO and tokens[at].folded not in given_names():
            first = at
            break
    while first < behind:
        token = tokens[first]
        is_name = token.folded in given_names() and not (
            token.bits & ~COMMON and behind - first > 1 and first + 1 < behind and token.bits & ~(MONTH_NAME | COMMON)
        )
        if not token.bits or is_name:
            break
        ahead = token.bits
        first += 1
    return first, ahead


def _is_given(word: str) -> bool:
    """Return whether a word is a given name, or is put together of such: "Finn-Luca"."""
    return not given_names().isdisjoint((word, *word.split("-")))


def _likeness(passage: CareSentence, first: int, behind: int, *, is_given: bool, starts: bool) -> int:
    tokens = passage.tokens
    words = tokens[first:behind]
    likeness = int(len(words) > 1)
    likeness += is_given
    likeness += any(len(word.word) == 1 or word.folded in _PERSON_PARTICLES for word in words)
    before = tokens[first - 1] if first > passage.first else None
    if before and before.bits & PERSON_MARKER:
        likeness += 2
    elif (is_known_place(words) and (not is_given or (before and before.bits & AT_PLACE))) or (
        before and before.bits & AT_PLACE and before.folded not in {"of", "to", "von", "at"} and not is_given
    ):
        likeness -= 3
    if not is_given and (len(words) == 1 or _is_german(passage)):
        likeness -= 2 if len(words) == 1 and (starts or _is_german(passage)) else 1
    return likeness


def _is_german(passage: CareSentence) -> bool:
    """Return whether a sentence is German, in which every noun has a capital."""
    return not _GERMAN.isdisjoint(token.folded for token in passage.tokens[passage.first : passage.behind])


_RELIGIOUS: Final = word_list("religious")
_LARGE_PLACES: Final = word_list("large_place")
_GERMAN: Final = word_list("german")


def is_known_place(words: Sequence[CareToken]) -> bool:
    """Return whether a name is that of a place known to be large, or of one in the gazetteer."""
    return is_large_place(words) or fold_phrase(" ".join(word.word for word in words)) in places_by_name()


def is_large_place(words: Sequence[CareToken]) -> bool:
    """Return whether a place is so large that nobody is known by it: a country, a province, a city."""
    if words[0].word in _LARGE_PLACES:
        return True
    name = fold_phrase(" ".join(word.word.removesuffix("'s").removesuffix("’s") for word in words))
    return any(place.kind in {"region", "province", "city"} for place in places_by_name().get(name, ()))
