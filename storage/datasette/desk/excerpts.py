"""The words around places in a text, each once: places close to each other share an excerpt."""

from __future__ import annotations

from collections.abc import Iterable

#: characters shown on either side of a place; chosen by eye
_AROUND = 60


def excerpts(text: str, places: Iterable[tuple[int, int]], most: int) -> list[str]:
    """Return the words around the first places, each given by its ends, cut between words, with dots where cut."""
    windows: list[list[int]] = []
    for start, end in sorted(places):
        begin, stop = max(0, start - _AROUND), min(len(text), end + _AROUND)
        if windows and begin <= windows[-1][1]:
            windows[-1][1] = max(windows[-1][1], stop)
        else:
            windows.append([begin, stop])
    return [_cut(text, begin, stop) for begin, stop in windows[:most]]


def _cut(text: str, begin: int, stop: int) -> str:
    """Return a part of a text without the halves of words at its ends."""
    part = text[begin:stop]
    if begin:
        part = f"…{part.partition(' ')[2] or part}"
    if stop < len(text):
        part = f"{part.rpartition(' ')[0] or part}…"
    return part
