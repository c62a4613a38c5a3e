"""Years and months that articles are counted by are the reader's, as those that are shown beside them."""

from __future__ import annotations

import json
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from storage.datasette.charts import periods
from storage.datasette.local_time import local_month, local_year, month_edges
from storage.datasette.page_context import statement

ZONES = ["Asia/Manila", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu", "UTC"]
TIMES = [f"2025-12-31T{hour:02}:59:59Z" for hour in (0, 11, 15, 16, 23)]
TIMES += [f"2026-01-01T{hour:02}:00:00Z" for hour in (0, 4, 5, 12, 18)]
TIMES += ["2026-02-28T16:00:00Z", "2026-03-01T00:00:00Z", "2026-06-15T12:00:00Z"]
ARTICLES = st.lists(
    st.tuples(st.sampled_from(TIMES), st.sampled_from(["second", "day", "month", ""]), st.booleans()), max_size=12
)
#: a search that narrows by nothing
ANYTHING = dict.fromkeys(("everything", "source", "kind", "country", "language", "year"), "")


@pytest.mark.parametrize("zone", [ZoneInfo(name) for name in ZONES], ids=ZONES)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(articles=ARTICLES)
def test_counts_are_those_of_the_readers_zone(
    database: Database, zone: ZoneInfo, articles: list[tuple[str, str, bool]]
) -> None:
    database.execute("delete from articles")
    for number, (time, precision, on_topic) in enumerate(articles):
        written = f"{time[:10]}T00:00:00Z" if precision in {"day", "month"} else time
        database.table("articles").insert(
            {"url": f"https://herald.example/{number}", "source": "herald", "title": "", "content_hash": str(number)}
            | {"published": written if precision else None, "published_precision": precision, "on_topic": on_topic}
            | {"first_seen": written if not precision else "2026-07-01T00:00:00Z", "relevance": 1}
            | {"last_seen": "2026-07-01T00:00:00Z", "word_count": 1, "language": "en"}
        )
    for name, local in (("reader_year", local_year), ("reader_month", local_month)):
        database.conn.create_function(name, 2, lambda *given, local=local: local(*given, zone))
    precision_of_time = "iif(time = published, published_precision, '')"
    shown = database.execute(f"select time, {precision_of_time}, on_topic from articles").fetchall()
    months = Counter(local_month(time, precision, zone) for time, precision, on_topic in shown if on_topic)
    years = Counter(local_year(time, precision, zone) for time, precision, on_topic in shown if on_topic)
    edges = json.dumps(month_edges(periods("2025-01", "2026-12", 1), zone))
    found = database.execute(statement("coverage"), {"since": "2025-01", "edges": edges}).fetchall()
    assert {row.month: row.articles for row in found} == months
    edges = json.dumps(month_edges(["2025-01", "2026-01", "2027-01"], zone))
    found = database.execute(statement("facets"), ANYTHING | {"edges": edges}).fetchall()
    assert {row.year: row.articles for row in found} == years


def test_edges_are_the_hours_between_two_new_years() -> None:
    assert month_edges(["2026-01"], ZoneInfo("Asia/Manila")) == [("2025-12-31T16:00:00Z", "2026-01-01T00:00:00Z")]
    assert month_edges(["2026-07"], ZoneInfo("America/New_York")) == [("2026-07-01T00:00:00Z", "2026-07-01T04:00:00Z")]
    assert month_edges(["2026-07"], ZoneInfo("UTC")) == []
