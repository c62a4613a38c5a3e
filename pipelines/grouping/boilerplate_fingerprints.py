"""Which fingerprints are of boilerplate: passages that a source, or everyone, repeats and no one takes from anyone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from storage.tables.grouping.stories import FingerprintHit
from storage.tables.sources import UNNAMED

#: articles of one source, and months, up to which a passage is not yet boilerplate; chosen, not measured
MAX_ARTICLES_OF_SOURCE, MAX_MONTHS = 4, 3


def boilerplate_fingerprints(hits: Iterable[FingerprintHit]) -> frozenset[int]:
    """Return the fingerprints that the hits in stored articles show to be boilerplate."""
    by_source: defaultdict[tuple[int, str], int] = defaultdict(int)
    months: defaultdict[int, set[str]] = defaultdict(set)
    for hit in hits:
        by_source[hit.fingerprint, hit.source] += 1
        months[hit.fingerprint].add(hit.month)
    repeated = {
        fingerprint
        for (fingerprint, source), count in by_source.items()
        if count > MAX_ARTICLES_OF_SOURCE and source != UNNAMED
    }
    return frozenset(repeated | {fingerprint for fingerprint, seen in months.items() if len(seen) > MAX_MONTHS})
