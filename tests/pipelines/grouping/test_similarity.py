"""The model file: what it says of itself is true."""

from __future__ import annotations

import json

import pytest

from pipelines.grouping.similarity import FEATURES, MODEL_FILE, load_weights
from tests.benchmarks.learn_similarity import BIAS_SHIFT, difference, learn, score
from tests.benchmarks.pair_features import LABELLED, PAIRS, Example, read_pairs, sha256

MODEL = json.loads(MODEL_FILE.read_text(encoding="utf-8"))


def test_every_feature_has_a_weight_and_nothing_else_has() -> None:
    assert {name: tuple(model["weights"]) for name, model in MODEL["models"].items()} == FEATURES


def test_the_weights_are_those_that_the_script_learns_from_the_pairs_of_the_repository() -> None:
    documents, examples = read_pairs()
    assert MODEL["learned_from"] == {PAIRS.name: sha256(PAIRS)}
    assert MODEL["measured_on"] == documents
    assert difference({name: learn(found) for name, found in examples.items()}) is None


#: those whose documents are labelled by their story
STORIES = sorted(path.name for path in LABELLED.glob("*.jsonl") if '"story": ' in path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", STORIES)
def test_the_scores_are_those_of_the_weights_on_the_files_of_these_hashes(name: str) -> None:
    stated = MODEL["scored_on"][name]
    assert stated == {"sha256": sha256(LABELLED / name), **score(LABELLED / name, load_weights())}


def test_the_script_learns_what_separates_the_examples() -> None:
    examples = [Example([value / 10, 1.0], value > 5, 1.0) for value in range(11)]
    bias, weight, constant = learn(examples)
    assert weight > 0
    assert constant == 0
    assert bias - BIAS_SHIFT + 0.2 * weight < 0 < bias - BIAS_SHIFT + 0.9 * weight
