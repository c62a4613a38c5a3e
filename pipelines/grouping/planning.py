"""The decision about one article among those that resemble it: which copies there are, and which stories result."""

from __future__ import annotations

import math
from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from items import Link, StoryGroup, TextReuse
from pipelines.grouping.alignment import Comparison
from pipelines.grouping.clustering import Pair, cluster_texts, keep_story_numbers, pair
from pipelines.grouping.features import DocumentFeatures
from pipelines.grouping.similarity import cross_language_similarity, similarity
from pipelines.grouping.text_reuse import VERBATIM, look_alike, reuse_of
from pipelines.grouping.tfidf import Profile, packed_cosine, unpacked
from storage.tables import sources
from storage.tables.grouping.stories import CandidateProfile, StoryMember

#: a link less likely than this is not worth a row: it counts as UNTIED
MIN_STORED_SCORE = -2.9
#: articles whose profiles have a smaller cosine never tell the same event, and are looked at no further
MIN_COSINE = 0.07
#: the log-odds of a text in the same form with other names and numbers
LOOK_ALIKE = -20.0
#: by how much it is less likely that a source tells an event twice, in other words: its texts resemble each other
SAME_SOURCE_PENALTY = 2.0
#: an article is a copy of the earliest among those that are nearest to it, whose shares differ by no more than this
ALIKE_SHARE = 0.1
#: a story of more texts than this is settled: it is joined or left as a whole
MAX_RECLUSTERED_TEXTS = 40


@dataclass(frozen=True, slots=True)
class ComparedArticle:
    """A stored article beside the one that is decided on: how the later draws on the earlier, if at all."""

    document: DocumentFeatures
    reuse: TextReuse | None
    #: the same words with other names and numbers
    look_alike: bool

    @property
    def shared(self) -> float:
        """The larger of the two shares that the texts have of each other."""
        return max(self.reuse.share_of_earlier, self.reuse.share_of_later) if self.reuse else 0.0


@dataclass(frozen=True, slots=True)
class Copies:
    """What an article is a copy of, and which stored ones are copies of it, each with what it must point to."""

    original: DocumentFeatures | None = None
    repointed: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoryNeighbourhood:
    """The stories that an article may change: their articles, what ties those to any other, what a person decided."""

    members: Collection[StoryMember] = ()
    links: Collection[Link] = ()
    decided: Mapping[Pair, bool] = field(default_factory=dict)


def in_order(one: DocumentFeatures, two: DocumentFeatures) -> tuple[DocumentFeatures, DocumentFeatures]:
    """The earlier and the later of two articles."""
    return (one, two) if precedence(one) <= precedence(two) else (two, one)


def precedence(document: DocumentFeatures) -> tuple[float, float]:
    """Sorts articles by which was first; of two of the same time, by which was stored first.

    Where only the day or the month is known, a release counts as of its beginning and any other text as of its end.
    """
    article = document.article
    seconds = 0 if article.releasing else seconds_of(article.precision, article.time)
    return article.time.timestamp() + seconds, article.id or math.inf


def seconds_of(precision: str, time: datetime) -> int:
    """How long the second, day or month is that a time stands for."""
    if precision == "second":
        return 0
    return 86400 * (monthrange(time.year, time.month)[1] if precision == "month" else 1)


def compare_all(
    document: DocumentFeatures, candidates: Iterable[DocumentFeatures], same_story: bool
) -> list[ComparedArticle]:
    """Compares an article with each of the candidates, the earlier text with the later."""
    compared: list[ComparedArticle] = []
    for other in candidates:
        comparison = Comparison(*in_order(other, document))
        compared.append(ComparedArticle(other, reuse_of(comparison, same_story), look_alike(comparison)))
    return compared


def find_copies(document: DocumentFeatures, compared: Iterable[ComparedArticle], known: Mapping[int, int]) -> Copies:
    """Points copies at the earliest article of the same text.

    ``known`` are the stored copies of the article and of its kin, each with what it points to so far.
    """
    same = [one for one in compared if one.reuse and one.reuse.kind == VERBATIM]
    earlier = [one for one in same if in_order(one.document, document)[0] is one.document]
    if earlier:
        nearest = max(one.shared for one in earlier)
        alike = [one.document for one in earlier if one.shared >= nearest - ALIKE_SHARE]
        first = min(alike, key=precedence)
        return Copies(first, {copy: first.id for copy, original in known.items() if original == document.id})
    later = {one.document.id for one in same}
    followers = {copy for copy, original in known.items() if original in later}
    return Copies(None, dict.fromkeys(later | followers, document.id))


