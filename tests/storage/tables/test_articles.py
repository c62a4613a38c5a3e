"""Articles: new, the same again, changed, under several addresses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlite_utils import Database

from items import Article, Hint, Match, Page
from storage.clock import parse_stamp
from storage.tables import articles, pages
from storage.tables.articles import Change

ARTICLE = Article(
    title="Court sentences man",
    text="A regional court ruled on Monday.\n\nThe sentence is fifteen years.",
    authors=("Ana Reyes", "PNA"),
    published=datetime(2026, 3, 1, 1, 0, tzinfo=UTC),
    published_precision="second",
)
URL = "https://herald.example/2026/03/court-sentences-man"


def page_of(article: Article, url: str = URL) -> Page:
    matches = (Match("osec", "sentence", 2, 1.5, "The sentence is fifteen years."),)
    return Page(url, "herald", article=article, relevance=4.0, on_topic=True, matches=matches, hint=Hint(url))


def saved(database: Database, page: Page, at: datetime) -> articles.StoredChange:
    assert page.article is not None
    pages.register_listed(database, "herald", Hint(page.url), at)
    return articles.store_article(
        database, page, page.article, articles.find_article(database, articles.addresses_of(page)), at
    )


def test_a_new_article_has_its_text_terms_and_times(database: Database, at: datetime) -> None:
    number = saved(database, page_of(ARTICLE), at).id
    row = database.table("articles").get(number)
    assert row["authors"] == "Ana Reyes; PNA"
    assert row["published"] == "2026-03-01T01:00:00Z"
    assert row["first_seen"] == "2026-03-02T08:30:00Z"
    assert row["word_count"] == 11
    assert database.table("texts").get(number)["text"] == ARTICLE.text
    assert [match["term"] for match in database.table("matches").rows] == ["sentence"]
    assert database.table("pages").get(URL)["article"] == number


def test_the_same_again_changes_only_when_it_was_last_seen(database: Database, at: datetime) -> None:
    first = saved(database, page_of(ARTICLE), at)
    again = saved(database, page_of(ARTICLE), at.replace(hour=12))
    assert again == articles.StoredChange(first.id, Change.SAME)
    assert database.table("articles").get(first.id)["last_seen"] == "2026-03-02T12:30:00Z"
    assert database.table("versions").count == 0


def test_a_changed_text_leaves_the_old_one_as_a_version(database: Database, at: datetime) -> None:
    first = saved(database, page_of(ARTICLE), at)
    edited = replace(ARTICLE, text=ARTICLE.text.replace("fifteen", "twenty"))
    assert saved(database, page_of(edited), at).change is Change.UPDATED
    assert database.table("texts").get(first.id)["text"] == edited.text
    (version,) = database.table("versions").rows
    assert (version["article"], version["text"]) == (first.id, ARTICLE.text)
    assert database.table("articles").count == 1


def test_an_article_is_found_by_every_address_that_leads_to_it(database: Database, at: datetime) -> None:
    number = saved(database, page_of(ARTICLE), at).id
    for spelling in (URL + "?utm_source=x", URL.replace("https://", "http://www."), URL + "/amp"):
        assert articles.find_article(database, articles.addresses_of(page_of(ARTICLE, spelling))) == number


def test_hashes_are_blind_to_case_and_white_space() -> None:
    assert articles.content_hash("The  Court\n\nruled") == articles.content_hash("the court ruled")
    assert articles.content_hash("The court ruled") != articles.content_hash("The court ruled.")


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2026-11-01T00:00:00Z", "2026-11-01T00:00:00Z"),
        (None, "2026-11-22T00:00:00Z"),
        ("2026-11-23T00:00:00Z", "2026-11-22T00:00:00Z"),
        ("1994-12-31T23:59:59Z", "2026-11-22T00:00:00Z"),
        ("1995-01-01T00:00:00Z", "1995-01-01T00:00:00Z"),
    ],
)
def test_the_time_of_an_article_is_the_same_in_sql_and_in_python(
    database: Database, published: str | None, expected: str
) -> None:
    first_seen = "2026-11-22T00:00:00Z"
    row: dict[str, object] = {"id": 1, "url": "u", "source": "herald", "title": "T", "word_count": 2}
    row |= {"first_seen": first_seen, "last_seen": first_seen, "on_topic": 1, "relevance": 1, "content_hash": "c"}
    database.table("articles").insert(row | {"published": published})
    assert database.execute("select time from articles").fetchone() == (expected,)
    computed = articles.effective_time(parse_stamp(published) if published else None, parse_stamp(first_seen))
    assert computed == parse_stamp(expected)
