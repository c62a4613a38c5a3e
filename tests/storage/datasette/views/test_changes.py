"""What befell articles: a page and a feed that are walked to their end, and the page of an article."""

from __future__ import annotations

import lxml.etree
import lxml.html

from tests.storage.datasette.archive import EVENTS, TURNED, Server
from tests.storage.datasette.reading import tree, words

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_the_page_is_walked_to_its_end_without_loss(server: Server) -> None:
    found: list[str] = []
    path: str | None = "/changes"
    while path:
        page = tree(server.page(path))
        found += page.xpath("//li/@id")
        path = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    assert found == [f"change-{number}" for number in range(EVENTS + 1, 0, -1)]


def test_the_feed_is_walked_to_its_end_and_escapes_what_it_shows(server: Server) -> None:
    found: list[str] = []
    titles: list[str] = []
    path: str | None = "/changes.atom"
    while path:
        answer = server.get(path)
        assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
        feed = lxml.etree.fromstring(answer.content)
        found += feed.xpath("a:entry/a:id/text()", namespaces=ATOM)
        titles += feed.xpath("a:entry/a:title/text()", namespaces=ATOM)
        following = feed.xpath("a:link[@rel='next']/@href", namespaces=ATOM)
        path = following[0].removeprefix(server.address) if following else None
    assert found == [f"{server.address}/changes#change-{number}" for number in range(EVENTS + 1, 0, -1)]
    assert titles[0].startswith("Withdrawn: ")
    assert not [title for title in titles if "\u202e" in title]
    assert titles[0] != TURNED


def test_one_kind_is_shown_alone_and_a_wrong_address_shows_the_latest(server: Server) -> None:
    page = tree(server.page("/changes?kind=withdrawn"))
    assert page.xpath("//li/@id") == [f"change-{EVENTS + 1}"]
    assert not page.xpath("//a[@rel='next']")
    for wrong in ("kind=unheard", "before=-1", "before=99999999999999999999999999", "before=x"):
        assert tree(server.page(f"/changes?{wrong}")).xpath("//li/@id")[0] == f"change-{EVENTS + 1}"
    assert "Nothing earlier" in words(tree(server.page("/changes?before=1")))


def test_an_article_tells_its_state_what_befell_it_and_what_its_page_showed_instead(server: Server) -> None:
    page = tree(server.page("/article/4"))
    assert "Withdrawn on" in words(page)
    assert "Withdrawn" in words(page.xpath("//section[@id='changes']")[0])
    version = page.xpath("//section[@id='versions']")[0]
    assert "not taken over: withdrawn" in words(version)
    assert [words(one) for one in version.xpath(".//div[@class='text']/p")] == ["This story was removed."]
