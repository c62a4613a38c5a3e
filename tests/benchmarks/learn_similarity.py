"""Learns the weights of the similarity model from labelled stories and writes pipelines/grouping/similarity.json.

    python -m tests.benchmarks.learn_similarity NEWS.jsonl.gz STORIES.jsonl

NEWS holds real news in round-ups of a few days, STORIES documents with look-alikes and translations; a line has id,
source or domain, title, text, published and story. Pairs of STORIES that lie further apart than its window serve as
look-alikes of the same week, so that the model learns to tell cases by their names and numbers, not by their dates.

The model file names both files with their SHA-256. They are not in the repository: real news may not be, and weights
learned from tests/labelled alone group real news worse (B-cubed F1 .906 instead of .958, 2026-11-28).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from statistics import mean, pstdev
from typing import Any

from pipelines.grouping.features import DocumentFeatures
from pipelines.grouping.similarity import (
    CROSS_LANGUAGE,
    FEATURES,
    MODEL_FILE,
    SAME_LANGUAGE,
    cross_language_features,
    same_language_features,
)
from pipelines.grouping.tfidf import Profile, count_terms, make_profile
from storage.tables.grouping.stories import StoredArticle
from text.language import detect_language
from text.words import split_words

LABELLED = Path(__file__).resolve().parents[1] / "labelled"
#: windows of the two sets in days, and how much a pair of the second weighs
NEWS_DAYS, STORY_DAYS, STORY_WEIGHT = 7.0, 21.0, 2.0
#: log-odds added to the bias: pairs of one story are rarer among the examples than they count; chosen, not measured
BIAS_SHIFT = 2.7
RIDGE, ROUNDS = 1e-3, 25


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
    same, foreign = examples_of(read(stories))
    told = [pair for pair in combinations([one for one in read(news) if one.story], 2) if gap(pair) <= NEWS_DAYS]
    same += [example(pair, gap(pair), 1.0) for pair in told if one_language(pair)]
    weights = {SAME_LANGUAGE: learn(same), CROSS_LANGUAGE: learn(foreign)}
    content = describe(weights, [Path(news), Path(stories)], {SAME_LANGUAGE: len(same), CROSS_LANGUAGE: len(foreign)})
    MODEL_FILE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(f"{MODEL_FILE}: learned from {len(same)} pairs in one language and {len(foreign)} across languages")


def describe(weights: dict[str, list[float]], data: Iterable[Path], pairs: dict[str, int]) -> dict[str, Any]:
    """Return the content of the model file: the weights by feature, and where and when they come from."""
    own = sorted(LABELLED.glob("*.jsonl"))
    return {
        "made": datetime.now(UTC).date().isoformat(),
        "made_by": "python -m tests.benchmarks.learn_similarity",
        "learned_from": {path.name: sha256(path) for path in data},
        "pairs": pairs,
        "scored_on": {path.name: {"sha256": sha256(path), **score(path, weights)} for path in own},
        "models": {
            name: {"bias": values[0], "weights": dict(zip(FEATURES[name], values[1:], strict=True))}
            for name, values in weights.items()
        },
    }


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def score(path: Path, weights: dict[str, list[float]]) -> dict[str, float]:
    """Return how weights that were not learned from a file tell its pairs apart: precision and recall at log-odds 0.

    These are pairs as they are scored, before clustering; look-alikes and pairs far apart in time are among them.
    """
    same, foreign = examples_of(read(str(path)))
    scored = [
        (sum(weight * value for weight, value in zip(weights[name], (1.0, *one.values), strict=True)) > 0, one.together)
        for name, examples in ((SAME_LANGUAGE, same), (CROSS_LANGUAGE, foreign))
        for one in examples
    ]
    right = sum(found and together for found, together in scored)
    return {
        "precision": round(right / max(1, sum(found for found, _ in scored)), 3),
        "recall": round(right / max(1, sum(together for _, together in scored)), 3),
    }


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
            foreign.append(Example(values, together(pair), 1.0))
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
    return Example(same_language_features(pair[0].profile, pair[1].profile, days, reused), together(pair), weight)


def learn(examples: Sequence[Example]) -> list[float]:
    """The constant and the weights of a logistic regression over standardised features, by Newton's method."""
    columns = list(zip(*(one.values for one in examples), strict=True))
    centres = [mean(column) for column in columns]
    units = [pstdev(column) or 1.0 for column in columns]
    rows = [[1.0, *standardised(one.values, centres, units)] for one in examples]
    ridge = RIDGE * sum(one.weight for one in examples)
    found = [0.0] * len(rows[0])
    for _ in range(ROUNDS):
        slope, bend = curvature(rows, examples, found, ridge)
        found = [value - step for value, step in zip(found, solved(bend, slope), strict=True)]
    weights = [value / unit for value, unit in zip(found[1:], units, strict=True)]
    constant = found[0] - sum(weight * centre for weight, centre in zip(weights, centres, strict=True))
    return [round(constant + BIAS_SHIFT, 3), *(round(weight, 3) for weight in weights)]


def standardised(values: Iterable[float], centres: Iterable[float], units: Iterable[float]) -> list[float]:
    return [(value - centre) / unit for value, centre, unit in zip(values, centres, units, strict=True)]


def curvature(
    rows: Sequence[Sequence[float]], examples: Iterable[Example], found: Sequence[float], ridge: float
) -> tuple[list[float], list[list[float]]]:
    """The slope of the loss and its second derivatives; the constant is not held back by the ridge."""
    size = range(len(found))
    slope = [ridge * found[at] if at else 0.0 for at in size]
    bend = [[ridge if one == two and one else 0.0 for two in size] for one in size]
    for row, one in zip(rows, examples, strict=True):
        odds = sum(weight * value for weight, value in zip(found, row, strict=True))
        likely = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
        error, spread = one.weight * (likely - one.together), one.weight * likely * (1 - likely)
        for at in size:
            slope[at] += error * row[at]
            for other in range(at + 1):
                bend[at][other] += spread * row[at] * row[other]
    return slope, [[bend[max(one, two)][min(one, two)] for two in size] for one in size]


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system of linear equations, by Gauss's elimination with pivots."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at in range(len(rows)):
        best = max(range(at, len(rows)), key=lambda one: abs(rows[one][at]))
        rows[at], rows[best] = rows[best], rows[at]
        for below in rows[at + 1 :]:
            factor = below[at] / rows[at][at]
            below[at:] = [value - factor * pivot for value, pivot in zip(below[at:], rows[at][at:], strict=True)]
    found: list[float] = []
    for at in reversed(range(len(rows))):
        rest = sum(value * known for value, known in zip(rows[at][at + 1 : -1], found, strict=True))
        found.insert(0, (rows[at][-1] - rest) / rows[at][at])
    return found


if __name__ == "__main__":
    main(*sys.argv[1:3])
