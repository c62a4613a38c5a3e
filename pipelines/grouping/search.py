"""Reads what may be kin to an article from the archive, and has it decided."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from sqlite_utils import Database

from pipelines.grouping.document import Document
from pipelines.grouping.kinship import Copies, Kin, Surroundings, find_copies, kin_of, link, regroup
from pipelines.grouping.profile import Profile, marked, number_of, profile_of
from pipelines.grouping.standing import standing
from pipelines.grouping.words import Sentence, words
from storage import stories
from storage.kinship import EVERY_ARTICLE, THIS, Group, Kinship, Link, Reuse, Traces
from storage.stories import Sighting, Stored

#: so many articles that share passages are compared word by word, and so many that share terms by their profiles
MOST_ALIKE, MOST_PEERS = 8, 32
#: so many of an article's words lead to it, and so many are looked for in others
LEADING, ASKED = 20, 40
#: so many fingerprints in common are no chance
FEWEST_IN_COMMON = 2
#: so many articles may have a fingerprint; what stands in more of them is standing text in any case
MOST_SIGHTINGS = 32
#: so many members of a story are compared word by word with a new one
MOST_MEMBERS = 24


def decide_again(database: Database, article: int, window_days: float) -> Kinship:
    """Decides anew about an article that is stored."""
    (stored,) = stories.read_articles(database, [article])
    return kinship_of(database, stored, window_days)


def kinship_of(database: Database, article: Stored, window_days: float) -> Kinship:
    """Decides what an article has to do with those in the archive; reads only. A new article has the number THIS."""
    document = Document(article)
    seen = stories.sightings(database, list(document.sample.values()), article.id)
    document = document.beside(standing(seen))
    kin = kin_of(document, nearest(database, document, seen), same_story=False)
    known = stories.copies_of(database, [article.id, *(one.document.id for one in kin)])
    copies = find_copies(document, kin, known)
    if copies.original:
        return as_copy(document, copies.original, copies, kin)
    traces = Traces(document.day, worth_keeping(document, seen))
    if not article.on_topic:
        return Kinship(traces, None, copies.repointed, reuse=found(kin))
    return join(database, document, traces, kin, copies, window_days)


def nearest(database: Database, document: Document, seen: Iterable[Sighting]) -> list[Document]:
    """The stored articles that share most of what is not standing text."""
    shared = Counter(one.article for one in seen if one.fingerprint not in document.standing)
    ids = [article for article, count in shared.most_common(MOST_ALIKE) if count >= FEWEST_IN_COMMON]
    return [Document(one, document.standing) for one in stories.read_articles(database, ids)]


def worth_keeping(document: Document, seen: Iterable[Sighting]) -> tuple[int, ...]:
    """The article's fingerprints, without those that lead to too many articles already."""
    sighted = Counter(one.fingerprint for one in seen)
    return tuple(one for one in document.sample.values() if sighted[one] < MOST_SIGHTINGS)


def as_copy(document: Document, original: Document, copies: Copies, kin: Iterable[Kin]) -> Kinship:
    """A copy leaves no traces of its own and stands in the story of its original, where that has one."""
    story = original.article.story if document.article.on_topic else None
    groups = (Group(story, (document.id,)),) if story else ()
    return Kinship(Traces(document.day), original.id, copies.repointed, groups=groups, reuse=found(kin))


def join(
    database: Database, document: Document, traces: Traces, kin: Collection[Kin], copies: Copies, window_days: float
) -> Kinship:
    """Finds an article on topic its place among the stories."""
    profile, vocabulary = profiled(database, words(document.article.title), document.own_sentences)
    links = linked(database, document, profile, kin, window_days)
    groups = regroup(document.id, links, copies, surroundings(database, document.id, links, copies))
    mates = next(group.members for group in groups if document.id in group.members)
    reuse = {(one.earlier, one.later): one for one in found([*kin, *with_mates(database, document, mates)])}
    return Kinship(
        Traces(traces.day, traces.fingerprints, tuple(profile.leading(LEADING)), profile.packed(), vocabulary),
        None,
        copies.repointed,
        tuple(links),
        tuple(groups),
        tuple(reuse.values()),
    )


def profiled(
    database: Database, title: Sequence[str], sentences: Iterable[Sentence]
) -> tuple[Profile, tuple[int, ...]]:
    """The profile of an article by what the archive knows of its words, and the numbers of all its words."""
    counts, marks = marked(title, sentences)
    numbers = {word: number_of(word) for word in counts}
    holding = stories.holding(database, (EVERY_ARTICLE, *numbers.values()))
    known = {word: holding[number] for word, number in numbers.items() if number in holding}
    profile = profile_of(counts, marks, known, holding.get(EVERY_ARTICLE, 0))
    return profile, tuple(set(numbers.values()))


def found(kin: Iterable[Kin]) -> tuple[Reuse, ...]:
    """The reuse among what was compared."""
    return tuple(one.reuse for one in kin if one.reuse)


def linked(
    database: Database, document: Document, profile: Profile, kin: Collection[Kin], window_days: float
) -> list[Link]:
    """The article's ties to those that share its terms or its passages within the window."""
    weights = {word: profile.words[word][0] for word in profile.leading(ASKED)}
    leads = stories.with_terms(database, weights, document.day, math.ceil(window_days))
    ids = {article for article, _ in leads.most_common(MOST_PEERS)} | {one.document.id for one in kin}
    return link(document, profile, stories.read_peers(database, ids - {document.id}), kin, window_days)


def surroundings(database: Database, article: int, links: Iterable[Link], copies: Copies) -> Surroundings:
    """The stories that the article's ties, its copies or a person's decision reach."""
    decided = stories.decisions_on(database, [article]) if article else {}
    near = (
        {one.article for one in links if one.score > 0}
        | set(copies.repointed)
        | {one for two in decided for one in two}
    )
    members = stories.read_members(database, stories.stories_of(database, near | {article}))
    ids = [one.id for one in members]
    return Surroundings(members, stories.ties_of(database, ids), stories.decisions_on(database, ids))


def with_mates(database: Database, document: Document, mates: Collection[int]) -> list[Kin]:
    """How the article draws on the other texts of its story, or they on it."""
    ids = sorted(set(mates) - {document.id, THIS})[-MOST_MEMBERS:]
    others = [one for one in stories.read_articles(database, ids) if one.duplicate_of is None]
    return kin_of(document, [Document(one, document.standing) for one in others], same_story=True)
