"""Entries are read once, again after an edit, and lined up over a story."""

from __future__ import annotations

from sqlite_utils import Database

from pipelines.ledgers.comparing import change_rows
from pipelines.ledgers.storing import read_new_entries
from storage.tables.ledgers.reports import entry_rows
from tests.storysamples import EDITED, RELEASE, add, article


def test_entries_have_their_place_and_are_lined_up(database: Database) -> None:
    add(database, article(RELEASE, title="Life term for online trafficker", source="harbour-house"), kind="ngo")
    edited = EDITED.replace("Php2 m", "Php3 m")
    add(database, article(edited, title="Woman gets life", source="tribune", day=1))
    assert read_new_entries(database) == 2
    assert read_new_entries(database) == 0
    kinds = {(row["value"], row["kind"]) for row in entry_rows(database, "figures")}
    assert {(41, "age"), ("life", "sentence"), (2e6, "fine"), (3e6, "fine"), (5e5, "damages")} <= kinds
    assert {row["speaker"] for row in entry_rows(database, "quotations")} == {"Prosecutor Ramon Dalisay"}
    changes = {(row["type"], row["status"], row["base_text"], row["other_text"]) for row in change_rows(database)}
    assert ("figure", "differs", "Php2 million", "Php3 million") in changes
    assert ("figure", "agrees", "Php500,000", "Php500,000") in changes
    assert any(kind == "quote" and status == "verbatim" for kind, status, *_ in changes)


def test_an_edited_text_is_read_again_and_one_off_topic_leaves(database: Database) -> None:
    number = add(database, article(RELEASE, title="Life term", source="harbour-house"))
    read_new_entries(database)
    database.execute("update texts set text = 'The woman, 42, appealed.' where article = ?", [number])
    database.execute("update articles set content_hash = 'new' where id = ?", [number])
    assert read_new_entries(database) == 1
    assert [row["value"] for row in entry_rows(database, "figures")] == [42]
    database.execute("update articles set on_topic = 0 where id = ?", [number])
    read_new_entries(database)
    assert list(entry_rows(database, "figures")) == []
