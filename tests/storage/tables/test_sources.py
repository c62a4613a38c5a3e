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


def test_validators_that_prove_right_for_a_while_are_trusted_again(database: Database) -> None:
    sources.ensure(database, "herald", "Herald")
    sources.mark_validators_unreliable(database, "herald", "the feed changed under the same ETag")
    for _ in range(sources.CHANGES_TO_FORGIVE - 1):
        sources.record_reliable_validators(database, "herald")
    assert sources.is_marked_unreliable(database, "herald")
    sources.mark_validators_unreliable(database, "herald", "again")
    for _ in range(sources.CHANGES_TO_FORGIVE):
        assert sources.is_marked_unreliable(database, "herald")
        sources.record_reliable_validators(database, "herald")
    assert not sources.is_marked_unreliable(database, "herald")
