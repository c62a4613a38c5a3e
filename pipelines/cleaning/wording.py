"""Plain text: paragraphs, hard-wrapped lines, shared runs of words."""

from __future__ import annotations

import re
from statistics import median

_LENGTH = 4
Shingles = frozenset[tuple[str, ...]]


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text, spaces folded: blank lines part them, and so do line ends unless lines are hard-wrapped."""
    found: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        lines = [line for raw in block.split("\n") if (line := " ".join(raw.split()))]
        found += [" ".join(lines)] if hard_wrapped(lines) else lines
    return found


def hard_wrapped(lines: list[str]) -> bool:
    """Whether the lines are one paragraph broken at a column: alike in length, and most end in mid-sentence."""
    if len(lines) < 2:
        return False
    body = lines[:-1]
    width = max(map(len, body))
    if not 40 <= width <= 100 or any(line.startswith(("-", "•", "*")) for line in lines):
        return False
    open_ends = sum(not re.search(r"[.!?:][\"'”’)]*$", line) for line in body)
    return open_ends >= len(body) * 0.5 and median(map(len, body)) > width * 0.75 and min(map(len, body)) > width * 0.5


def shingles(text: str) -> Shingles:
    """Every run of four words."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(tuple(words[i : i + _LENGTH]) for i in range(max(1, len(words) - _LENGTH + 1)))


def share_within(part: Shingles, whole: Shingles) -> float:
    """How much of one set lies in the other, 0 to 1."""
    return len(part & whole) / len(part) if part else 0.0


def first_sentence(text: str, limit: int = 120) -> str:
    """The first sentence, cut at a word where it is longer than ``limit`` characters."""
    sentence = re.split(r"(?<=[.!?])[\"'”’]?\s+(?=[A-ZÀ-Þ“\"‘])", text.strip(), maxsplit=1)[0]
    if len(sentence) <= limit:
        return sentence
    return sentence[: limit + 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
