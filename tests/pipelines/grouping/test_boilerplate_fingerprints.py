"""Which fingerprints are taken for boilerplate."""

from __future__ import annotations

from pipelines.grouping.boilerplate_fingerprints import MAX_ARTICLES_OF_SOURCE, MAX_MONTHS, boilerplate_fingerprints
from storage.tables.grouping.stories import FingerprintHit


def test_what_one_source_repeats_is_boilerplate() -> None:
    seen = [FingerprintHit(1, number, "herald", "2026-02") for number in range(MAX_ARTICLES_OF_SOURCE + 1)]
    assert boilerplate_fingerprints(seen) == {1}
    assert boilerplate_fingerprints(seen[:-1]) == frozenset()


def test_what_many_sources_take_at_once_is_news() -> None:
    hits = [FingerprintHit(1, number, f"source-{number}", "2026-02") for number in range(40)]
    assert boilerplate_fingerprints(hits) == frozenset()


def test_what_returns_month_after_month_is_boilerplate() -> None:
    seen = [FingerprintHit(1, number, f"source-{number}", f"2026-0{number + 1}") for number in range(MAX_MONTHS + 1)]
    assert boilerplate_fingerprints(seen) == {1}
