"""The lists of the desk: what is on them and what is not, in one order, page by page without a gap or a repeat."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlite_utils import Database

from storage.clock import now
from storage.datasette.desk.thresholds import thresholds
from storage.datasette.page_context import statement
from storage.datasette.views.desk import LISTS
from storage.tables.instructions import give_instruction

COUNT = 23
#: what the queries ask for beside a place
ASKED = {"thresholds": json.dumps([6.0]), "further": 300_000, "since": "2026-01-01T00:00:00Z", "most": 1.0}


@pytest.fixture
def archive(database: Database) -> Database:
    """Twenty-three of everything that needs a person, many of them with the same place."""
    for number in range(1, COUNT + 1):
        add_article(database, number)
    database.execute("insert into takedown_texts (reason, taken_down_at, shingles, facts) values ('', '', 1, 1)")
    for number in range(1, COUNT + 1):
        database.table("takedown_candidates").insert(
            {"text": 1, "address": f"https://a.example/{number}", "source": "herald", "kind": "quote"}
            | {"share_of_removed": 0.5, "share_of_text": 0.5, "state": "kept out", "found_at": "2026-02-01T00:00:00Z"}
        )
        database.table("sources").insert(
            {"slug": f"s{number}", "name": "x", "kind": "ngo", "country": "", "language": "", "homepage": "h"}
            | {"access": "needs a hand" if number % 2 else "failing", "health": "failing"}
        )
        database.table("guard_findings").insert(
            {"article": number, "field": "text", "rule": "school", "severity": ("block", "hold")[number % 2]}
            | {"start": 0, "end": 4, "found_at": "2026-02-01T00:00:00Z"}
        )
    for number in range(2, COUNT + 1):
        database.table("case_links").insert(
            {"article": number, "earlier": number - 1, "score": 0.5 + number % 3 / 10, "certain": 0}
        )
        # each text of the second story is weakly linked to the one before
        database.table("links").insert({"article": number - 1, "other": number, "score": 0.5, "translated": 0})
    return database


def add_article(database: Database, number: int) -> None:
    database.table("stories").insert({"id": number, "title": "x"})
    database.table("articles").insert(
        {"id": number, "url": f"https://herald.example/{number}", "source": "herald", "title": f"Title {number}"}
        | {"word_count": 9, "first_seen": f"2026-02-0{1 + number % 3}T00:00:00Z", "last_seen": "2026-02-03T00:00:00Z"}
        | {"on_topic": 1, "relevance": 5.5 + number % 4 / 10, "content_hash": "", "basis": "headline_only"}
        | {"story": number}
    )


def rows_of(database: Database, name: str, limit: int) -> list[dict[str, Any]]:
    """Return all rows of a list, in parts of so many."""
    place, last = LISTS[name].start
    found: list[dict[str, Any]] = []
    while True:
        cursor = database.conn.execute(
            statement(LISTS[name].query), {"place": place, "last": last, "limit": limit} | ASKED
        )
        part = [row._asdict() for row in cursor.fetchall()]
        found += part
        if len(part) < limit:
            return found
        place, last = str(part[-1]["place"]), str(part[-1]["last"])


@pytest.mark.parametrize("name", LISTS)
def test_pages_of_a_list_hold_every_row_once(archive: Database, name: str) -> None:
    if name == "groups":
        archive.execute("update articles set story = 1")
    whole = rows_of(archive, name, 1000)
    assert len(whole) == (COUNT - 1 if name == "cases" else COUNT)
    assert rows_of(archive, name, 4) == whole
    assert len({row["last"] for row in whole}) == len(whole)
    for row in whole:
        item = LISTS[name].show(row)
        assert item.title
        assert bool(item.yes) == (name != "sources")


def test_the_nearest_and_the_likeliest_come_first(archive: Database) -> None:
    near = [row["relevance"] for row in rows_of(archive, "near", 100)]
    assert near == sorted(near, reverse=True)
    scores = [row["score"] for row in rows_of(archive, "cases", 100)]
    assert scores == sorted(scores, reverse=True)
    assert [row["access"] for row in rows_of(archive, "sources", 100)][:2] == ["needs a hand"] * 2


def test_what_is_decided_or_asked_for_is_on_no_list(archive: Database) -> None:
    archive.execute("update articles set story = 1")
    archive.table("labels").insert({"article": 2, "on_topic": 1, "note": "", "labelled_at": ""})
    archive.table("decisions").insert({"article": 2, "other": 9, "together": 1, "decided_at": ""})
    give_instruction(archive, "label", ["3", "on", ""], now(), about="/article/3")
    give_instruction(archive, "takedown", ["release", "4"], now(), about="/desk/candidate/4")
    for name, gone in (("near", {2, 3}), ("headlines", {2, 3}), ("groups", {2, 3, 9}), ("takedown", {4})):
        assert {row["last"] for row in rows_of(archive, name, 100)} == set(range(1, COUNT + 1)) - gone, name


def test_a_certain_or_refused_link_is_no_suggestion(archive: Database) -> None:
    archive.execute("update case_links set certain = 1 where article < 6")
    archive.execute("update case_links set confirmed = 0 where article between 6 and 8")
    assert {row["last"] for row in rows_of(archive, "cases", 100)} == set(range(9, COUNT + 1))


def test_articles_far_from_the_threshold_are_left_alone(archive: Database) -> None:
    archive.execute("update articles set relevance = 60 where id <= 20")
    archive.execute("update articles set relevance = 1 where id = 21")
    assert {row["id"] for row in rows_of(archive, "near", 100)} == {22, 23}
    assert thresholds() == sorted(thresholds())
    assert min(thresholds()) > 0


def test_what_is_near_is_found_in_order_however_far_one_looks(archive: Database) -> None:
    values = {"thresholds": json.dumps([5.6, 6.0]), "place": "-1", "last": "-1", "limit": 1000}
    asked = [
        [row.id for row in archive.execute(statement("desk_near"), values | {"further": further})]
        for further in (0, 300, 30_000, 300_000)
    ]
    assert [part == asked[-1][: len(part)] for part in asked] == [True] * 4
    assert 0 < len(asked[0]) < len(asked[-1]) == COUNT
