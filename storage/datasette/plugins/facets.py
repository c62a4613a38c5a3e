"""Counts beside the list of articles, from those that triggers renew instead of counting a million rows."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from typing import Any

from datasette.facets import ColumnFacet  # type: ignore[import-untyped]
from datasette.utils import path_with_added_args, path_with_removed_args  # type: ignore[import-untyped]
from pluggy import HookimplMarker

hookimpl = HookimplMarker("datasette")

#: a list of articles that is filtered, if at all, by nothing but what the stored counts are told apart by
COUNTED = re.compile(
    r'select .* from \[?articles\]?\s*(where (?P<only>"?(source|language|on_topic)"? = :\w+( and )?)+)?\s*'
)


class CountedFacet(ColumnFacet):  # type: ignore[misc]
    """A facet of articles (``counted`` in database.yaml); where its counts do not suit, rows are counted as usual."""

    type = "counted"

    async def facet_results(self) -> tuple[list[dict[str, Any]], list[str]]:
        """Return every facet with its values and their counts, and the names of those that took too long."""
        sql = " ".join(self.sql.split())
        if not COUNTED.fullmatch(sql):
            found: tuple[list[dict[str, Any]], list[str]] = await super().facet_results()
            return found
        where = sql[sql.index(" where ") :] if " where " in sql else ""
        return [await self.from_counts(config["config"]["simple"], where) for config in self.get_configs()], []

    async def from_counts(self, column: str, where: str) -> dict[str, Any]:
        """Return one facet from the counts that triggers renew."""
        size = self.get_facet_size()
        sql = (
            f"select [{column}] as value, sum(articles) as count from article_counts{where} "
            f"group by 1 having sum(articles) > 0 order by 2 desc, 1 limit {size + 1}"
        )
        rows = (await self.ds.execute(self.database, sql, self.params, truncate=False)).rows
        names = await self.ds.expand_foreign_keys(self.database, self.table, column, [row["value"] for row in rows])
        return {
            "name": column,
            "type": self.type,
            "hideable": False,
            "toggle_url": "",
            "results": [self.choice(column, row, names) for row in rows[:size]],
            "truncated": len(rows) > size,
        }

    def choice(self, column: str, row: sqlite3.Row, names: dict[tuple[str, object], str]) -> dict[str, Any]:
        """Return a value with its count, and the address that filters by it, or no longer does."""
        value, count = row
        chosen = (column, str(value)) in self.get_querystring_pairs()
        toggled = path_with_removed_args if chosen else path_with_added_args
        path = self.ds.urls.path(toggled(self.request, {column: str(value)}))
        return {
            "value": value,
            "label": names.get((column, value), value),
            "count": count,
            "toggle_url": self.ds.absolute_url(self.request, path),
            "selected": chosen,
        }


@hookimpl
def register_facet_classes() -> list[Callable[..., Any]]:
    """Add the facet to those that Datasette knows."""
    return [CountedFacet]
