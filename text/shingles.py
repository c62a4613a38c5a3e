"""Five-word shingles, and the sample of them by which texts that share a passage find one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from heapq import nsmallest
from zlib import crc32

SIZE = 5
#: one shingle in so many is sampled, but never fewer than LEAST nor more than MOST of an article; all these are looked
#: for in others, and so many of them kept: what is kept of each costs a page of the index written
ONE_IN, LEAST, MOST, KEPT = 8, 4, 40, 32
#: ranks are of 32 bits
RANKS = 1 << 32


def shingles(words: Sequence[str]) -> list[str]:
    """Every run of five words in order; of a shorter text, the whole as one."""
    if len(words) <= SIZE:
        return [" ".join(words)] if words else []
    return list(map(" ".join, zip(*(words[start:] for start in range(SIZE)), strict=False)))


def sample(shingled: Iterable[str]) -> dict[str, int]:
    """The sampled shingles of a text by rank, each with its fingerprint of 32 bits.

    A shingle has the same rank everywhere and those of low rank are sampled: of what two texts share, the same.
    """
    ranks = {shingle: crc32(shingle.encode()) for shingle in shingled}
    low = sorted((rank, shingle) for shingle, rank in ranks.items() if rank < RANKS // ONE_IN)[:MOST]
    if len(low) < LEAST:
        low = nsmallest(LEAST, ((rank, shingle) for shingle, rank in ranks.items()))
    return {shingle: fingerprint(shingle) for _, shingle in low}


def fingerprint(shingle: str) -> int:
    """The number under which a shingle is kept; it has nothing to do with its rank."""
    return int.from_bytes(blake2b(shingle.encode(), digest_size=4).digest(), "big")
