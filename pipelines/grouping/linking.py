"""Links from an article to those that may tell the same event."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.grouping.comparison import ComparedArticle
from pipelines.grouping.features import DocumentFeatures
from pipelines.grouping.similarity import cross_language_similarity, similarity
from pipelines.grouping.tfidf import Profile, packed_cosine, unpack_profile
from plans import Link
from storage.tables import sources
from storage.tables.grouping.stories import CandidateProfile

#: log-odds from which on a link is stored: the rest differs too little from UNLINKED_SCORE, -3, to be worth a row
MIN_STORED_SCORE = -2.9
#: cosine below which two profiles are not compared further: the model gives such pairs less than MIN_STORED_SCORE,
#: unless they share passages, and those are always compared; chosen, not measured
MIN_COSINE = 0.07
#: log-odds of a text in the same form with other names and numbers: outweighs any similarity; chosen, not measured
LOOK_ALIKE_SCORE = -20.0
#: log-odds taken off two texts of one source without reuse: they resemble each other anyway, and a source seldom tells
#: an event twice in other words. Set on the labelled sets of docs/measurements.md
SAME_SOURCE_PENALTY = 2.0


def link_candidates(
    document: DocumentFeatures,
    profile: Profile,
    candidates: Iterable[CandidateProfile],
    compared: Iterable[ComparedArticle],
    window_days: float,
) -> list[Link]:
    """Link the article to the candidates that may tell the same event, if no more than ``window_days`` lie between."""
    known = {one.document.id: one for one in compared}
    links: list[Link] = []
    for candidate in candidates:
        gap_days = abs((candidate.time - document.article.time).total_seconds()) / 86400
        reused = known.get(candidate.id)
        if gap_days > window_days or (not reused and packed_cosine(profile, candidate.profile) < MIN_COSINE):
            continue
        translated = languages_differ(document.article.language, candidate.language)
        if reused and reused.look_alike:
            links.append(Link(document.id, candidate.id, LOOK_ALIKE_SCORE, translated))
            continue
        score = score_candidate(document, profile, candidate, reused, gap_days, translated=translated)
        if score > MIN_STORED_SCORE:
            links.append(Link(document.id, candidate.id, round(score, 3), translated))
    return links


def score_candidate(
    document: DocumentFeatures,
    profile: Profile,
    candidate: CandidateProfile,
    compared: ComparedArticle | None,
    gap_days: float,
    *,
    translated: bool,
) -> float:
    """Return how surely an article and a candidate tell the same event, as log-odds."""
    other = unpack_profile(candidate.profile)
    if translated:
        return cross_language_similarity(profile, other, gap_days)
    score = similarity(profile, other, gap_days, compared.largest_share if compared else 0.0)
    same_source = sources.same(document.article.source, candidate.source)
    return score - (SAME_SOURCE_PENALTY if same_source and not (compared and compared.reuse) else 0.0)


def languages_differ(one: str, other: str) -> bool:
    """Return whether two articles are known to be in different languages."""
    return bool(one and other) and one != other
