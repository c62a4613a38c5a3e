"""What a list says of a page takes the page's place where it cannot be had."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils import Database

from items import Article, Basis, Hint, Outcome, Page
from pipelines.store import store
from pipelines.substitute_feed import SubstituteFeedPipeline, article_of_hint
from storage.tables import page_queue, pages, sources
from storage.tables.feed_texts import feed_text_of, remember_feed_text

URL = "https://herald.example/news/four-arrested"
HINT = Hint(
    URL,
    "Four arrested over online abuse of children - Herald",
    "Police arrested four people in a raid on Friday.",
    published=datetime(2026, 11, 20, 8, tzinfo=UTC),
    outlet="Herald",
)
WALL = (Outcome.BLOCKED_BY_WALL, "a test for robots stands in its place: Anubis")
FULL = " ".join(["Police arrested four people on Friday and brought six children to safety, the court said."] * 8)


@pytest.fixture
def step(database: Database) -> SubstituteFeedPipeline:
    sources.ensure(database, "herald", "The Herald", "newspaper")
    sources.ensure(database, "search", "A search", "search")
    return SubstituteFeedPipeline(database)


def walled(source: str = "herald", **values: object) -> Page:
    page = Page(URL, source, *WALL, status=403, hint=replace(HINT, outlet=""))
    for name, value in values.items():
        setattr(page, name, value)
    return page


def row(database: Database, table: str = "articles") -> dict[str, object]:
    (only,) = database.table(table).rows
    return dict(only)


def test_a_headline_takes_the_place_of_a_page_behind_a_wall(database: Database, step: SubstituteFeedPipeline) -> None:
    page = step.process_item(walled())
    assert page.article is not None
    assert page.outcome is Outcome.PENDING
    page.on_topic = True
    assert store(database, page, HINT.published or datetime.now(UTC)).column == "new"
    assert (row(database)["basis"], row(database)["title"]) == ("headline_only", HINT.title)
    assert (row(database, "pages")["outcome"], row(database, "pages")["reason"]) == WALL
    assert row(database, "pages")["article"] == row(database)["id"]
    assert row(database, "pages")["body_hash"] == ""


def test_it_becomes_an_article_under_its_number_once_the_page_can_be_read(
    database: Database, step: SubstituteFeedPipeline, at: datetime
) -> None:
    page = step.process_item(walled())
    page.on_topic = True
    number = store(database, page, at).article
    whole = Page(URL, "herald", status=200, body=b"<p>", hint=HINT, on_topic=True, known_article=number)
    whole.article = Article("Four arrested over online abuse of children", FULL)
    assert store(database, whole, at).article == number
    assert row(database)["basis"] == "page"
    assert row(database, "pages")["outcome"] == "stored"
    assert row(database, "versions")["title"] == HINT.title
    # a wall that comes back takes nothing away
    again = step.process_item(walled())
    assert again.article is None
    assert again.outcome is Outcome.BLOCKED_BY_WALL


def test_the_full_text_of_a_feed_is_taken_and_let_go(
    database: Database, step: SubstituteFeedPipeline, at: datetime
) -> None:
    remember_feed_text(database, URL, FULL)
    page = step.process_item(walled())
    assert page.article is not None
    assert (page.article.basis, page.article.text) == (Basis.FEED_TEXT, FULL)
    store(database, Page(URL, "herald", Outcome.OFF_TOPIC, status=200, hint=HINT), at)
    assert feed_text_of(database, URL) == ""


def test_what_is_not_on_topic_remains_a_wall(database: Database, step: SubstituteFeedPipeline, at: datetime) -> None:
    page = step.process_item(walled())
    page.outcome, page.reason = Outcome.OFF_TOPIC, "no term of any topic"
    store(database, page, at)
    assert (row(database, "pages")["outcome"], row(database, "pages")["reason"]) == WALL
    assert database.table("articles").count == 0


@pytest.mark.parametrize(
    ("page", "is_taken"),
    [
        (Page(URL, "search", Outcome.NOT_AN_ARTICLE, "there is no such page: status 404", hint=HINT), True),
        (Page(URL, "search", Outcome.BLOCKED_BY_ROBOTS, "robots.txt forbids this address", hint=HINT), True),
        (Page(URL, "search", Outcome.NOT_AN_ARTICLE, "a listing: it leads to articles", hint=HINT), False),
        (Page(URL, "herald", Outcome.NOT_AN_ARTICLE, "gone", hint=replace(HINT, outlet="")), False),
        (Page(URL, "herald", Outcome.ERROR, "no answer in time", hint=HINT), False),
        (Page(URL, "herald", *WALL, hint=replace(HINT, title="News", outlet="")), False),
        (Page(URL, "herald", *WALL), False),
        (
            Page(
                "https://herald.example/feed#entry-1f",
                "herald",
                Outcome.NOT_AN_ARTICLE,
                "the feed's entry names no address",
                hint=replace(
                    HINT, url="https://herald.example/feed#entry-1f", key="https://herald.example/feed#entry-1f"
                ),
            ),
            True,
        ),
    ],
)
def test_which_pages_cannot_be_had(step: SubstituteFeedPipeline, page: Page, is_taken: bool) -> None:
    assert (step.process_item(page).article is not None) == is_taken


@pytest.mark.parametrize("reason", ["the host refuses the connection", "the server answers with status 503"])
def test_a_page_that_fails_to_the_last_gives_its_headline_and_comes_back_whole(
    database: Database, step: SubstituteFeedPipeline, at: datetime, reason: str
) -> None:
    for attempt in range(pages.ATTEMPTS):
        page = step.process_item(Page(URL, "herald", Outcome.ERROR, reason, hint=replace(HINT, outlet="")))
        assert (page.article is not None) == (attempt == pages.ATTEMPTS - 1)
        page.on_topic = True
        number = store(database, page, at).article
    assert (row(database, "pages")["outcome"], row(database, "pages")["reason"]) == (Outcome.ERROR, reason)
    assert list(page_queue.waiting(database, ["herald"], at + timedelta(days=9))) == []
    assert [page.url for page in page_queue.due(database, ["herald"], at + timedelta(days=1))] == [URL]
    whole = Page(URL, "herald", status=200, body=b"<p>", hint=HINT, on_topic=True, known_article=number)
    whole.article = Article("Four arrested over online abuse of children", FULL)
    store(database, whole, at)
    assert (row(database)["id"], row(database)["basis"]) == (number, "page")


def test_a_page_that_came_in_part_is_asked_for_again_and_not_taken_for_the_same(
    database: Database, at: datetime
) -> None:
    sources.ensure(database, "herald", "The Herald")
    part = Page(URL, "herald", Outcome.ERROR, "the answer came incomplete", status=200, body=b"<p>Fo", incomplete=True)
    store(database, part, at)
    assert (row(database, "pages")["body_hash"], row(database, "pages")["attempts"]) == ("", 1)


def test_a_page_that_a_script_fills(step: SubstituteFeedPipeline) -> None:
    shell = b"<html><body><div id=app></div><script src=/app.js></script><noscript>Enable it</noscript></body></html>"
    page = walled(outcome=Outcome.NOT_AN_ARTICLE, reason="no text was found on the page", status=200, body=shell)
    step.process_item(page)
    assert page.unread == (Outcome.NOT_AN_ARTICLE, "its text is filled in by script")


def test_the_outlet_is_cut_off_the_headline_that_a_search_gives() -> None:
    article = article_of_hint(HINT, "")
    assert article is not None
    assert (article.title, article.outlet) == ("Four arrested over online abuse of children", "Herald")
