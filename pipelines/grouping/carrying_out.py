"""Carrying out a grouping plan, and then the plans of the articles that it leaves in doubt, one after the other."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable

from sqlite_utils import Database

from pipelines.grouping.planning import plan_stored_article
from plans import GroupingPlan
from storage.tables import pages, relevance
from storage.tables.grouping import plans

logger = logging.getLogger(__name__)

#: plans that one article may get while a change is carried out; chosen, not measured to be
#: needed: over tests/labelled and 3,044 other labelled documents, ``scrapy load --on-topic`` never gave an article more
#: than one (2026-11-28)
MAX_PLANS_PER_ARTICLE = 4


def carry_out_plan(database: Database, article: int, plan: GroupingPlan, then: Iterable[int] = ()) -> None:
    """Carry out an article's plan, then plan and carry out those it leaves in doubt, and those named in ``then``.

    Belongs into the caller's transaction. An article in doubt is planned when its turn comes, since its plan depends on
    what was written before, MAX_PLANS_PER_ARTICLE times at most: beyond that it stays as it is, with a warning.
    """
    planned = Counter([article])
    write_plan_and_outcomes(database, article, plan)
    waiting = [*reversed([*plan.in_doubt, *then])]
    while waiting:
        other = waiting.pop()
        if planned[other] >= MAX_PLANS_PER_ARTICLE:
            logger.warning(
                "article %d was planned %d times while article %d was stored, and stays as it is; scrapy regroup "
                "decides on all articles anew",
                other,
                planned[other],
                article,
            )
            continue
        planned[other] += 1
        following = plan_stored_article(database, other, plan.window_days)
        write_plan_and_outcomes(database, other, following)
        waiting.extend(reversed(following.in_doubt))


def carry_out_new_plan(database: Database, article: int, window_days: float) -> None:
    """Plan a stored article, and carry the plan out."""
    carry_out_plan(database, article, plan_stored_article(database, article, window_days))


def write_plan_and_outcomes(database: Database, article: int, plan: GroupingPlan) -> None:
    """Write one plan and what follows from it for the outcomes of pages."""
    plans.write_plan(database, article, plan)
    pages.became_copies(database, [article, *plan.repointed])
    relevance.stands_alone(database, article)
