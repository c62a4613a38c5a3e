"""Reads what may be kin to an article from the archive, and has it decided."""

from __future__ import annotations

from collections import Counter

from sqlite_utils import Database

from pipelines.grouping.document import Document
from pipelines.grouping.kinship import Neighbourhood, settle, weigh
from storage import stories
from storage.kinship import Kinship
from storage.stories import Stored

MOST_CANDIDATES = 12


def kinship_of(database: Database, article: Stored, window_days: float) -> Kinship:
    """Reads what may be kin to an article and decides what it is."""
    document = Document(article)
    candidates = [Document(one) for one in stories.read_articles(database, candidates_of(database, document))]
    kin = weigh(document, candidates, frozenset(), window_days)
    touched = {one.document.article.story for one in kin if one.score > 0} - {None}
    return settle(document, kin, around(database, {story for story in touched if story}))


def candidates_of(database: Database, document: Document) -> list[int]:
    """The stored articles that share the most fingerprints with this one."""
    shared = Counter(one.article for one in stories.sightings(database, document.sample.values()))
    return [article for article, count in shared.most_common(MOST_CANDIDATES) if count >= 2 and article != document.id]


def around(database: Database, touched: set[int]) -> Neighbourhood:
    """The members of the touched stories and what is known between them."""
    members = stories.read_members(database, touched)
    before = {one.id: one.story for one in members if one.story is not None}
    return Neighbourhood(
        before=before,
        duplicates={one.id: one.duplicate_of for one in members if one.duplicate_of is not None},
        scores=stories.links_among(database, before),
        decided=stories.decisions_among(database, before),
    )
