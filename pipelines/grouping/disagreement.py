"""By which features of their likeness a person's word on two articles was another than that of the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from pipelines.grouping.linking import languages_differ
from pipelines.grouping.similarity import (
    CROSS_LANGUAGE,
    FEATURES,
    SAME_LANGUAGE,
    cross_language_features,
    load_weights,
    same_language_features,
)
from pipelines.grouping.tfidf import unpack_profile
from storage.tables.desk.overruled import OverruledPair
from storage.tables.grouping.stories import CandidateProfile


class FeatureDisagreement(NamedTuple):
    """A feature: of how many divided pairs it spoke most for one event, of how many joined pairs most against."""

    feature: str
    divided: int
    joined: int


def disagreement_by_feature(
    pairs: Iterable[OverruledPair], profiles: dict[int, CandidateProfile]
) -> list[FeatureDisagreement]:
    """Return the features that misled the model on pairs that a person has overruled, the most frequent first."""
    misled: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for pair in pairs:
        one, two = profiles.get(pair.article), profiles.get(pair.other)
        if one and two:
            spoken = contributions(one, two, pair.reused)
            misled[pair.together].update([(min if pair.together else max)(spoken, key=lambda name: spoken[name])])
    found = [
        FeatureDisagreement(name, misled[False][name], misled[True][name]) for name in misled[True] | misled[False]
    ]
    return sorted(found, key=lambda one: (-one.divided - one.joined, one.feature))


def contributions(one: CandidateProfile, two: CandidateProfile, reused: float) -> dict[str, float]:
    """Return what each feature adds to the log-odds of two articles, or takes from it."""
    gap_days = abs((one.time - two.time).total_seconds()) / 86400
    profiles = unpack_profile(one.profile), unpack_profile(two.profile)
    translated = languages_differ(one.language, two.language)
    model = CROSS_LANGUAGE if translated else SAME_LANGUAGE
    values = (
        cross_language_features(*profiles, gap_days)
        if translated
        else same_language_features(*profiles, gap_days, reused)
    )
    weights = load_weights()[model][1:]
    return {name: weight * value for name, weight, value in zip(FEATURES[model], weights, values, strict=True)}
