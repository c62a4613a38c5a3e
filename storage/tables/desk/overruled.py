"""How often a person's word on two articles was another than that of their link."""

from __future__ import annotations

from dataclasses import dataclass

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


def count_overruled(database: Database) -> OverruledLinks:
    """Count the decisions, and those that are against a link, or against there being none (log-odds above zero)."""
    row = database.execute(
        "select count(*) as pairs, count(*) filter (where together and not linked) as joined, "
        "count(*) filter (where linked and not together) as divided from (select together, exists ("
        "select 1 from links where score > 0 and (article = a and other = b or article = b and other = a)) as linked "
        "from (select together, article as a, other as b from decisions))"
    ).fetchone()
    return OverruledLinks(row.pairs, row.joined, row.divided)
