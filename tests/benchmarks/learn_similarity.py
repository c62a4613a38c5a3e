"""Learns the weights of the similarity model from pairs of articles and writes pipelines/grouping/similarity.json.

    python -m tests.benchmarks.learn_similarity [--check]

The pairs are those of tests/labelled/pair_features.jsonl.gz (tests.benchmarks.pair_features measures them). ``--check``
writes nothing, and fails where the file holds other weights than those learned. Weights learned from the documents of
tests/labelled alone group real news worse (B-cubed F1 .906 instead of .958, 2026-11-28), so these are only scored.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from pipelines.grouping.similarity import CROSS_LANGUAGE, FEATURES, MODEL_FILE, SAME_LANGUAGE
from tests.benchmarks.pair_features import LABELLED, PAIRS, Example, examples_of, read, read_pairs, sha256

#: log-odds added to the bias: pairs of one story are rarer among the examples than they count; chosen, not measured
BIAS_SHIFT = 2.7
#: strength of the regularisation, as a share of the examples' weight; chosen, not measured
RIDGE = 1e-3
#: steps of Newton's method, of which the last change nothing
ROUNDS = 25
#: by how much a weight may differ from the file's: machines round differently (chosen, not measured)
MAX_DIFFERENCE = 0.005


def main(options: Sequence[str]) -> None:
    documents, examples = read_pairs()
    weights = {name: learn(found) for name, found in examples.items()}
    if "--check" in options:
        raise SystemExit(difference(weights))
    content = describe(weights, documents, {name: len(found) for name, found in examples.items()})
    MODEL_FILE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(f"{MODEL_FILE}: learned from {', '.join(f'{len(found)} pairs, {name}' for name, found in examples.items())}")


def difference(weights: Mapping[str, Sequence[float]]) -> str | None:
    """Return in a sentence which weight of the model file is not the learned one; None where all are."""
    for name, model in json.loads(MODEL_FILE.read_text(encoding="utf-8"))["models"].items():
        for feature, stated, learned in zip(
            ("bias", *FEATURES[name]), (model["bias"], *model["weights"].values()), weights[name], strict=True
        ):
            if abs(stated - learned) > MAX_DIFFERENCE:
                return f"{MODEL_FILE.name}, {name}, {feature}: {stated} in the file, {learned} learned"
    return None


def describe(weights: dict[str, list[float]], documents: Mapping[str, str], pairs: Mapping[str, int]) -> dict[str, Any]:
    """Return the content of the model file: the weights by feature, and where and when they come from."""
    own = [path for path in sorted(LABELLED.glob("*.jsonl")) if '"story": ' in path.read_text(encoding="utf-8")]
    return {
        "made": datetime.now(UTC).date().isoformat(),
        "made_by": "python -m tests.benchmarks.learn_similarity",
        "learned_from": {PAIRS.name: sha256(PAIRS)},
        "measured_on": documents,
        "pairs": pairs,
        "scored_on": {path.name: {"sha256": sha256(path), **score(path, weights)} for path in own},
        "models": {
            name: {"bias": values[0], "weights": dict(zip(FEATURES[name], values[1:], strict=True))}
            for name, values in weights.items()
        },
    }


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


def learn(examples: Sequence[Example]) -> list[float]:
    """Return the constant and the weights of a logistic regression over standardised features, by Newton's method."""
    values = np.array([one.values for one in examples])
    together = np.array([one.together for one in examples], dtype=float)
    importance = np.array([one.weight for one in examples])
    centres, units = values.mean(axis=0), values.std(axis=0)
    units[units == 0] = 1.0
    rows = np.column_stack([np.ones(len(values)), (values - centres) / units])
    ridge = RIDGE * importance.sum() * np.eye(rows.shape[1])
    ridge[0, 0] = 0.0  # the constant is free
    found = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (importance * (likely - together)) + ridge @ found
        bend = (rows * (importance * likely * (1 - likely))[:, None]).T @ rows + ridge
        found = found - np.linalg.solve(bend, slope)
    weights = found[1:] / units
    return [round(float(value), 3) for value in (found[0] - weights @ centres + BIAS_SHIFT, *weights)]


if __name__ == "__main__":
    main(sys.argv[1:])
