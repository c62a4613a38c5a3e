"""The earlier chapter that an article goes on with, and later ones that go on with it. Reads only."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlite_utils import Database

from pipelines.cases.features import indexed_names, name_hash
from pipelines.cases.reading import compare_chapter_facts, read_chapter
from pipelines.cases.scoring import COMMON_CASES, SUGGESTED, ChapterPair, SharedCaseName, case_probability, is_certain
from pipelines.grouping.features import DocumentFeatures
from pipelines.grouping.tfidf import Profile, packed_cosine
from plans import CaseEntry, CaseLink, SharedName
from storage.tables.cases import names as case_index
from storage.tables.cases.names import Chapter
from storage.tables.grouping import stories
from text.proceedings.case_names import INITIAL, CaseName

#: chapters whose profiles are compared, and of these the ones whose texts are read; they bound the cost of an article
MAX_COMPARED, MAX_READ = 8, 2
#: stories of a case, at most, by which a name's cases are counted; chosen, not measured
STORIES_PER_CASE = 3


def plan_case(
    database: Database, document: DocumentFeatures, profile: Profile, same_story: Collection[int]
) -> CaseEntry:
    """Return what is indexed of an article for its case, and its links to chapters in other stories.

    ``same_story`` are the articles of its own story, which tell the same event.
    """
    names = {name_hash(name): name for name in indexed_names(document, profile)}
    shared = shared_names(database, document, names, same_story)
    ranked = sorted(shared, key=lambda chapter: -sum(1 / name.cases for name in shared[chapter]))[:MAX_COMPARED]
    pairs = [(chapter, compare_chapters(document, profile, chapter, shared[chapter], len(names))) for chapter in ranked]
    scored = sorted(((case_probability(pair), chapter, pair) for chapter, pair in pairs), key=lambda one: -one[0])
    likely = [(chapter, pair) for score, chapter, pair in scored if score >= SUGGESTED][:MAX_READ]
    links = best_links(document, list(with_texts_compared(database, document, likely)))
    return CaseEntry(tuple((number, name.flags) for number, name in names.items()), tuple(links))


def shared_names(
    database: Database, document: DocumentFeatures, names: Mapping[int, CaseName], same_story: Collection[int]
) -> dict[Chapter, list[SharedCaseName]]:
    """Return the chapters in other stories that share fairly rare names with the article, with these names."""
    found: defaultdict[Chapter, list[SharedCaseName]] = defaultdict(list)
    for number, name in names.items():
        rows = [row for row in case_index.chapters_with_name(database, number) if row[0].article != document.id]
        others = [(chapter, flags) for chapter, flags in rows if chapter.article not in same_story]
        cases = count_cases(chapter for chapter, _ in others if chapter.time <= document.article.time)
        if len(rows) >= case_index.MAX_ARTICLES_PER_NAME or cases >= COMMON_CASES:
            continue
        for chapter, flags in others:
            # two words that only begin sentences may be any
            if not name.flags & flags & INITIAL:
                found[chapter].append(SharedCaseName(name.written, cases, name.flags, flags))
    return found


def count_cases(chapters: Iterable[Chapter]) -> int:
    """Return in how many cases a name is known, at least one.

    A name in many stories counts for more cases than these stories make: else the first wrong links would make a name
    look rarer, and draw further ones after them.
    """
    known = list(chapters)
    stories_known = len({chapter.story for chapter in known})
    return max(1, len({chapter.case for chapter in known}), math.ceil(stories_known / STORIES_PER_CASE))


def compare_chapters(
    document: DocumentFeatures, profile: Profile, chapter: Chapter, shared: Sequence[SharedCaseName], known_by: int
) -> ChapterPair:
    """Return what is known of two chapters without reading the other's text."""
    return ChapterPair(
        shared,
        known_by,
        packed_cosine(profile, chapter.profile),
        chapter.source == document.article.source,
    )


def with_texts_compared(
    database: Database, document: DocumentFeatures, likely: Sequence[tuple[Chapter, ChapterPair]]
) -> Iterator[tuple[Chapter, ChapterPair]]:
    """Yield the pairs with what their texts say of one another."""
    if not likely:
        return
    own = read_chapter(document.article)
    found = stories.read_articles(database, [chapter.article for chapter, _ in likely])
    others = {article.id: read_chapter(article) for article in found}
    for chapter, pair in likely:
        both = (others[chapter.article], own)
        earlier, later = both if chapter.time <= document.article.time else both[::-1]
        yield chapter, replace(pair, texts=compare_chapter_facts(earlier, later))


def best_links(document: DocumentFeatures, pairs: Iterable[tuple[Chapter, ChapterPair]]) -> list[CaseLink]:
    """Return the article's link to the likeliest earlier chapter, and those of later chapters to it."""
    links = []
    earlier: Mapping[float, CaseLink] = {}
    for chapter, pair in pairs:
        score = case_probability(pair)
        if score < SUGGESTED:
            continue
        evidence = tuple(SharedName(name.text, name.cases) for name in pair.names)
        if chapter.time <= document.article.time:
            link = CaseLink(document.id, chapter.article, round(score, 3), is_certain(pair), evidence)
            earlier = {**earlier, score: link}
        else:
            links.append(CaseLink(chapter.article, document.id, round(score, 3), is_certain(pair), evidence))
    return [earlier[max(earlier)], *links] if earlier else links
