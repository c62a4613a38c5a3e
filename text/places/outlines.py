"""The outlines of the provinces of the Philippines, for the map."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

#: made by build_outlines.py
OUTLINES: Final = Path(__file__).with_name("outlines.json")


class Outline(NamedTuple):
    """A shape of the map: the codes of the places that it stands for, several where it is older than their division."""

    codes: tuple[str, ...]
    path: str


class CountryMap(NamedTuple):
    """The shapes of a map, and its size in pixels."""

    width: int
    height: int
    provinces: tuple[Outline, ...]


@cache
def country_map() -> CountryMap:
    """Return the map of the Philippines; Metro Manila, which is no province, stands among the provinces."""
    read = json.loads(OUTLINES.read_text("utf-8"))
    shapes = (Outline(tuple(shape["codes"]), shape["path"]) for shape in read["provinces"])
    return CountryMap(read["width"], read["height"], tuple(shapes))
