"""Measures the features of pairs of labelled articles and writes them to tests/labelled/pair_features.jsonl.gz.

    python -m tests.benchmarks.pair_features NEWS.jsonl.gz STORIES.jsonl

NEWS holds real news in round-ups of a few days, STORIES documents with look-alikes and translations; a line has id,
source or domain, title, text, published and story. Pairs of STORIES that lie further apart than its window serve as
look-alikes of the same week, so that the model learns to tell cases by their names and numbers, not by their dates.

Only the measures are written, with the SHA-256 of both files: the documents themselves may not be in the repository.
The first line names the files and the features; every other line is a pair: the languages, whether it is one story,
how much it weighs, and a value a feature.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

from pipelines.grouping.features import DocumentFeatures
from pipelines.grouping.similarity import (
    CROSS_LANGUAGE,
    FEATURES,
    SAME_LANGUAGE,
    cross_language_features,
    same_language_features,
)
from pipelines.grouping.tfidf import Profile, count_terms, make_profile
from storage.tables.grouping.stories import StoredArticle
from text.language import detect_language
from text.words import split_words

LABELLED = Path(__file__).resolve().parents[1] / "labelled"
PAIRS = LABELLED / "pair_features.jsonl.gz"
#: windows of the two sets in days, and how much a pair of the second weighs
NEWS_DAYS, STORY_DAYS, STORY_WEIGHT = 7.0, 21.0, 2.0
#: decimals of a value: the weights learned are the same as from all decimals, to .01 (2026-11-28)
DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Example:
    """The features of a pair of articles, whether they are of one story, and how much the pair weighs."""

    values: list[float]
    together: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled article with its profile."""

    story: str | None
    days: float
    document: DocumentFeatures
    profile: Profile
    language: str


def main(news: str, stories: str) -> None:
    examples = all_examples(read(news), read(stories))
    first = {"documents": {Path(path).name: sha256(Path(path)) for path in (news, stories)}, "features": FEATURES}
    rows = ([name, int(one.together), one.weight, *one.values] for name, found in examples.items() for one in found)
    lines = [json.dumps(row, ensure_ascii=False) for row in (first, *rows)]
    # without the time, so that the same pairs give the same file
    PAIRS.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
    print(f"{PAIRS}: {', '.join(f'{len(found)} pairs, {name}' for name, found in examples.items())}")


def all_examples(news: Iterable[Labelled], stories: Iterable[Labelled]) -> dict[str, list[Example]]:
    """Return the pairs of both sets, those in one language and those across languages."""
    same, foreign = examples_of(stories)
    told = combinations([one for one in news if one.story], 2)
    same += [example(pair, gap(pair), 1.0) for pair in told if gap(pair) <= NEWS_DAYS and one_language(pair)]
    return {SAME_LANGUAGE: same, CROSS_LANGUAGE: foreign}


def read_pairs() -> tuple[dict[str, str], dict[str, list[Example]]]:
    """Return the hashes of the files that the pairs come from, and the pairs by their languages."""
    lines: Iterator[str] = iter(gzip.decompress(PAIRS.read_bytes()).decode().splitlines())
    first = json.loads(next(lines))
    if {name: tuple(told) for name, told in first["features"].items()} != FEATURES:
        raise SystemExit(f"{PAIRS} holds other features than the model: run python -m tests.benchmarks.pair_features")
    found: dict[str, list[Example]] = {name: [] for name in FEATURES}
    for name, together, weight, *values in map(json.loads, lines):
        found[name].append(Example(values, bool(together), weight))
    return first["documents"], found


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def examples_of(stories: Iterable[Labelled]) -> tuple[list[Example], list[Example]]:
    """Every pair of story documents, in one language and across languages."""
    same: list[Example] = []
    foreign: list[Example] = []
    for pair in combinations(stories, 2):
        days = gap(pair) if gap(pair) <= STORY_DAYS else gap(pair) % NEWS_DAYS
        if one_language(pair):
            same.append(example(pair, days, STORY_WEIGHT))
        else:
            values = cross_language_features(pair[0].profile, pair[1].profile, days)
            foreign.append(Example(rounded(values), together(pair), 1.0))
    return same, foreign


def one_language(pair: tuple[Labelled, Labelled]) -> bool:
    return pair[0].language == pair[1].language


def read(path: str) -> list[Labelled]:
    """The labelled articles of a file in the order of their time."""
    content = Path(path).read_bytes()
    lines = (gzip.decompress(content) if path.endswith(".gz") else content).decode().splitlines()
    return [labelled(row) for row in sorted(map(json.loads, lines), key=lambda row: moment(row).timestamp())]


def moment(row: dict[str, Any]) -> datetime:
    time = datetime.fromisoformat(row["published"])
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def labelled(row: dict[str, Any]) -> Labelled:
    source = row.get("domain") or row["source"]
    document = DocumentFeatures(StoredArticle(0, source, row["title"], row["text"], moment(row), on_topic=True))
    profile = make_profile(count_terms(split_words(row["title"]), document.sentences), {}, 0)
    spoken = row.get("language") or detect_language(row["text"])
    return Labelled(row["story"], moment(row).timestamp() / 86400, document, profile, spoken)


def gap(pair: tuple[Labelled, Labelled]) -> float:
    return pair[1].days - pair[0].days


def together(pair: tuple[Labelled, Labelled]) -> bool:
    return pair[0].story is not None and pair[0].story == pair[1].story


def example(pair: tuple[Labelled, Labelled], days: float, weight: float) -> Example:
    """The features of two articles in one language that are so many days apart."""
    one, two = (set(side.document.shingles) for side in pair)
    reused = len(one & two) / max(1, min(len(one), len(two)))
    values = same_language_features(pair[0].profile, pair[1].profile, days, reused)
    return Example(rounded(values), together(pair), weight)


def rounded(values: Iterable[float]) -> list[float]:
    return [round(value, DECIMALS) for value in values]


if __name__ == "__main__":
    main(*sys.argv[1:3])
