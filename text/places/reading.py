"""The places that a text names, each decided by the words around it and the other places, or shown as ambiguous."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from text.phrases.finding import Token
from text.places.barangays import find_barangays
from text.places.context import (
    goes_on_a_list,
    is_abroad,
    is_located,
    is_part_of_a_name,
    names_a_person,
    surroundings_of,
)
from text.places.gazetteer import Locality, special_names
from text.places.mentions import Mention, find_mentions
from text.sentences import sentence_spans

#: what stands between a place and the one that it lies in
_WITHIN: Final = re.compile(
    r",?\s*(?:,|\(|\bin\b|\bsa\b|\bof\b|\bng\b|\btown in\b)\s*(?:the |der |die )?", re.IGNORECASE
)

_SENTENCE_END: Final = re.compile(r"[.!?]\s+[A-Z“\"]|\n\s*\n")


class PlaceEntry(NamedTuple):
    """One place in a text: its code, empty where several are as likely, and where it stands."""

    code: str
    name: str
    kind: str
    #: codes of what it lies in, by which it is searched; a barangay is not
    province: str
    region: str
    surface: str
    ambiguous: bool
    start: int
    end: int


class _Read(NamedTuple):
    mention: Mention
    sentence: int
    #: what the name is said to lie in
    within: Locality | None
    place: Locality | None
    #: the names beside it in one list
    listed: tuple[Mention, ...]


def read_places(text: str, tokens: Sequence[Token], language: str = "") -> list[PlaceEntry]:
    """Return the places of a text in their order; ``language`` (ISO 639) tells nouns with capitals."""
    mentions = _located(text, tokens, language)
    read = _resolved(text, mentions)
    entries = [_entry(text, one) for one in read if _is_told(one, read)]
    found = [(one.mention.start, one.place) for one in read if one.place]
    barangays = find_barangays(text, found)
    entries += [PlaceEntry(code, name, "barangay", "", "", text[a:b], False, a, b) for code, name, a, b in barangays]
    return sorted(entries, key=lambda entry: entry.start)


def _located(text: str, tokens: Sequence[Token], language: str) -> list[Mention]:
    """Return the names that stand for places."""
    possible: list[Mention] = []
    persons: set[str] = set()
    for mention in find_mentions(text, tokens):
        around = surroundings_of(mention, tokens)
        if names_a_person(around, tokens):
            persons.add(mention.key)
        elif not is_part_of_a_name(around, tokens, language) and not is_abroad(text, mention):
            possible.append(mention)
    return _with_context(text, tokens, possible, persons)


def _with_context(text: str, tokens: Sequence[Token], possible: Sequence[Mention], persons: set[str]) -> list[Mention]:
    """Return the names that are safe by themselves, or located by what stands beside them or elsewhere in the text."""
    located: list[Mention] = []
    for number, mention in enumerate(possible):
        around = surroundings_of(mention, tokens)
        following = possible[number + 1] if number + 1 < len(possible) else None
        if (
            (_is_safe(mention) and mention.key not in persons)
            or is_located(around, strictly=mention.key in persons and not _is_safe(mention))
            or (following and _container_of(text, mention, following))
            or goes_on_a_list(text, located[-1] if located else None, mention)
        ):
            located.append(mention)
    known = {mention.key for mention in located} - persons
    return [
        mention
        for mention in possible
        if mention in located
        or mention.key in known
        or (mention.key not in persons and _province_beside(text, mention, located))
    ]


def _province_beside(text: str, mention: Mention, located: Sequence[Mention]) -> bool:
    """Return whether one sentence names a province beside a name that only one place in it has."""
    beside = [one for one in located if one.candidates[0].kind == "province" and len(one.candidates) == 1]
    return len(mention.candidates) == 1 and any(
        _is_in(mention.candidates[0], one.candidates[0])
        and not _SENTENCE_END.search(text, *sorted((one.end, mention.start)))
        for one in beside
    )


def _is_safe(mention: Mention) -> bool:
    """Return whether a name needs nothing beside it to be a place's."""
    kinds = {place.kind for place in mention.candidates}
    return kinds != {"municipality"} and mention.key not in special_names().need_context


