"""The paragraphs of a plain text, whose lines may have been broken at a column."""

from __future__ import annotations

import re
from itertools import groupby, pairwise

from text.sentences import ends_sentence, split_sentences

#: columns, in characters, at which typists and mail programs break their lines; chosen, not measured
_MIN_WRAP_COLUMN = 45
_MAX_WRAP_COLUMN = 100


def split_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, spaces folded.

    Blank lines part them, and so do line ends, except those of lines that were broken at a column.
    """
    found: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        found += join_wrapped_lines([line for raw in block.split("\n") if (line := " ".join(raw.split()))])
    return found


def join_wrapped_lines(lines: list[str]) -> list[str]:
    """Return the lines, with those of hard-wrapped paragraphs joined."""
    found: list[str] = []
    for narrow, run in groupby(lines, key=_is_narrow):
        run_lines = list(run)
        found += _rejoined(run_lines) if narrow else run_lines
    return found


def _is_narrow(line: str) -> bool:
    return len(line) <= _MAX_WRAP_COLUMN and not line.startswith(("-", "•", "*", "|"))


def _rejoined(lines: list[str]) -> list[str]:
    """Join a line with the next where the next one's first word would not have fitted behind it."""
    width = max((len(line) for line in lines if not _is_finished(line)), default=0)
    pairs = list(pairwise(lines))
    broken = [len(line) + 1 + len(after.split()[0]) > width for line, after in pairs]
    open_ends = sum(wrap and not _is_finished(line) for wrap, (line, _) in zip(broken, pairs, strict=True))
    lower = sum(wrap and after[:1].islower() for wrap, (_, after) in zip(broken, pairs, strict=True))
    if lower < sum(broken) * 0.5:
        return lines
    if width < _MIN_WRAP_COLUMN or sum(broken) < max(1, len(pairs) * 0.5) or open_ends < sum(broken) * 0.5:
        return lines
    found = [lines[0]]
    for wrap, line in zip(broken, lines[1:], strict=True):
        if wrap:
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


def _is_finished(line: str) -> bool:
    return ends_sentence(line) or line.endswith(":")


def divide_into_paragraphs(text: str, length: int = 400) -> list[str]:
    """Return a text that came without paragraphs, in paragraphs of whole sentences of about ``length`` characters."""
    found = [""]
    for sentence in split_sentences(text):
        if len(found[-1]) >= length:
            found.append("")
        found[-1] = f"{found[-1]} {sentence}".strip()
    return found
