"""The places that a text names, each decided by the words around it and the other places, or shown as ambiguous."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from text.ledgers.entries import PlaceEntry
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
from text.places.deciding import DecidedMention, container_of, decide_mentions, is_district
from text.places.gazetteer import special_names
from text.places.mentions import Mention, find_mentions
from text.sentences import sentence_spans


def read_places(text: str, tokens: Sequence[Token], language: str = "") -> list[PlaceEntry]:
    """Return the places of a text in their order; ``language`` (ISO 639) tells nouns with capitals."""
    mentions = _located(text, tokens, language)
    read = decide_mentions(text, mentions, _sentence_numbers(text, mentions))
    at_home = any(one.place and one.mention.key not in special_names().abroad for one in read)
    entries = [_entry(text, one) for one in read if _is_told(one, at_home=at_home)]
    found = [(one.mention.start, one.place) for one in read if one.place]
    barangays = find_barangays(text, found)
    entries += [PlaceEntry(code, name, "barangay", "", "", text[a:b], False, a, b) for code, name, a, b in barangays]
    return sorted(entries, key=lambda entry: entry.start)


def _sentence_numbers(text: str, mentions: Sequence[Mention]) -> list[int]:
    ends = [end for _, end in sentence_spans(text)] if mentions else []
    return [bisect_left(ends, mention.start) for mention in mentions]


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
    following = [*possible[1:], None]
    towns = [one for one, after in zip(possible, following, strict=False) if not is_district(text, one, after)]
    return _with_context(text, tokens, towns, persons)


def _with_context(text: str, tokens: Sequence[Token], possible: Sequence[Mention], persons: set[str]) -> list[Mention]:
    """Return the names that are safe by themselves, or located by what stands beside them or elsewhere in the text."""
    located: dict[int, Mention] = {}
    before = None
    for number, mention in enumerate(possible):
        following = possible[number + 1] if number + 1 < len(possible) else None
        safe = _is_safe(mention)
        around = surroundings_of(mention, tokens)
        if (
            (safe and mention.key not in persons)
            or is_located(around, strictly=mention.key in persons and not safe)
            or container_of(text, mention, following)
            or goes_on_a_list(text, before, mention)
            or (mention.key not in persons and _heads_a_list(text, tokens, mention, following))
        ):
            before = located[mention.start] = mention
    known = {mention.key for mention in located.values()} - persons
    beside = _beside_their_provinces(text, possible, located)
    return [
        one
        for one in possible
        if one.start in located or one.key in known or (one.start in beside and one.key not in persons)
    ]


def _heads_a_list(text: str, tokens: Sequence[Token], mention: Mention, following: Mention | None) -> bool:
    """Return whether the next name of one list is located: "Santa Maria and Norzagaray police"."""
    if following is None or not goes_on_a_list(text, mention, following):
        return False
    return is_located(surroundings_of(following, tokens), strictly=True)


def _beside_their_provinces(text: str, possible: Sequence[Mention], located: Mapping[int, Mention]) -> set[int]:
    """Return where names begin that one place has, the province of which stands in the same sentence."""
    sentences = dict(zip((one.start for one in possible), _sentence_numbers(text, possible), strict=True))
    provinces = {(sentences[one.start], one.candidates[0].code) for one in located.values() if len(one.candidates) == 1}
    return {
        one.start
        for one in possible
        if len(one.candidates) == 1 and (sentences[one.start], one.candidates[0].province) in provinces
    }


def _is_safe(mention: Mention) -> bool:
    """Return whether a name needs nothing beside it to be a place's."""
    kinds = {place.kind for place in mention.candidates}
    return kinds != {"municipality"} and mention.key not in special_names().need_context


def _is_told(one: DecidedMention, *, at_home: bool) -> bool:
    """Return whether a name is told of: one that places abroad have too wants a place of the country in the text."""
    if one.mention.form or one.within:
        return True
    special = special_names()
    return one.mention.key not in special.islands and (one.mention.key not in special.abroad or at_home)


def _entry(text: str, one: DecidedMention) -> PlaceEntry:
    mention, place = one.mention, one.place
    surface = text[mention.start : mention.end]
    if place is None:
        return PlaceEntry("", surface, "", "", "", surface, True, mention.start, mention.end)
    return PlaceEntry(
        place.code, place.name, place.kind, place.province, place.region, surface, False, mention.start, mention.end
    )
