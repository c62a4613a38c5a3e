"""Sources as the database knows them."""

from __future__ import annotations

from sqlite_utils import Database

from storage.tables import sources


def kind_of(database: Database, slug: str) -> str:
    return str(database.table("sources").get(slug)["kind"])


def test_a_file_says_of_what_kind_its_source_is_and_no_more(database: Database) -> None:
    sources.ensure(database, "office", "Office")
    assert kind_of(database, "office") == "file"
    sources.ensure(database, "office", "Office", "government")
    sources.ensure(database, "office", "Office", "blog")
    sources.ensure(database, "herald", "The Herald", "blog")
    assert (kind_of(database, "office"), kind_of(database, "herald")) == ("government", "newspaper")


def test_a_source_of_files_has_no_health_to_watch(database: Database) -> None:
    sources.ensure(database, "office", "Office", "government")
    assert [row.source for row in sources.health(database)] == ["herald"]
