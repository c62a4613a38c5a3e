"""How surely two articles tell the same event: logistic regression over what their profiles share."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pipelines.grouping.tfidf import NAME, NUMBER, OPENING, TITLE, Profile, cosine

#: the weights, with the data they were learned from; tests.benchmarks.learn_similarity writes it
MODEL_FILE = Path(__file__).with_name("similarity.json")
SAME_LANGUAGE, CROSS_LANGUAGE = "same language", "different languages"
#: the features of each model, in the order of their values
FEATURES = {
    SAME_LANGUAGE: (
        "cosine of all words",
        "cosine of the openings",
        "cosine of the titles",
        "cosine of the names",
        "cosine of the numbers",
        "cosine of an opening and all words, mean of both ways",
        "cosine of a title and all words, mean of both ways",
        "cosine of a title and an opening, larger of both ways",
        "largest share of reused words",
        "days between",
        "log(1 + days between)",
    ),
    CROSS_LANGUAGE: (
        "cosine of the names",
        "cosine of the numbers",
        "cosine of all words",
        "log(1 + sum of the smaller weights of shared names and numbers)",
        "days between",
    ),
}


def same_language_features(one: Profile, two: Profile, gap_days: float, reused: float) -> list[float]:
    """Return what two articles in one language share, each value about 0 to 1 except for the days between them.

    ``reused`` is the larger share that one text has of the other's words.
    """
    parts = [cosine(one, part, two, part) for part in (0, OPENING, TITLE, NAME, NUMBER)]
    whole = [(cosine(one, part, two, 0) + cosine(one, 0, two, part)) / 2 for part in (OPENING, TITLE)]
    heading = max(cosine(one, TITLE, two, OPENING), cosine(one, OPENING, two, TITLE))
    return [*parts, *whole, heading, reused, gap_days, math.log1p(gap_days)]


def cross_language_features(one: Profile, two: Profile, gap_days: float) -> list[float]:
    """Return what two articles in different languages share: names and numbers."""
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
    """Return how surely two articles in one language tell the same event, as log-odds."""
    return log_odds(SAME_LANGUAGE, same_language_features(one, two, gap_days, reused))


def cross_language_similarity(one: Profile, two: Profile, gap_days: float) -> float:
    """Return how surely two articles in different languages tell the same event, as log-odds."""
    return log_odds(CROSS_LANGUAGE, cross_language_features(one, two, gap_days))


def log_odds(model: str, values: Sequence[float]) -> float:
    """Return the model's log-odds for these features."""
    bias, *weights = load_weights()[model]
    return bias + sum(weight * value for weight, value in zip(weights, values, strict=True))


@cache
def load_weights() -> dict[str, list[float]]:
    """Read the weights of the models by name, the bias first, then in the order of FEATURES."""
    models = json.loads(MODEL_FILE.read_text(encoding="utf-8"))["models"]
    return {
        name: [models[name]["bias"], *(models[name]["weights"][feature] for feature in features)]
        for name, features in FEATURES.items()
    }
