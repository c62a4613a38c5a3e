"""The grouping plan of one article: its copies, the texts it reuses, its links and its story. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from sqlite_utils import Database

from items import ArticleReading
from pipelines.cases.planning import plan_case
from pipelines.grouping.boilerplate_fingerprints import boilerplate_fingerprints
from pipelines.grouping.candidates import (
    INDEXED_TERMS,
    indexed_fingerprints,
    nearest_texts,
    profile_candidates,
    read_neighbourhood,
    story_texts,
)
from pipelines.grouping.comparison import ComparedArticle, compare_documents
from pipelines.grouping.copies import Copies, find_same_texts, resolve_copies
from pipelines.grouping.features import DocumentFeatures
from pipelines.grouping.linking import link_candidates
from pipelines.grouping.story_assignment import assign_stories
from pipelines.grouping.tfidf import MIN_COUNTED_ARTICLES, Profile, count_terms, make_profile
from plans import GroupingPlan, IndexEntry, StoryGroup, TextReuse
from storage.tables.grouping import document_frequencies, stories
from storage.tables.grouping.stories import StoredArticle
from text.sentences import Sentence
from text.words import split_words


def plan_stored_article(database: Database, article: int, window_days: float) -> GroupingPlan:
    """Plan an article that is stored."""
    (stored,) = stories.read_articles(database, [article])
    return plan_article(database, stored, window_days)


def plan_article(
    database: Database, article: StoredArticle, window_days: float, reading: ArticleReading | None = None
) -> GroupingPlan:
    """Decide what an article has to do with those in the archive. A new article has the number THIS_ARTICLE."""
    document = DocumentFeatures(article, reading=reading)
    hits = stories.fingerprint_hits(database, list(document.sample.values()), article.id)
    document = document.with_boilerplate(boilerplate_fingerprints(hits))
    own = stories.copies_of(database, [article.id]) if article.id else {}
    known = stories.articles_sharing_text(database, article.id) if article.id else set()
    nearest = nearest_texts(database, document, hits, known.union(own))
    compared = compare_documents(document, nearest, same_story=False)
    copies = find_copies(database, document, compared, own)
    entry = IndexEntry(document.day, indexed_fingerprints(document, hits))
    if copies.original:
        plan = plan_copy(database, document, entry, copies.original, copies, compared)
    elif article.on_topic:
        plan = plan_story(database, document, entry, compared, copies, window_days)
    else:
        plan = GroupingPlan(entry, None, copies.repointed, reuse=reuse_among(compared))
    in_doubt = (*copies.released, *plan.in_doubt)
    return replace(plan, released=copies.released, in_doubt=in_doubt, window_days=window_days)


def find_copies(
    database: Database, document: DocumentFeatures, compared: Collection[ComparedArticle], own: Collection[int]
) -> Copies:
    """Find the copies that an article has or is; ``own`` are those that it has so far."""
    numbers = [document.id, *(one.document.id for one in compared)]
    constraints = stories.constraints_on(database, numbers) if compared else {}
    same = find_same_texts(document, compared, constraints)
    known = stories.copies_of(database, [document.id, *(one.document.id for one in same)]) if same else {}
    return resolve_copies(document, compared, same, known, own)


def plan_copy(
    database: Database,
    document: DocumentFeatures,
    entry: IndexEntry,
    original: DocumentFeatures,
    copies: Copies,
    compared: Iterable[ComparedArticle],
) -> GroupingPlan:
    """Plan a copy: only what it adds to its original is indexed, and it stands in the story of that, where it has one.

    A constraint on it holds for its original, which is therefore in doubt.
    """
    # nothing is a copy of a copy, unless the two have just changed places
    behind = original.article.duplicate_of
    first = original.id if behind in {None, document.id} else behind
    story = original.article.story if document.article.on_topic else None
    known = set(original.sample.values())
    return GroupingPlan(
        IndexEntry(document.day, tuple(one for one in entry.fingerprints if one not in known)),
        first,
        dict.fromkeys(copies.repointed, first),
        in_doubt=(first,) if document.id and stories.constraints_on(database, [document.id]) else (),
        groups=(StoryGroup(story, (document.id,)),) if story else (),
        reuse=reuse_among(compared),
    )


def plan_story(
    database: Database,
    document: DocumentFeatures,
    entry: IndexEntry,
    compared: Collection[ComparedArticle],
    copies: Copies,
    window_days: float,
) -> GroupingPlan:
    """Plan an article on topic that is no copy: its links, its story, and how its story's texts reuse each other."""
    profile, vocabulary = profile_document(database, split_words(document.article.title), document.own_sentences)
    candidates = profile_candidates(database, document, profile, compared, window_days)
    links = link_candidates(document, profile, candidates, compared, window_days)
    groups = assign_stories(document.id, links, copies, read_neighbourhood(database, document.id, links, copies))
    members = next(group.members for group in groups if document.id in group.members)
    others = story_texts(database, document, members, links, compared)
    found = reuse_among([*compared, *compare_documents(document, others, same_story=True)])
    terms = tuple(profile.leading(INDEXED_TERMS))
    return GroupingPlan(
        replace(entry, terms=terms, profile=profile.pack(), vocabulary=vocabulary),
        repointed=copies.repointed,
        links=tuple(links),
        groups=tuple(groups),
        reuse=tuple({(one.earlier, one.later): one for one in found}.values()),
        case=plan_case(database, document, profile, members),
    )


def profile_document(
    database: Database, title: Sequence[str], sentences: Sequence[Sentence]
) -> tuple[Profile, tuple[int, ...]]:
    """Return the profile of an article, by the archive's document frequencies, and the numbers of all its words."""
    counted = count_terms(title, sentences)
    numbers = tuple(set(counted.numbers.values()))
    is_young = document_frequencies.articles_counted(database) < MIN_COUNTED_ARTICLES
    frequencies, articles = document_frequencies.frequencies_of(database, () if is_young else numbers)
    return make_profile(counted, frequencies, articles), numbers


def reuse_among(compared: Iterable[ComparedArticle]) -> tuple[TextReuse, ...]:
    """Return the reuse found in comparing."""
    return tuple(one.reuse for one in compared if one.reuse)
