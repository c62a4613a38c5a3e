"""Which stored articles of a source lose paragraphs that a new page has shown to be boilerplate. Reads only."""

from __future__ import annotations

from collections.abc import Collection

from sqlite_utils import Database

from items import BoilerplateCut
from pipelines.extraction.body.boilerplate import MIN_REPEATING_PAGES, cut_repeated_paragraphs, paragraph_fingerprint
from storage.tables import articles, paragraphs


def plan_boilerplate_cuts(
    database: Database, source: str, fingerprints: Collection[str], article: int
) -> tuple[BoilerplateCut, ...]:
    """Plan the cuts in a source's earlier articles, once an article with these paragraphs is stored.

    A paragraph is cut when this article is the first by which it stands on more than MIN_REPEATING_PAGES.
    """
    carriers = [{*found, article} for found in paragraphs.articles_with(database, source, fingerprints).values()]
    newly_repeated = [found for found in carriers if len(found) == MIN_REPEATING_PAGES + 1]
    cuts: list[BoilerplateCut] = []
    for other in sorted(set().union(*newly_repeated) - {article}):
        text = articles.text_of(database, other)
        lines = text.split("\n\n")
        found = paragraphs.articles_with(database, source, map(paragraph_fingerprint, lines))
        repeated = {one: len(carrying - {other, article}) + (one in fingerprints) for one, carrying in found.items()}
        if (remaining := "\n\n".join(cut_repeated_paragraphs(lines, repeated))) != text:
            cuts.append(BoilerplateCut(other, remaining))
    return tuple(cuts)
