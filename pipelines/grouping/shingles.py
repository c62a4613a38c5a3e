"""Five-word shingles, and the sample of them that is kept of every article."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

SIZE = 5
#: one shingle in so many is kept, and never more than MOST of an article
ONE_IN = 8
MOST = 40


def shingles(words: Sequence[str]) -> list[str]:
    """Every run of five words in order; of a shorter text, the whole as one."""
    if len(words) <= SIZE:
        return [" ".join(words)] if words else []
    return [" ".join(words[start : start + SIZE]) for start in range(len(words) - SIZE + 1)]


def sample(shingled: Sequence[str]) -> dict[str, int]:
    """The kept shingles of a text, each with its 32-bit fingerprint.

    The same shingle is kept of every text or of none, down to the cap: those of the lowest rank are kept, so that two
    samples can be compared.
    """
    ranked: dict[str, tuple[int, int]] = {}
    for shingle in set(shingled):
        digest = int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest())
        ranked[shingle] = (digest >> 32, digest & 0xFFFF_FFFF)
    kept = sorted(ranked, key=lambda shingle: ranked[shingle])
    size = min(MOST, max(4, len(kept) // ONE_IN))
    return {shingle: ranked[shingle][1] for shingle in kept[:size]}
