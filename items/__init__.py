"""The values that travel from discovery to the database."""

from items.grouping import (
    THIS_ARTICLE,
    CaseEntry,
    CaseLink,
    GroupingPlan,
    IndexEntry,
    Link,
    SharedName,
    StoryGroup,
    TextReuse,
)
from items.pages import (
    Article,
    Availability,
    Basis,
    BoilerplateCut,
    ExtractionResult,
    FollowingPage,
    Hint,
    Match,
    Outcome,
    Page,
    Resemblance,
)

__all__ = [
    "THIS_ARTICLE",
    "Article",
    "Availability",
    "Basis",
    "BoilerplateCut",
    "CaseEntry",
    "CaseLink",
    "ExtractionResult",
    "FollowingPage",
    "GroupingPlan",
    "Hint",
    "IndexEntry",
    "Link",
    "Match",
    "Outcome",
    "Page",
    "Resemblance",
    "SharedName",
    "StoryGroup",
    "TextReuse",
]
