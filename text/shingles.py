"""Shingles, the runs of a few words by which texts are compared, and the sample by which they find one another."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence, Set
from hashlib import blake2b
from heapq import nsmallest
from zlib import crc32

#: words of a shingle of the archive's index, and of one by which two texts of the same page are compared; chosen, not
#: measured: of five words hardly any are shared by chance, of four some are left of a line that was edited
INDEX_SHINGLE_WORDS, PAGE_SHINGLE_WORDS = 5, 4
#: shingles of a window, of which that of lowest rank is sampled, and of how short a text at least so many are; all of
#: the sample is looked up, to a bound that texts of 12,000 words reach, and so many of it are indexed, as each costs a
#: page of the index written. "Passages within longer texts" in docs/measurements.md
SAMPLE_WINDOW, MIN_SAMPLED, MAX_SAMPLED, MAX_INDEXED = 24, 4, 1000, 54


def shingles(words: Sequence[str], size: int = INDEX_SHINGLE_WORDS) -> list[str]:
    """Return every run of ``size`` words in order; of a shorter text, the whole as one."""
    if len(words) <= size:
        return [" ".join(words)] if words else []
    return list(map(" ".join, zip(*(words[start:] for start in range(size)), strict=False)))


def page_shingles(text: str) -> frozenset[str]:
    """Return the shingles by which two texts of the same page are compared."""
    return frozenset(shingles(re.findall(r"\w+", text.lower()), PAGE_SHINGLE_WORDS))


def containment(part: Set[str], whole: Set[str]) -> float:
    """Return the share of one set that lies in the other, 0 to 1."""
    return len(part & whole) / len(part) if part else 0.0


def sample_shingles(shingled: Sequence[str]) -> dict[str, int]:
    """Return the sampled shingles of a text by rank, each with its fingerprint of 32 bits.

    Winnowing (Schleimer, Wilkerson and Aiken 2003): a shingle has the same rank everywhere, and of every window the one
    of lowest rank is sampled, so that two texts that share a passage of a window's length share a sampled shingle.
    """
    ranked = [(crc32(shingle.encode()), shingle) for shingle in shingled]
    sampled = set(window_minima(ranked, SAMPLE_WINDOW))
    if len(sampled) < MIN_SAMPLED:
        sampled = set(nsmallest(MIN_SAMPLED, set(ranked)))
    return {shingle: shingle_fingerprint(shingle) for _, shingle in sorted(sampled)[:MAX_SAMPLED]}


def window_minima(values: Sequence[tuple[int, str]], size: int) -> Iterator[tuple[int, str]]:
    """Yield the smallest value of every window of ``size`` neighbours, or of all where they are fewer."""
    rising: deque[int] = deque()
    last = -1
    for at, value in enumerate(values):
        while rising and values[rising[-1]] >= value:
            rising.pop()
        rising.append(at)
        if rising[0] <= at - size:
            rising.popleft()
        if rising[0] != last and at >= min(size, len(values)) - 1:
            last = rising[0]
            yield values[last]


def shingle_fingerprint(shingle: str) -> int:
    """Return the number under which a shingle is indexed; it has nothing to do with its rank."""
    return int.from_bytes(blake2b(shingle.encode(), digest_size=4).digest(), "big")
