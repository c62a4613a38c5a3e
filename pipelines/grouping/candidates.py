"""Reads what may be kin to an article from the archive, and has it decided."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from sqlite_utils import Database

from items import THIS_ARTICLE, GroupingPlan, IndexEntry, Link, StoryGroup, TextReuse
from pipelines.grouping.boilerplate_fingerprints import boilerplate
from pipelines.grouping.clustering import Pair, pair
from pipelines.grouping.features import DocumentFeatures
from pipelines.grouping.planning import (
    ComparedArticle,
    Copies,
    StoryNeighbourhood,
    compare_all,
    find_copies,
    link,
    precedence,
    regroup,
)
from pipelines.grouping.text_reuse import VERBATIM
from pipelines.grouping.tfidf import Profile, marked, profile_of
from storage.tables.grouping import document_frequencies, stories
from storage.tables.grouping.stories import FingerprintHit, StoredArticle
from text.sentences import Sentence, words
from text.shingles import KEPT

#: so many articles that share passages are compared word by word, and so many that share terms by their profiles
MOST_ALIKE, MOST_PEERS = 8, 32
#: so many of the latter may share a single term, as any two articles may
MOST_BY_CHANCE = 8
#: so many of an article's words lead to it, and so many are looked for in others
LEADING, ASKED = 20, 40
#: so many fingerprints in common are no chance
FEWEST_IN_COMMON = 2
#: so many articles may have a fingerprint; what stands in more of them is standing text in any case
MAX_HITS_PER_FINGERPRINT = 32
#: so many members of a story are compared word by word with a new one, so many of its first among them
MOST_MEMBERS, FIRST_MEMBERS = 24, 4


def plan_stored_article(database: Database, article: int, window_days: float) -> GroupingPlan:
    """Decides anew about an article that is stored."""
    (stored,) = stories.read_articles(database, [article])
    return plan_article(database, stored, window_days)


def plan_article(database: Database, article: StoredArticle, window_days: float) -> GroupingPlan:
    """Decides what an article has to do with those in the archive; reads only. A new article has the number THIS."""
    document = DocumentFeatures(article)
    seen = stories.fingerprint_hits(database, list(document.sample.values()), article.id)
    document = document.with_boilerplate(boilerplate(seen))
    own = stories.copies_of(database, [article.id]) if article.id else {}
    known = stories.compare_all(database, article.id) if article.id else set()
    compared = compare_all(document, nearest(database, document, seen, known.union(own)), same_story=False)
    copies, released = copies_among(database, document, compared, own)
    traces = IndexEntry(document.day, worth_keeping(document, seen))
    if copies.original:
        plan = as_copy(database, document, copies.original, copies, compared)
    elif article.on_topic:
        plan = join(database, document, traces, compared, copies, window_days)
    else:
        plan = GroupingPlan(traces, None, copies.repointed, reuse=found(compared))
    return replace(plan, released=released, in_doubt=(*released, *plan.in_doubt), window_days=window_days)


def nearest(
    database: Database, document: DocumentFeatures, seen: Iterable[FingerprintHit], known: Collection[int]
) -> list[DocumentFeatures]:
    """The stored articles that share most of what is not standing text, and those known as kin, copies among them."""
    shared = Counter(one.article for one in seen if one.fingerprint not in document.boilerplate)
    ids = {article for article, count in shared.most_common(MOST_ALIKE) if count >= FEWEST_IN_COMMON}
    return [DocumentFeatures(one, document.boilerplate) for one in stories.read_articles(database, ids.union(known))]


def copies_among(
    database: Database, document: DocumentFeatures, compared: Collection[ComparedArticle], own: Collection[int]
) -> tuple[Copies, tuple[int, ...]]:
    """The copies that an article has or is, and those of its ``own`` copies so far that are copies of it no more."""
    decided = (
        stories.constraints_on(database, [document.id, *(one.document.id for one in compared)]) if compared else {}
    )
    same = same_texts(document, compared, decided)
    kept = {one.document.id for one in same}
    known = stories.copies_of(database, [document.id, *kept]) if kept else {}
    copies = find_copies(document, same, {copy: known[copy] for copy in known if copy in kept or copy not in own})
    released = [one.document.id for one in in_time(compared) if one.document.id in own and one.document.id not in kept]
    if copies.original and copies.original.id in own:
        # the copy turns out to be the earlier of the two: they change places
        released.append(copies.original.id)
    repointed = {copy: original for copy, original in copies.repointed.items() if copy not in released}
    return Copies(copies.original, repointed), tuple(released)


def same_texts(
    document: DocumentFeatures, compared: Iterable[ComparedArticle], decided: Mapping[Pair, bool]
) -> list[ComparedArticle]:
    """Those of an article's kin that may be copies of it, or it of them.

    Copies have one verdict: what is on topic does not stand behind what is not. Two that a person has set apart are
    not the same, so of those the earlier counts.
    """
    same: list[ComparedArticle] = []
    for one in in_time(compared):
        others = (document.id, *(other.document.id for other in same))
        verbatim = one.reuse is not None and one.reuse.kind == VERBATIM
        alike = one.document.article.on_topic == document.article.on_topic
        if verbatim and alike and all(decided.get(pair(one.document.id, other), True) for other in others):
            same.append(one)
    return same


def in_time(compared: Iterable[ComparedArticle]) -> list[ComparedArticle]:
    """Kin by the time of their articles."""
    return sorted(compared, key=lambda one: precedence(one.document))


def worth_keeping(document: DocumentFeatures, seen: Iterable[FingerprintHit]) -> tuple[int, ...]:
    """The first of the article's fingerprints, without those that lead to too many articles already."""
    sighted = Counter(one.fingerprint for one in seen)
    return tuple(one for one in islice(document.sample.values(), KEPT) if sighted[one] < MAX_HITS_PER_FINGERPRINT)


