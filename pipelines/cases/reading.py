"""What the texts of two articles say for and against one case; nothing but the texts and their times is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipelines.cases.scoring import TextComparison
from storage.tables.grouping.stories import StoredArticle
from text.proceedings.distinctions import Distinctions, compare_distinctions, find_distinctions
from text.proceedings.lookback import looks_back, tells_of_another
from text.proceedings.stages import STAGES, find_stage

#: the stages in their order; an article that reports none comes before all
_ORDER = {stage: number for number, stage in enumerate(("", *STAGES))}
DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class ChapterFacts:
    """What is read of the text of one chapter."""

    text: str
    time: datetime
    distinctions: Distinctions
    #: the number of its stage
    stage: int


def read_chapter(article: StoredArticle) -> ChapterFacts:
    """Return what a text says of the case that it tells of."""
    stage = _ORDER[find_stage(article.title, article.text)]
    return ChapterFacts(f"{article.title}.\n{article.text}", article.time, find_distinctions(article.text), stage)


def compare_chapter_facts(earlier: ChapterFacts, later: ChapterFacts) -> TextComparison:
    """Return what speaks for and against the later article's going on with the earlier."""
    years = (later.time - earlier.time).days / DAYS_PER_YEAR
    against, alike = compare_distinctions(earlier.distinctions, later.distinctions, years)
    branch = bool(earlier.distinctions.branches & later.distinctions.branches)
    # charges and all that follows look back to an arrest anyhow
    begins = later.stage <= _ORDER["arrest"]
    return TextComparison(
        against,
        alike - branch,
        branch,
        later.stage - earlier.stage,
        begins and not looks_back(later.text, later.time, earlier.time),
        begins and tells_of_another(later.text),
    )
