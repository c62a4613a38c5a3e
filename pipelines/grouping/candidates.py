"""Which stored articles an article is compared with, read from the archive; nothing is written."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import islice

from sqlite_utils import Database

from pipelines.grouping.comparison import ComparedArticle
from pipelines.grouping.copies import Copies
from pipelines.grouping.features import DocumentFeatures
from pipelines.grouping.story_assignment import StoryNeighbourhood
from pipelines.grouping.tfidf import Profile
from plans import THIS_ARTICLE, Link
from storage.tables.grouping import stories
from storage.tables.grouping.stories import CandidateProfile, FingerprintHit
from text.shingles import MAX_INDEXED

#: articles compared word by word because they share fingerprints, and by profile because they share terms: these bound
#: the cost of an article ("What the grouping costs" in docs/measurements.md); chosen, not measured one by one
MAX_TEXT_CANDIDATES, MAX_PROFILE_CANDIDATES = 8, 32
#: articles among the latter that share one term only, as any two may by chance; chosen, not measured
MAX_SINGLE_TERM_CANDIDATES = 8
#: words of an article that are indexed, and that are looked up to find others; chosen, not measured
INDEXED_TERMS, QUERIED_TERMS = 20, 40
#: fingerprints in common from which on two texts are compared; one that others have too may be chance. "Passages within
#: longer texts" in docs/measurements.md
MIN_SHARED_FINGERPRINTS = 2
#: articles indexed under one fingerprint; what stands in more is boilerplate in any case; chosen, not measured
MAX_ARTICLES_PER_FINGERPRINT = 32
#: texts of a story that are compared word by word with a new one, and how many of them are the first; they bound the
#: cost of a large story; chosen, not measured
MAX_COMPARED_MEMBERS, FIRST_MEMBERS = 24, 4


def nearest_texts(
    database: Database, document: DocumentFeatures, hits: Iterable[FingerprintHit], known: Collection[int]
) -> list[DocumentFeatures]:
    """Read the stored articles nearest by their fingerprints, boilerplate aside, and those known to share text."""
    ranked = rank_by_fingerprints([one for one in hits if one.fingerprint not in document.boilerplate])
    ids = {*ranked[:MAX_TEXT_CANDIDATES], *known}
    return [DocumentFeatures(one, document.boilerplate) for one in stories.read_articles(database, ids)]


def rank_by_fingerprints(hits: Collection[FingerprintHit]) -> list[int]:
    """Return the articles that share several fingerprints, or one that stands in no other, the nearest first.

    A fingerprint counts the less the more articles have it: what many repeat tells none of them from the others.
    """
    articles = Counter(one.fingerprint for one in hits)
    shared = Counter(one.article for one in hits)
    weights: defaultdict[int, float] = defaultdict(float)
    for one in hits:
        weights[one.article] += 1 / articles[one.fingerprint]
    ranked = sorted(weights, key=lambda article: (-weights[article], article))
    return [one for one in ranked if shared[one] >= MIN_SHARED_FINGERPRINTS or weights[one] == 1]


def indexed_fingerprints(document: DocumentFeatures, hits: Iterable[FingerprintHit]) -> tuple[int, ...]:
    """Return the first of the article's fingerprints, without those that lead to too many articles already."""
    articles = Counter(one.fingerprint for one in hits)
    sample = islice(document.sample.values(), MAX_INDEXED)
    return tuple(one for one in sample if articles[one] < MAX_ARTICLES_PER_FINGERPRINT)


def profile_candidates(
    database: Database,
    document: DocumentFeatures,
    profile: Profile,
    compared: Collection[ComparedArticle],
    window_days: float,
) -> list[CandidateProfile]:
    """Read the profiles of the articles within the window that share terms with the article, or text."""
    weights = {word: profile.words[word][0] for word in profile.leading(QUERIED_TERMS)}
    found = stories.articles_with_terms(database, weights, document.day, math.ceil(window_days))
    ids = {*rank_by_terms(weights, found), *(one.document.id for one in compared)} - {document.id}
    return stories.read_candidate_profiles(database, ids)


def rank_by_terms(weights: Mapping[int, float], found: Iterable[tuple[int, Iterable[int]]]) -> list[int]:
    """Return the articles found by these terms that are worth comparing, by the sum of their shared terms' weights."""
    shared_weight: Counter[int] = Counter()
    shared_terms: Counter[int] = Counter()
    for term, articles in found:
        for article in articles:
            shared_weight[article] += weights[term]  # type: ignore[assignment]
            shared_terms[article] += 1
    ranked = [article for article, _ in shared_weight.most_common()]
    several = [article for article in ranked if shared_terms[article] > 1]
    single = [article for article in ranked if shared_terms[article] == 1]
    return [*several, *single[:MAX_SINGLE_TERM_CANDIDATES]][:MAX_PROFILE_CANDIDATES]


def read_neighbourhood(database: Database, article: int, links: Iterable[Link], copies: Copies) -> StoryNeighbourhood:
    """Read the stories that the article's links, copies or constraints reach, without what is released from it.

    A constraint on a copy holds for its original.
    """
    texts = {article, *copies.repointed} - {THIS_ARTICLE}
    constraints = stories.constraints_on(database, texts) if texts else {}
    near = texts.union(*constraints) | {link.other for link in links if link.score > 0}
    members = [
        one
        for one in stories.read_members(database, stories.stories_of(database, near))
        if one.id != article and (one.duplicate_of != article or one.id in copies.repointed)
    ]
    ids = {article, *(one.id for one in members)}
    return StoryNeighbourhood(members, stories.links_of(database, ids), stories.constraints_on(database, ids))


def story_texts(
    database: Database,
    document: DocumentFeatures,
    members: Collection[int],
    links: Iterable[Link],
    compared: Iterable[ComparedArticle],
) -> list[DocumentFeatures]:
    """Read the other texts of the article's story with which it is still to be compared; no copies."""
    known = list(compared)
    ids = set(members) - {document.id, THIS_ARTICLE}
    if len(ids) > MAX_COMPARED_MEMBERS:
        ids &= {*choose_members(database, ids, links), *(one.document.id for one in known)}
    ids -= {one.document.id for one in known if one.reuse}  # which is the same within a story
    others = [one for one in stories.read_articles(database, ids) if one.duplicate_of is None]
    return [DocumentFeatures(one, document.boilerplate) for one in others]


def choose_members(database: Database, members: Collection[int], links: Iterable[Link]) -> list[int]:
    """Return of the many articles of a story its releases, its first texts, and those most similar to the article."""
    score = {link.other: link.score for link in links}
    texts = stories.texts_in_time(database, members)
    releases = stories.releases_among(database, texts)
    most_similar = sorted(texts, key=lambda one: score.get(one, -math.inf), reverse=True)
    return list(dict.fromkeys([*releases, *texts[:FIRST_MEMBERS], *most_similar]))[:MAX_COMPARED_MEMBERS]