def link(
    document: DocumentFeatures,
    profile: Profile,
    profiles: Iterable[CandidateProfile],
    compared: Iterable[ComparedArticle],
    window: float,
) -> list[Link]:
    """Ties the article to those that may tell the same event, if no more than ``window`` days lie between them."""
    near = {one.document.id: one for one in compared}
    links: list[Link] = []
    for candidate in profiles:
        gap = abs((candidate.time - document.article.time).total_seconds()) / 86400
        known = near.get(candidate.id)
        if gap > window or (not known and packed_cosine(profile, candidate.profile) < MIN_COSINE):
            continue
        translated = in_other_languages(document.article.language, candidate.language)
        if known and known.look_alike:
            links.append(Link(document.id, candidate.id, LOOK_ALIKE, translated))
        elif (score := score_of(document, profile, candidate, known, gap, translated=translated)) > MIN_STORED_SCORE:
            links.append(Link(document.id, candidate.id, round(score, 3), translated))
    return links


def score_of(
    document: DocumentFeatures,
    profile: Profile,
    candidate: CandidateProfile,
    known: ComparedArticle | None,
    gap: float,
    *,
    translated: bool,
) -> float:
    """How surely an article and a peer tell the same event, as log-odds."""
    other = unpacked(candidate.profile)
    if translated:
        return cross_language_similarity(profile, other, gap)
    told_again = sources.same(document.article.source, candidate.source) and not (known and known.reuse)
    return similarity(profile, other, gap, known.shared if known else 0.0) - (
        SAME_SOURCE_PENALTY if told_again else 0.0
    )


def in_other_languages(one: str, other: str) -> bool:
    """Whether two articles are known to be in different languages."""
    return bool(one and other) and one != other


def regroup(article: int, links: Iterable[Link], copies: Copies, around: StoryNeighbourhood) -> list[StoryGroup]:
    """The stories around an article, with it in its place; only those that change.

    Copies stand where the text they copy stands; a text that turns out to be a copy hands its ties on.
    """
    before = {one.id: one.story for one in around.members if one.id != article}
    original = originals(article, copies, around.members)
    others = [link for link in around.links if article not in (link.article, link.other)]
    links = redirect_links([*others, *links], original)
    decided = {pair(original.get(a, a), original.get(b, b)): verdict for (a, b), verdict in around.decided.items()}
    texts = {original.get(one, one) for one in before} | {article}
    groups = cluster_texts(initial_clusters(texts, before, decided), links, decided)
    for copy, target in original.items():
        if copy in before:
            next(group for group in groups if target in group).add(copy)
    return [group for group in keep_story_numbers(groups, before) if article in group.members or changed(group, before)]


def originals(article: int, copies: Copies, members: Collection[StoryMember]) -> dict[int, int]:
    """The copies among these articles, each with the text that it stands behind.

    That is its original; where this is in no story, as it is off topic, the first of its copies takes the place.
    """
    found = {one.id: one.duplicate_of for one in members if one.duplicate_of and one.id != article}
    found |= {copy: target or article for copy, target in copies.repointed.items()}
    here = {one.id for one in members} | {article}
    places = {target: target for target in found.values() if target in here}
    for copy in sorted(found):
        places.setdefault(found[copy], copy)
    return {copy: places[target] for copy, target in found.items() if places[target] != copy}


def redirect_links(links: Iterable[Link], original: Mapping[int, int]) -> list[Link]:
    """The ties between texts that are no copies; where two say different things of a pair, the stronger."""
    best: dict[Pair, Link] = {}
    for link in links:
        one, other = pair(original.get(link.article, link.article), original.get(link.other, link.other))
        if one != other and ((one, other) not in best or best[one, other].score < link.score):
            best[one, other] = Link(one, other, link.score, link.translated)
    return list(best.values())


def initial_clusters(texts: Collection[int], before: Mapping[int, int], decided: Mapping[Pair, bool]) -> list[set[int]]:
    """Each text by itself, but those of a settled story together, unless a person has set some apart from others."""
    rivals: defaultdict[int, set[int]] = defaultdict(set)
    for one, two in (both for both, together in decided.items() if not together):
        if before.get(one) == before.get(two):
            rivals[one].add(two)
            rivals[two].add(one)
    stories: defaultdict[int, list[int]] = defaultdict(list)
    for text in sorted(texts):
        stories[before.get(text, 0)].append(text)
    found: defaultdict[Hashable, set[int]] = defaultdict(set)
    for story, members in sorted(stories.items()):
        settled = story and len(members) > MAX_RECLUSTERED_TEXTS
        for text in members:
            found[(story, frozenset(rivals[text])) if settled else text].add(text)
    return list(found.values())


def changed(group: StoryGroup, before: Mapping[int, int]) -> bool:
    """Whether a group differs from the story whose number it keeps."""
    return group.story is None or set(group.members) != {one for one, story in before.items() if story == group.story}