def as_copy(
    database: Database,
    document: DocumentFeatures,
    original: DocumentFeatures,
    copies: Copies,
    compared: Iterable[ComparedArticle],
) -> GroupingPlan:
    """A copy leaves no traces of its own and stands in the story of its original, where that has one.

    What a person has decided of it holds for its original, which is therefore decided on anew.
    """
    # nothing is a copy of a copy, unless the two have just changed places
    behind = original.article.duplicate_of
    first = original.id if behind in {None, document.id} else behind
    story = original.article.story if document.article.on_topic else None
    return GroupingPlan(
        IndexEntry(document.day),
        first,
        dict.fromkeys(copies.repointed, first),
        in_doubt=(first,) if document.id and stories.constraints_on(database, [document.id]) else (),
        groups=(StoryGroup(story, (document.id,)),) if story else (),
        reuse=found(compared),
    )


def join(
    database: Database,
    document: DocumentFeatures,
    traces: IndexEntry,
    compared: Collection[ComparedArticle],
    copies: Copies,
    window_days: float,
) -> GroupingPlan:
    """Finds an article on topic its place among the stories."""
    profile, numbers = profiled(database, words(document.article.title), document.own_sentences)
    links = linked(database, document, profile, compared, window_days)
    groups = regroup(document.id, links, copies, neighbourhood_of(database, document.id, links, copies))
    mates = next(group.members for group in groups if document.id in group.members)
    reuse = {
        (one.earlier, one.later): one
        for one in found([*compared, *with_mates(database, document, mates, links, compared)])
    }
    return GroupingPlan(
        IndexEntry(traces.day, traces.fingerprints, tuple(profile.leading(LEADING)), profile.packed(), numbers),
        repointed=copies.repointed,
        links=tuple(links),
        groups=tuple(groups),
        reuse=tuple(reuse.values()),
    )


