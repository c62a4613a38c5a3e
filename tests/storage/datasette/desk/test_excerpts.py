"""Excerpts of a text around places in it."""

from __future__ import annotations

import pytest

from storage.datasette.desk.excerpts import excerpts

TEXT = " ".join(f"word{number}" for number in range(100))


@pytest.mark.parametrize(
    "places", [[(300, 306), (310, 316), (300, 320)], [(310, 316), (300, 306)], [(300, 316), (300, 316), (302, 304)]]
)
def test_places_close_to_each_other_share_an_excerpt(places: list[tuple[int, int]]) -> None:
    (excerpt,) = excerpts(TEXT, places, 3)
    assert excerpt.strip("…") in TEXT
    assert TEXT[300:316] in excerpt
    assert all(word in TEXT.split() for word in excerpt.strip("…").split())


def test_places_apart_have_an_excerpt_each_up_to_so_many() -> None:
    places = [(0, 5), (250, 260), (400, 410), (600, 610)]
    assert len(excerpts(TEXT, places, 3)) == 3
    assert excerpts(TEXT, places, 3)[0].startswith("word0")
    assert excerpts("", places[:1], 3) == [""]
