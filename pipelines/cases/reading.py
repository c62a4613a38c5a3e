"""What the texts of two articles say for and against one case; nothing but the texts and their times is looked at."""

from __future__ import annotations

from pipelines.cases.scoring import TextComparison
from storage.tables.grouping.stories import StoredArticle
from text.proceedings.distinctions import contradictions, find_distinctions
from text.proceedings.lookback import looks_back, tells_of_another
from text.proceedings.stages import STAGES, find_stage

#: the stages in their order; an article that reports none comes before all
_ORDER = {stage: number for number, stage in enumerate(("", *STAGES))}
DAYS_PER_YEAR = 365.25


def compare_chapter_texts(earlier: StoredArticle, later: StoredArticle) -> TextComparison:
    """Return what speaks for and against the later article's going on with the earlier."""
    years = (later.time - earlier.time).days / DAYS_PER_YEAR
    against = contradictions(find_distinctions(earlier.text), find_distinctions(later.text), years)
    before, now = (_ORDER[find_stage(one.title, one.text)] for one in (earlier, later))
    another = tells_of_another(f"{later.title}. {later.text}")
    begins_a_case = now <= _ORDER["arrest"] and (another or not looks_back(later.text, later.time, earlier.time))
    return TextComparison(against, now - before, begins_a_case)
