"""Which of several places a name means: by what it lies in, what stands beside it, what else the text names."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from text.places.context import goes_on_a_list
from text.places.gazetteer import Locality
from text.places.mentions import Mention

#: what stands between a place and the one that it lies in
_WITHIN: Final = re.compile(
    r",?\s{0,4}(?:,|\(|\bin\b|\bsa\b|\bof\b|\bng\b|\btown in\b)\s{0,4}(?:the |der |die )?", re.IGNORECASE
)


#: behind a name that another one follows in a list
_AND: Final = re.compile(r",?\s(?:and|at|ug|und|en)\s(?=[A-ZÀ-Þ])")
_LIST: Final = re.compile(r",?\s(?:and|or|at|ug|und|sowie|en)\s(?=[A-ZÀ-Þ])|,\s(?=[A-ZÀ-Þ])")
#: characters of the longest of these
_LONGEST_WITHIN: Final = 20
#: decided names on either side of one, in its sentence, that are asked; chosen, not measured
_NEIGHBOURS: Final = 8


class DecidedMention(NamedTuple):
    """A name with the number of its sentence and its place, None where the text does not decide it."""

    mention: Mention
    sentence: int
    #: what the name is said to lie in
    within: Locality | None
    place: Locality | None
    #: the names beside it in one list
    listed: tuple[Mention, ...]


class _Known(NamedTuple):
    """What a text decides by itself: its places by sentence, its provinces, all its places."""

    by_sentence: dict[int, list[DecidedMention]]
    provinces: list[Locality]
    places: list[Locality]


def decide_mentions(text: str, mentions: Sequence[Mention], sentences: Sequence[int]) -> list[DecidedMention]:
    """Return the names with their places, as far as the text decides them."""
    read = [_by_itself(text, mentions, sentences, number) for number in range(len(mentions))]
    known = _known_of(read)
    decided: list[DecidedMention] = []
    for one in read:
        decided.append(one if one.place else one._replace(place=_by_others(one, decided[-1:], known)))
    senses: dict[str, set[Locality]] = defaultdict(set)
    for one in decided:
        if one.place:
            senses[one.mention.key].add(one.place)
    return [one if one.place else one._replace(place=_same_sense(one.mention, senses)) for one in decided]


def container_of(text: str, mention: Mention, following: Mention | None) -> Locality | None:
    """Return the place that the text says a name lies in: ", Antique", "in Cebu"."""
    if following is None or following.start - mention.end > _LONGEST_WITHIN:
        return None
    if not _WITHIN.fullmatch(text, mention.end, following.start):
        return None
    if _lists_provinces(text, mention, following):
        return None
    around = following.candidates
    return next((one for one in around if any(_is_in(place, one) for place in mention.candidates)), None)


def _lists_provinces(text: str, mention: Mention, following: Mention) -> bool:
    """Return whether two names begin a list of provinces: "Rizal, Laguna and Cebu" is not the town in Laguna."""
    both = all(any(one.kind == "province" for one in each.candidates) for each in (mention, following))
    return both and text[mention.end : following.start] == ", " and bool(_AND.match(text, following.end))


def is_district(text: str, mention: Mention, following: Mention | None) -> bool:
    """Return whether a name is a part of the city behind it, not the town called the same: "Sampaloc, Manila"."""
    if following is None or text[mention.end : following.start] != ", ":
        return False
    cities = all(one.kind == "city" for one in following.candidates) and not _LIST.match(text, following.end)
    return cities and all(one.kind == "municipality" for one in mention.candidates)


def _by_itself(text: str, mentions: Sequence[Mention], sentences: Sequence[int], number: int) -> DecidedMention:
    """Return a name with its place where only one has it, or only one in what it is said to lie in."""
    mention = mentions[number]
    before = mentions[number - 1] if number else None
    following = mentions[number + 1] if number + 1 < len(mentions) else None
    within = container_of(text, mention, following)
    listed = [before] if before and goes_on_a_list(text, before, mention) else []
    listed += [following] if following and goes_on_a_list(text, mention, following) else []
    place = _only([one for one in mention.candidates if within is None or _is_in(one, within)])
    return DecidedMention(mention, sentences[number], within, place, tuple(listed))


def _known_of(read: Iterable[DecidedMention]) -> _Known:
    by_sentence: dict[int, list[DecidedMention]] = defaultdict(list)
    for one in read:
        if one.place:
            by_sentence[one.sentence].append(one)
    places = list(dict.fromkeys(one.place for beside in by_sentence.values() for one in beside if one.place))
    return _Known(by_sentence, [place for place in places if place.kind == "province"], places)


def _by_others(one: DecidedMention, before: Sequence[DecidedMention], known: _Known) -> Locality | None:
    """Return the place that others decide: those of its list, its sentence, its text, in this order."""
    nearest = _nearest(one, known)
    listed = [other.place for other in (*before, *nearest) if other.place and other.mention in one.listed]
    if place := _alike(one.mention.candidates, listed):
        return place
    beside = [[other.place] for other in nearest if other.place and other.place.kind != "region"]
    levels = (_supported(one.mention.candidates, level) for level in (*beside, known.provinces, known.places))
    return next((place for place in levels if place), None)


def _nearest(one: DecidedMention, known: _Known) -> list[DecidedMention]:
    """Return the decided names of a name's sentence, the nearest first."""
    beside = known.by_sentence.get(one.sentence, [])
    position = bisect(beside, one.mention.start, key=_start)
    around = beside[max(0, position - _NEIGHBOURS) : position + _NEIGHBOURS]
    return sorted(around, key=lambda other: abs(other.mention.start - one.mention.start))


def _start(one: DecidedMention) -> int:
    return one.mention.start


def _alike(candidates: Sequence[Locality], listed: Iterable[Locality]) -> Locality | None:
    """Return the only candidate that is a region or province as what stands in one list with it."""
    kinds = {place.kind for place in listed} & {"region", "province"}
    return _only([one for one in candidates if one.kind in kinds])


def _supported(candidates: Sequence[Locality], known: Sequence[Locality]) -> Locality | None:
    """Return the only candidate that lies in one of the known places or their provinces, or is one of these."""
    homes = {place.province for place in known}
    if province := _only([one for one in candidates if one.code in homes]):
        return province
    return _only([one for one in candidates if any(_is_in(one, place) for place in known)])


def _same_sense(mention: Mention, senses: dict[str, set[Locality]]) -> Locality | None:
    """Return what the same name means where the text decides it."""
    return _only([place for place in senses.get(mention.key, ()) if place in mention.candidates])


def _is_in(place: Locality, other: Locality) -> bool:
    """Return whether a place lies in another, or in the province of a city."""
    if other.kind == "region":
        return place.region == other.code
    home = other.code if other.kind == "province" else other.province
    return bool(home) and place.province == home and place.code != other.code


def _only(places: Sequence[Locality]) -> Locality | None:
    return places[0] if len(places) == 1 else None
