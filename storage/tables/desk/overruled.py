"""How often a person's word on two articles was another than that of their link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class OverruledLinks:
    """Pairs that a person decided on: one story though no link says so, or two though one does."""

    pairs: int
    joined: int
    divided: int

    @property
    def overruled(self) -> int:
        """The pairs on which person and link disagree."""
        return self.joined + self.divided


class OverruledPair(NamedTuple):
    """Two articles on which person and link disagree, whether they are one story, and what they share word by word."""

    article: int
    other: int
    together: bool
    #: the larger share that one text has of the other's words
    reused: float


#: pairs that are looked at, the latest decided first; a person seldom decides on more in a year
MOST_PAIRS: Final = 1000


def overruled_pairs(database: Database) -> list[OverruledPair]:
    """Return the latest pairs on which person and link disagree."""
    rows = database.execute(
        "select a, b, together, coalesce((select max(max(share_of_earlier, share_of_later)) from reuse "
        "where earlier = a and later = b or earlier = b and later = a), 0) from (select together, decided_at, "
        "article as a, other as b, exists (select 1 from links where score > 0 and (links.article = decisions.article "
        "and links.other = decisions.other or links.article = decisions.other and links.other = decisions.article)) "
        "as linked from decisions) where together <> linked order by decided_at desc, a, b limit ?",
        [MOST_PAIRS],
    ).fetchall()
    return [OverruledPair(one, two, bool(together), reused) for one, two, together, reused in rows]


def count_overruled(database: Database) -> OverruledLinks:
    """Count the decisions, and those that are against a link, or against there being none (log-odds above zero)."""
    row = database.execute(
        "select count(*) as pairs, count(*) filter (where together and not linked) as joined, "
        "count(*) filter (where linked and not together) as divided from (select together, exists ("
        "select 1 from links where score > 0 and (article = a and other = b or article = b and other = a)) as linked "
        "from (select together, article as a, other as b from decisions))"
    ).fetchone()
    return OverruledLinks(row.pairs, row.joined, row.divided)