def _container_of(text: str, mention: Mention, following: Mention) -> Locality | None:
    """Return the place that the text says a name lies in: ", Antique", "in Cebu"."""
    if not _WITHIN.fullmatch(text, mention.end, following.start):
        return None
    around = following.candidates
    return next((one for one in around if any(_is_in(place, one) for place in mention.candidates)), None)


def _is_in(place: Locality, other: Locality) -> bool:
    """Return whether a place lies in another, or in the province of a city."""
    if other.kind == "region":
        return place.region == other.code
    home = other.code if other.kind == "province" else other.province
    return bool(home) and place.province == home and place.code != other.code


def _resolved(text: str, mentions: Sequence[Mention]) -> list[_Read]:
    """Return the names with their places, as far as the text decides them."""
    ends = [end for _, end in sentence_spans(text)] if mentions else []
    read = []
    for number, mention in enumerate(mentions):
        sentence = sum(end < mention.start for end in ends)
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        within = _container_of(text, mention, following) if following else None
        certain = [one for one in mention.candidates if within is None or _is_in(one, within)]
        listed = [one for one in (mentions[number - 1 :][:1] if number else []) if goes_on_a_list(text, one, mention)]
        listed += [following] if following and goes_on_a_list(text, mention, following) else []
        read.append(_Read(mention, sentence, within, _only(certain), tuple(listed)))
    read = [_decided(one, read) for one in read]
    senses = {(one.mention.key, one.place) for one in read if one.place}
    return [one if one.place else one._replace(place=_same_sense(one.mention, senses)) for one in read]


def _decided(one: _Read, read: Sequence[_Read]) -> _Read:
    """Decide a name by the places beside it, those of its sentence before the others."""
    if one.place:
        return one
    known = [other for other in read if other.place and other is not one]
    beside = [other for other in known if other.sentence == one.sentence]
    nearest = sorted(beside, key=lambda other: abs(other.mention.start - one.mention.start))
    if place := _alike(
        one.mention.candidates, [other.place for other in nearest[:2] if other.place and other.mention in one.listed]
    ):
        return one._replace(place=place)
    levels: list[list[_Read]] = [
        *([other] for other in nearest if other.place and other.place.kind != "region"),
        [other for other in known if other.place and other.place.kind == "province"],
        known,
    ]
    for level in levels:
        if place := _supported(one.mention.candidates, [other.place for other in level if other.place]):
            return one._replace(place=place)
    return one


def _alike(candidates: Sequence[Locality], listed: Iterable[Locality]) -> Locality | None:
    """Return the only candidate that is a region or province as what stands in one list with it."""
    kinds = {place.kind for place in listed} & {"region", "province"}
    return _only([one for one in candidates if one.kind in kinds])


def _supported(candidates: Sequence[Locality], known: Iterable[Locality]) -> Locality | None:
    """Return the only candidate that lies in one of the known places or their provinces, or is one of these."""
    known = list(known)
    homes = {place.province for place in known}
    if province := _only([one for one in candidates if one.code in homes]):
        return province
    return _only([one for one in candidates if any(_is_in(one, place) for place in known)])


def _same_sense(mention: Mention, senses: set[tuple[str, Locality]]) -> Locality | None:
    """Return what the same name means where the text decides it."""
    return _only([place for key, place in senses if key == mention.key and place in mention.candidates])


def _only(places: Sequence[Locality]) -> Locality | None:
    return places[0] if len(places) == 1 else None


def _is_told(one: _Read, read: Sequence[_Read]) -> bool:
    """Return whether a name is told of: one that places abroad have too wants a place of the country beside it."""
    if one.mention.form or one.within:
        return True
    if one.mention.key in special_names().islands:
        return False
    if one.mention.key not in special_names().abroad:
        return True
    return any(other.place and other.mention.key not in special_names().abroad for other in read)


def _entry(text: str, one: _Read) -> PlaceEntry:
    mention, place = one.mention, one.place
    surface = text[mention.start : mention.end]
    if place is None:
        return PlaceEntry("", surface, "", "", "", surface, True, mention.start, mention.end)
    return PlaceEntry(
        place.code, place.name, place.kind, place.province, place.region, surface, False, mention.start, mention.end
    )
