"""A source's furniture: cut from new articles and from those stored before it was known; walls by repetition."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlite_utils import Database

from items import Article, Hint, Outcome, Page
from pipelines.grouping.boilerplate_cuts import plan_boilerplate_cuts
from pipelines.remove_boilerplate import RemoveBoilerplatePipeline, is_wall
from pipelines.store import store
from plans import THIS_ARTICLE
from storage.tables import articles, pages

BANNER = "Give today: every gift is doubled until the end of the month"
CITIES = ("Iligan", "Davao", "Tagum", "Surigao", "Butuan", "Ozamiz")


def page_about(city: str, banner: str = BANNER) -> Page:
    text = (
        f"A court in {city} ruled on Monday in the case of a trader from {city} and his brother.\n\n"
        f"The mayor of {city} thanked the police officers of {city} for two years of patient work.\n\n{banner}"
    )
    url = f"https://herald.example/{city.lower()}"
    return Page(url, "herald", article=Article(f"Ruling in {city}", text), relevance=1, hint=Hint(url, f"In {city}"))


def go(database: Database, page: Page, at: datetime) -> Page:
    assert page.hint is not None
    pages.register_listed(database, page.source, page.hint, at)
    page = RemoveBoilerplatePipeline(database).process_item(page)
    page.boilerplate_cuts = plan_boilerplate_cuts(database, page.source, page.paragraphs, THIS_ARTICLE)
    store(database, page, at)
    return page


def test_what_every_page_carries_is_cut_also_from_the_first_ones(database: Database, at: datetime) -> None:
    for number, city in enumerate(CITIES):
        go(database, page_about(city), at + timedelta(hours=number))
    texts = [row["text"] for row in database.table("texts").rows]
    assert len(texts) == len(CITIES)
    assert not any(BANNER in text for text in texts)
    assert all("ruled on Monday" in text for text in texts)
    assert database.table("versions").count == 0


def test_another_source_saying_the_same_is_no_furniture(database: Database, at: datetime) -> None:
    database.execute("insert into sources (slug, name, kind, country, language, homepage) values ('b','','','','','')")
    for city in CITIES[:3]:
        go(database, page_about(city), at)
    page = page_about("Bislig")
    page.source = "b"
    assert BANNER in articles.text_of(database, database.execute("select max(id) from articles").fetchone()[0])
    assert go(database, page, at).article is not None
    assert BANNER in articles.text_of(database, database.execute("select max(id) from articles").fetchone()[0])


def test_one_text_under_many_headlines_is_a_wall(database: Database, at: datetime) -> None:
    outcomes = []
    for city in CITIES[:4]:
        page = page_about(city)
        page.article = Article("The Herald", "We value your privacy. " * 20)
        outcomes.append(go(database, page, at).outcome)
    assert outcomes[-2:] == [Outcome.BLOCKED_BY_WALL] * 2
    assert (
        "the same text stands on 2 other pages" in database.table("pages").get("https://herald.example/tagum")["reason"]
    )


@pytest.mark.parametrize(
    ("headline", "others", "wall"),
    [
        ("A", ["B", "C"], True),
        ("A", ["a", "A"], False),
        ("A", ["B"], False),
        ("", ["", ""], False),
    ],
)
def test_a_wall_needs_three_headlines(headline: str, others: list[str], wall: bool) -> None:
    assert is_wall(headline, others) is wall
