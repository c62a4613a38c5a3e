"""Groups as rows for others to read."""

from __future__ import annotations

from sqlite_utils import Database

from storage.tables.grouping import groups
from tests.storysamples import EDITED, OTHER, RELEASE, add, article


def test_an_article_without_a_story_is_with_its_copies(database: Database) -> None:
    for day, source in enumerate(("herald", "tribune")):
        add(database, article(OTHER, source=source, day=day, on_topic=False))
    add(database, article(RELEASE, source="house"))
    assert list(groups.cluster_rows(database, by_case=False)) == [
        {"id": "1", "cluster": "article-1"},
        {"id": "2", "cluster": "article-1"},
        {"id": "3", "cluster": "story-1"},
    ]


def test_pairs_are_copies_of_one_text_and_what_draws_on_another(database: Database) -> None:
    for day, source in enumerate(("house", "wire", "relay")):
        add(database, article(RELEASE, source=source, day=day))
    add(database, article(EDITED, source="tribune", day=1))
    found = {(row["a"], row["b"], row["kind"]) for row in groups.pair_rows(database)}
    assert found == {("1", "2", "copy"), ("1", "3", "copy"), ("2", "3", "copy"), ("1", "4", "edited")}


def test_an_article_has_the_ids_of_all_documents_it_was_loaded_from(database: Database) -> None:
    for day, source in enumerate(("house", "wire")):
        add(database, article(RELEASE, source=source, day=day))
    database.execute("update articles set url = 'https://house.example/1' where id = 1")
    database.execute("insert into aliases values ('https://house.example/1', 1), ('urn:id:a', 1), ('urn:id:b', 1)")
    assert {row["id"] for row in groups.cluster_rows(database, by_case=False)} == {"a", "b", "2"}
    found = {(row["a"], row["b"], row["kind"]) for row in groups.pair_rows(database)}
    assert found == {("a", "b", "copy"), ("a", "2", "copy"), ("b", "2", "copy")}


def test_a_fetched_page_goes_by_its_address() -> None:
    assert groups.document_name("https://herald.example/1") == "https://herald.example/1"
    assert groups.document_name("urn:id:d01-a") == "d01-a"
