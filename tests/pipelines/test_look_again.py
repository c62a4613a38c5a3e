"""A second look at a page never makes the archive poorer, and what befell an article is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import pytest
from sqlite_utils import Database

from items import Article, Basis, Hint, Outcome, Page
from pipelines.deduplicate import DeduplicatePipeline
from pipelines.look_again import LookAgainPipeline
from pipelines.remove_boilerplate import RemoveBoilerplatePipeline
from pipelines.store import store
from tests.storysamples import EDITED, LOOK_ALIKE, MONDAY, OTHER, RELEASE

URL = "https://herald.example/2026/02/02/woman-gets-life-term"
TITLE = "Woman gets life term in Tagbilaran"
PARAGRAPHS = RELEASE.strip().split("\n\n")


def page(text: str, title: str = TITLE, *, url: str = URL, partial: bool = False) -> Page:
    article = Article(title, text.strip(), published=MONDAY, published_precision="second", partial=partial)
    body = text.encode()
    return Page(url, "herald", status=200, body=body, article=article, on_topic=True, relevance=1, hint=Hint(url))


def without_article(outcome: Outcome, status: int = 200, body: bytes = b"", final_url: str = "") -> Page:
    return Page(URL, "herald", outcome, "why", status=status, body=body, final_url=final_url, hint=Hint(URL))


def headline_only() -> Page:
    """Return the page behind a wall, in whose place its headline stands."""
    new = page(TITLE)
    new.article = Article(TITLE, TITLE, basis=Basis.HEADLINE_ONLY)
    new.unread = (Outcome.BLOCKED_BY_WALL, "a wall")
    return new


class Looks:
    """An archive that looks at one page again and again, some hours apart."""

    def __init__(self, database: Database, at: datetime) -> None:
        self.database = database
        self.at = at

    def look(self, new: Page) -> str:
        self.at += timedelta(hours=6)
        with self.database.atomic():
            for pipeline in (
                RemoveBoilerplatePipeline(self.database),
                LookAgainPipeline(self.database),
                DeduplicatePipeline(self.database, 21),
            ):
                new = pipeline.process_item(new)
            return store(self.database, new, self.at).column

    def article(self, number: int = 1) -> dict[str, object]:
        return dict(self.database.table("articles").get(number))

    def text(self, number: int = 1) -> str:
        return str(self.database.table("texts").get(number)["text"])

    def events(self, number: int = 1) -> list[str]:
        rows = self.database.execute("select kind from events where article = ? order by id", [number])
        return [row.kind for row in rows]

    def versions(self) -> list[str]:
        return [row.kind for row in self.database.execute("select kind from versions order by id")]

    def finds(self, words: str) -> list[int]:
        found = self.database.execute("select rowid as id from articles_fts where articles_fts match ?", [words])
        return [row.id for row in found]


@pytest.fixture
def looks(database: Database, at: datetime) -> Looks:
    """The archive after a first look, which gave RELEASE."""
    archive = Looks(database, at)
    archive.look(page(RELEASE))
    return archive


WALL = "Members of our club read on. Choose the plan that fits you, for a month or a year, and come back."
REMOVED = "This article has been removed at the request of the court. We apologise to our readers for any trouble."


@pytest.mark.parametrize(
    ("shown", "availability"),
    [
        (page(PARAGRAPHS[0] + " ...", partial=True), "behind a wall"),
        (page("\n\n".join(PARAGRAPHS[:2])), "cut short"),
        (page(WALL), "cut short"),
        (page(REMOVED), "withdrawn"),
        (page(REMOVED, "Article removed"), "withdrawn"),
        (page("Inalis na ang artikulong ito."), "withdrawn"),
        (without_article(Outcome.NOT_AN_ARTICLE, 404), "withdrawn"),
        (without_article(Outcome.NOT_AN_ARTICLE, 410), "withdrawn"),
        (without_article(Outcome.TOO_SHORT, body=b"<p>This story was taken down.</p>"), "withdrawn"),
        (without_article(Outcome.TOO_SHORT, body=b"<p>Read our app.</p>"), "cut short"),
        (without_article(Outcome.BLOCKED_BY_WALL, 403), "behind a wall"),
        (without_article(Outcome.NOT_AN_ARTICLE, final_url="https://herald.example/"), "withdrawn"),
        (without_article(Outcome.OFF_TOPIC), "replaced"),
        (without_article(Outcome.NOT_AN_ARTICLE), "replaced"),
    ],
)
def test_the_fullest_text_stays_and_its_state_is_marked(looks: Looks, shown: Page, availability: str) -> None:
    before = looks.article()
    assert looks.look(replace(shown)) == "updated"
    article = looks.article()
    assert looks.text() == RELEASE.strip()
    assert (article["availability"], article["availability_since"]) == (availability, looks.at.strftime("%FT%TZ"))
    changed = {"availability", "availability_since"}
    assert {key: value for key, value in article.items() if key not in changed} == {
        key: value for key, value in before.items() if key not in changed
    }
    assert looks.finds("receipts") == [1]
    assert looks.events() == [availability]
    # what is the same the next time is no news, and what comes back is
    looks.look(replace(shown))
    assert looks.events() == [availability]
    looks.look(page(RELEASE))
    assert (looks.article()["availability"], looks.events()[1:]) == ("", ["readable again"])


def test_what_the_page_showed_instead_is_kept_as_a_version(looks: Looks) -> None:
    for _ in range(3):
        looks.look(page("\n\n".join(PARAGRAPHS[:2])))
    (version,) = looks.database.table("versions").rows
    assert (version["kind"], version["text"]) == ("cut short", "\n\n".join(PARAGRAPHS[:2]))


def test_a_trouble_of_the_server_says_nothing_of_the_article(looks: Looks) -> None:
    looks.look(without_article(Outcome.ERROR, 503))
    assert (looks.article()["availability"], looks.events()) == ("", [])


def test_a_correction_and_an_edit_are_taken_over(looks: Looks) -> None:
    looks.look(page(RELEASE.replace("63 money", "64 money")))
    assert "64 money" in looks.text()
    notice = "Correction: an earlier version of this story gave a name that it should not have given."
    shorter = "\n\n".join([*PARAGRAPHS[:2], notice])
    looks.look(page(shorter))
    assert looks.text() == shorter
    assert looks.events() == ["edited", "corrected"]
    assert looks.versions() == ["figure", "correction notice"]


WEEKLY = [
    "In Manila on Tuesday a bench freed two traders of cattle for want of proof, clerks reported, and fined a third.",
    "A magistrate in Baguio heard how bricks vanished from the market wall during the summer festival of flowers.",
    "Fishermen off Palawan returned borrowed nets worth thousands after mediation by village elders lasting days.",
    "Students in Iloilo won their appeal over library fees, which the university must repay before the next term.",
]


@pytest.mark.parametrize("title", ["Court list of 9 to 15 February", TITLE])
def test_other_news_at_the_same_address_is_a_new_article(looks: Looks, title: str) -> None:
    assert looks.look(page("\n\n".join(WEEKLY), title)) == "new"
    assert (looks.text(1), looks.text(2)) == (RELEASE.strip(), "\n\n".join(WEEKLY))
    assert (looks.article(1)["availability"], looks.article(2)["availability"]) == ("replaced", "")
    assert looks.article(2)["url"] == URL
    assert str(looks.article(1)["url"]).startswith(f"{URL}#until-")
    assert looks.events(1) == ["replaced"]
    assert looks.database.table("pages").get(URL)["article"] == 2
    # from now on the address is that of the new one
    assert looks.look(page("\n\n".join([*WEEKLY, "A fifth case was put off until spring."]), title)) == "updated"
    assert looks.database.table("articles").count == 2
    assert looks.look(page(OTHER, "Another list")) == "new"
    assert looks.database.table("articles").count == 3


def test_another_case_in_the_same_form_is_other_news(looks: Looks) -> None:
    assert looks.look(page(LOOK_ALIKE, "Life sentence for man in Dumaguete")) == "new"
    assert looks.text(1) == RELEASE.strip()


def test_news_of_the_same_topic_is_other_news(looks: Looks) -> None:
    other = (
        "A court in Cebu jailed a man of 35 on Thursday for selling access to children over the internet. "
        "Magistrate Lourdes Abella gave him twenty years; officers had searched flats in Mandaue in November. "
        "A tip of platforms in Australia had led the police there, said Chief Inspector Nilo Ferrer of the region."
    )
    assert looks.look(page(other, "Cebu man jailed for livestreaming")) == "new"
    assert looks.text(1) == RELEASE.strip()


def test_the_same_news_told_anew_is_no_other_news(looks: Looks) -> None:
    looks.look(page(EDITED, "Life term for woman who sold children online"))
    assert looks.database.table("articles").count == 1


UNSTEADY = [
    ["1,204 views", "1,377 views", "2,018 views", "2,950 views"],
    ["Updated 5 minutes ago", "Updated 1 hour ago", "Updated 7 hours ago", "Updated 2 days ago"],
    [f"This story has been read {number} times." for number in (310, 422, 519, 601)],
    ["Mayor opens bridge", "Typhoon nears Samar", "Lotto: no winner", "Teachers to strike"],
    [
        "Rice prices fall in the south for the third week.",
        "A ferry to Cebu is late again today.",
        "Ten bands play at the harbour on Friday.",
        "New trams for the capital are here.",
    ],
    ["Manila 31\u00b0C, cloudy", "Manila 28\u00b0C, rain", "Manila 33\u00b0C, sunny", "Manila 27\u00b0C, rain"],
]


def test_lines_that_never_stand_still_make_no_versions(database: Database, at: datetime) -> None:
    looks = Looks(database, at)
    for number, (lines, place) in enumerate(product(UNSTEADY, (0, 2, 5)), 1):
        for line in lines:
            text = "\n\n".join([*PARAGRAPHS[:place], line, *PARAGRAPHS[place:]])
            looks.look(page(text, url=f"{URL}/{number}"))
        rows = database.execute("select kind from versions where article = ?", [number]).fetchall()
        assert len(rows) <= 1, (lines, place, rows)
        assert all(paragraph in looks.text(number) for paragraph in PARAGRAPHS)


def test_a_number_that_is_corrected_twice_is_no_boilerplate(database: Database, at: datetime) -> None:
    looks = Looks(database, at)
    for number in (12, 14, 17):
        looks.look(page("\n\n".join([*PARAGRAPHS, f"Police have arrested {number} people in the case so far."])))
    assert looks.versions() == ["figure", "figure"]
    assert "arrested 17 people" in looks.text()


def test_a_headline_that_becomes_a_full_article_is_told_and_never_turns_back(database: Database, at: datetime) -> None:
    looks = Looks(database, at)
    looks.look(headline_only())
    looks.look(page(RELEASE))
    assert looks.events() == ["full text"]
    looks.look(headline_only())
    assert (looks.text(), looks.events()) == (RELEASE.strip(), ["full text", "behind a wall"])
