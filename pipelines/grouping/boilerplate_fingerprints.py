"""Which passages are standing text: what a source, or everyone, says again and again and no one takes from anyone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from storage.tables.grouping.stories import FingerprintHit
from storage.tables.sources import UNNAMED

#: more articles of one source, or articles of more months than these, make a passage standing text
ARTICLES_OF_A_SOURCE, MONTHS = 4, 3


def boilerplate(fingerprint_hits: Iterable[FingerprintHit]) -> frozenset[int]:
    """The fingerprints of standing text among those that were sighted in stored articles."""
    by_source: defaultdict[tuple[int, str], int] = defaultdict(int)
    months: defaultdict[int, set[str]] = defaultdict(set)
    for sighting in fingerprint_hits:
        by_source[sighting.fingerprint, sighting.source] += 1
        months[sighting.fingerprint].add(sighting.month)
    repeated = {
        fingerprint
        for (fingerprint, source), count in by_source.items()
        if count > ARTICLES_OF_A_SOURCE and source != UNNAMED
    }
    return frozenset(repeated | {fingerprint for fingerprint, seen in months.items() if len(seen) > MONTHS})
