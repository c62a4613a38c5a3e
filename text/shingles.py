"""Shingles, the runs of a few words by which texts are compared, and the sample by which they find one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from hashlib import blake2b
from heapq import nsmallest
from zlib import crc32

#: words of a shingle of the archive's index, and of one by which two texts of the same page are compared; chosen, not
#: measured: of five words hardly any are shared by chance, of four some are left of a line that was edited
INDEX_SHINGLE_WORDS, PAGE_SHINGLE_WORDS = 5, 4
#: one shingle in so many is sampled, but never fewer than the least nor more than the most of a text, and so many of
#: the sampled are indexed: each costs a page of the index written; all of the sample is looked up; chosen, not measured
SAMPLED_ONE_IN, MIN_SAMPLED, MAX_SAMPLED, MAX_INDEXED = 8, 4, 40, 32
#: ranks are of 32 bits
_RANKS = 1 << 32


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


def sample_shingles(shingled: Iterable[str]) -> dict[str, int]:
    """Return the sampled shingles of a text by rank, each with its fingerprint of 32 bits.

    A shingle has the same rank everywhere and those of low rank are sampled: of what two texts share, the same.
    """
    ranks = {shingle: crc32(shingle.encode()) for shingle in shingled}
    low = sorted((rank, shingle) for shingle, rank in ranks.items() if rank < _RANKS // SAMPLED_ONE_IN)[:MAX_SAMPLED]
    if len(low) < MIN_SAMPLED:
        low = nsmallest(MIN_SAMPLED, ((rank, shingle) for shingle, rank in ranks.items()))
    return {shingle: shingle_fingerprint(shingle) for _, shingle in low}


def shingle_fingerprint(shingle: str) -> int:
    """Return the number under which a shingle is indexed; it has nothing to do with its rank."""
    return int.from_bytes(blake2b(shingle.encode(), digest_size=4).digest(), "big")
