"""How surely two articles tell the same event: a small logistic model over what their profiles share."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pipelines.grouping.tfidf import NAME, NUMBER, OPENING, TITLE, Profile, cosine

WEIGHTS = Path(__file__).with_name("similarity.json")


def features(one: Profile, two: Profile, gap_days: float, reused: float) -> list[float]:
    """What two articles share, each value about 0 to 1 except for the days between them.

    ``reused`` is the larger share that one text has of the other's words.
    """
    alike = [cosine(one, part, two, part) for part in (0, OPENING, TITLE, NAME, NUMBER)]
    whole = [(cosine(one, part, two, 0) + cosine(one, 0, two, part)) / 2 for part in (OPENING, TITLE)]
    heading = max(cosine(one, TITLE, two, OPENING), cosine(one, OPENING, two, TITLE))
    return [*alike, *whole, heading, reused, gap_days, math.log1p(gap_days)]


def cross_language_features(one: Profile, two: Profile, gap_days: float) -> list[float]:
    """What two articles in different languages share: names and numbers."""
    shared = (one.parts[NAME].keys() | one.parts[NUMBER].keys()) & (two.parts[NAME].keys() | two.parts[NUMBER].keys())
    evidence = sum(min(one.words[word][0], two.words[word][0]) for word in shared)
    return [
        cosine(one, NAME, two, NAME),
        cosine(one, NUMBER, two, NUMBER),
        cosine(one, 0, two, 0),
        math.log1p(evidence),
        gap_days,
    ]


def similarity(one: Profile, two: Profile, gap_days: float, reused: float) -> float:
    """How surely two articles in one language tell the same event, as log-odds."""
    return log_odds("same language", features(one, two, gap_days, reused))


def cross_language_similarity(one: Profile, two: Profile, gap_days: float) -> float:
    """How surely two articles in different languages tell the same event, as log-odds."""
    return log_odds("different languages", cross_language_features(one, two, gap_days))


def log_odds(model: str, values: Sequence[float]) -> float:
    """The model's verdict over these values."""
    bias, *weights = learned()[model]
    return bias + sum(weight * value for weight, value in zip(weights, values, strict=True))


@cache
def learned() -> dict[str, list[float]]:
    """The weights of the models by name, the constant first; tests.benchmarks.learn_likeness makes them."""
    models: dict[str, list[float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return models
