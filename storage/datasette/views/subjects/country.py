"""The page of places: a map of the Philippines by provinces or regions, and the table behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from storage.datasette.page_context import Missing, PageContext, Values
from storage.datasette.views.periods import YEAR, period_asked
from storage.datasette.views.subjects.pages import MAX_COUNTED, PLACE_KINDS
from text.places.gazetteer import Locality, places_by_code
from text.places.outlines import CountryMap, country_map

#: shades of the map at most
SHADES = 5


class MapPart(NamedTuple):
    """A part of the map that leads to a page: its outlines, what it says, and its shade, 0 where nothing is counted."""

    code: str
    paths: Sequence[str]
    told: str
    shade: int


async def country_page(context: PageContext) -> Values:
    """Return the map and the numbers behind it."""
    if context.anonymous:
        raise Missing
    period = period_asked(context.asked("from"), context.asked("until"), context.now, YEAR)
    rows = await context.rows("places_counted", since=period.first, until=period.until, most=MAX_COUNTED)
    counts = {row["code"]: row["articles"] for row in rows}
    by = "region" if context.asked("by") == "region" else "province"
    areas = areas_of(country_map(), by)
    steps = shade_limits([counts.get(code, 0) for codes in areas for code in codes])
    return {
        "period": period,
        "by": by,
        "map": country_map(),
        "shapes": [map_part(codes, paths, counts, steps) for codes, paths in areas.items()],
        "steps": steps,
        "total": counts.get("", 0),
        "most": MAX_COUNTED,
        "rows": table_rows(counts),
        **shapes_shared(country_map()),
    }


def areas_of(country: CountryMap, by: str) -> dict[tuple[str, ...], list[str]]:
    """Return the outlines by the codes that they stand for: each province's, or a region's together."""
    areas: dict[tuple[str, ...], list[str]] = {}
    for outline in country.provinces:
        codes = outline.codes if by == "province" else (places_by_code()[outline.codes[0]].region,)
        areas.setdefault(codes, []).append(outline.path)
    return areas


def shapes_shared(country: CountryMap) -> Values:
    """Return the names of provinces that share a shape, and by the code of each, with which it is drawn."""
    names = {code: places_by_code()[code].name for outline in country.provinces for code in outline.codes}
    together = [outline.codes for outline in country.provinces if len(outline.codes) > 1]
    others = {code: [names[other] for other in codes if other != code] for codes in together for code in codes}
    return {
        "shared": [[names[code] for code in codes] for codes in together],
        "drawn_with": {code: " and ".join(named) for code, named in others.items()},
    }


def map_part(
    codes: Sequence[str], paths: Sequence[str], counts: Mapping[str, int], steps: Sequence[tuple[int, int]]
) -> MapPart:
    """Return a part of the map; one that stands for two provinces has the shade of the one with more articles."""
    told = "; ".join(f"{places_by_code()[code].name}: {counts.get(code, 0):,}" for code in codes)
    highest = max(counts.get(code, 0) for code in codes)
    shade = next((number for number, (low, high) in enumerate(steps, 1) if low <= highest <= high), 0)
    return MapPart(max(codes, key=lambda code: counts.get(code, 0)), paths, told, shade)


def shade_limits(counts: Sequence[int]) -> list[tuple[int, int]]:
    """Return the lowest and the highest count of each shade: as many different counts in each as can be."""
    distinct = sorted({count for count in counts if count})
    number = min(SHADES, len(distinct))
    ends = [len(distinct) * place // number for place in range(number + 1)] if number else []
    return [(distinct[begin], distinct[end - 1]) for begin, end in pairwise(ends)]


def table_rows(counts: Mapping[str, int]) -> list[tuple[Locality, int]]:
    """Return the named places with their counts: a region before its provinces, a province before its cities."""
    named = [places_by_code()[code] for code in counts if code in places_by_code()]
    shown = [place for place in named if place.kind in PLACE_KINDS]
    return [(place, counts[place.code]) for place in sorted(shown, key=_nesting)]


def _nesting(place: Locality) -> tuple[str, str, str]:
    own = place.code if place.kind == "province" else ""
    return place.region, place.province or own, place.code if place.kind == "city" else ""