def profiled(
    database: Database, title: Sequence[str], sentences: Sequence[Sentence]
) -> tuple[Profile, tuple[int, ...]]:
    """The profile of an article by what the archive knows of its words, and the numbers of all its words."""
    said = marked(title, sentences)
    numbers = tuple(set(said.numbers.values()))
    return profile_of(said, *document_frequencies.holding(database, numbers)), numbers


def found(compared: Iterable[ComparedArticle]) -> tuple[TextReuse, ...]:
    """The reuse among what was compared."""
    return tuple(one.reuse for one in compared if one.reuse)


def linked(
    database: Database,
    document: DocumentFeatures,
    profile: Profile,
    compared: Collection[ComparedArticle],
    window_days: float,
) -> list[Link]:
    """The article's ties to those that share its terms or its passages within the window."""
    weights = {word: profile.words[word][0] for word in profile.leading(ASKED)}
    found = stories.with_terms(database, weights, document.day, math.ceil(window_days))
    ids = {*led_to(weights, found), *(one.document.id for one in compared)} - {document.id}
    return link(document, profile, stories.read_candidate_profiles(database, ids), compared, window_days)


def led_to(weights: Mapping[int, float], found: Iterable[tuple[int, Iterable[int]]]) -> list[int]:
    """The articles found by these terms that are worth comparing, by the weights of the terms that led to them."""
    led: Counter[int] = Counter()
    terms: Counter[int] = Counter()
    for term, articles in found:
        for article in articles:
            led[article] += weights[term]  # type: ignore[assignment]
            terms[article] += 1
    ranked = [article for article, _ in led.most_common()]
    several = [article for article in ranked if terms[article] > 1]
    return [*several, *[article for article in ranked if terms[article] == 1][:MOST_BY_CHANCE]][:MOST_PEERS]


def neighbourhood_of(database: Database, article: int, links: Iterable[Link], copies: Copies) -> StoryNeighbourhood:
    """The stories that the article's ties, its copies or a person's decision reach, but for what is released from it.

    A decision about a copy holds for what it is a copy of.
    """
    texts = {article, *copies.repointed} - {THIS_ARTICLE}
    decided = stories.constraints_on(database, texts) if texts else {}
    near = texts.union(*decided) | {one.other for one in links if one.score > 0}
    members = [
        one
        for one in stories.read_members(database, stories.stories_of(database, near))
        if one.id != article and (one.duplicate_of != article or one.id in copies.repointed)
    ]
    ids = {article, *(one.id for one in members)}
    return StoryNeighbourhood(members, stories.links_of(database, ids), stories.constraints_on(database, ids))


def with_mates(
    database: Database,
    document: DocumentFeatures,
    mates: Collection[int],
    links: Iterable[Link],
    compared: Iterable[ComparedArticle],
) -> list[ComparedArticle]:
    """How the article draws on the other texts of its story, or they on it."""
    ids = set(mates) - {document.id, THIS_ARTICLE}
    if len(ids) > MOST_MEMBERS:
        ids &= {*worth_comparing(database, ids, links), *(one.document.id for one in compared)}
    ids -= {one.document.id for one in compared if one.reuse}  # which is the same within a story
    others = [one for one in stories.read_articles(database, ids) if one.duplicate_of is None]
    return compare_all(document, [DocumentFeatures(one, document.boilerplate) for one in others], same_story=True)


def worth_comparing(database: Database, mates: Collection[int], links: Iterable[Link]) -> list[int]:
    """Of the many articles of a story its releases, its first texts, and those most like the article."""
    similarity = {link.other: link.score for link in links}
    texts = stories.texts_in_time(database, mates)
    releases = stories.releases_among(database, texts)
    alike = sorted(texts, key=lambda one: similarity.get(one, -math.inf), reverse=True)
    return list(dict.fromkeys([*releases, *texts[:FIRST_MEMBERS], *alike]))[:MOST_MEMBERS]
