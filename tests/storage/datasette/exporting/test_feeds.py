"""Feeds in both forms: every one can be read, leads to pages that are there, and shows nothing that cannot be shown."""

from __future__ import annotations

import json

import feedparser
import pytest

from storage.datasette.exporting.feeds import FeedEntry, NewsFeed, as_atom, as_json_feed
from tests.storage.datasette.archive import Server
from tests.storage.datasette.reading import DB

WILD = "a\x00b\x0b\u202e<b>&\ud800\ufffe\U0010ffff"


@pytest.mark.parametrize("path", ["/stories", "/changes", "/health", "/alerts", "/changes?kind=withdrawn"])
def test_both_forms_tell_the_same_and_lead_to_pages_that_are_there(server: Server, path: str) -> None:
    name, _, query = path.partition("?")
    atom = feedparser.parse(server.get(f"{name}.atom?{query}").content)
    answer = server.get(f"{name}.json?{query}")
    told = json.loads(answer.content)
    assert not atom.bozo
    assert answer.headers["content-type"].startswith("application/feed+json")
    assert [entry.id for entry in atom.entries] == [item["id"] for item in told["items"]] != []
    assert told["feed_url"].startswith(server.address)
    for item in told["items"][:3]:
        assert server.get(item["url"].removeprefix(server.address)).status_code == 200


def test_a_feed_of_any_search_is_narrowed_as_the_search_is(server: Server) -> None:
    found = json.loads(server.get(f"/{DB}/new_articles.jsonfeed?q=iligan").content)["items"]
    everything = json.loads(server.get(f"/{DB}/new_articles.jsonfeed").content)["items"]
    assert 0 < len(found) < len(everything)
    assert "new_articles.jsonfeed?q=iligan" in server.page("/search?q=iligan")
    assert server.get("/new.json?q=iligan").headers["location"].endswith("/new_articles.jsonfeed?q=iligan")


def test_a_story_is_one_entry_that_changes_as_it_grows(server: Server) -> None:
    items = json.loads(server.get("/stories.json").content)["items"]
    assert len({item["id"] for item in items}) == len(items)
    assert [item["date_modified"] for item in items] == sorted((item["date_modified"] for item in items), reverse=True)
    assert "sources: " in items[0]["content_text"]


def test_alerts_of_one_rule_are_shown_alone(server: Server) -> None:
    assert {item["title"].partition(":")[0] for item in json.loads(server.get("/alerts.json").content)["items"]} == {
        "rulings",
        "troubles",
    }
    items = json.loads(server.get("/alerts.json?rule=troubles").content)["items"]
    assert [item["tags"] for item in items] == [["source"]]
    assert json.loads(server.get("/alerts.json?rule=unheard").content)["items"] == []


def test_nothing_that_was_written_breaks_a_feed() -> None:
    entry = FeedEntry(
        "urn:x", WILD, "2026-03-02T08:00:00Z", "https://herald.example/?a=1&b=<", author=WILD, content=WILD
    )
    feed = NewsFeed("https://news.example/x.atom", WILD, [entry, FeedEntry("urn:y", "", "2026-03-02T08:00:00Z")])
    parsed = feedparser.parse(as_atom(feed).encode())
    assert not parsed.bozo
    assert parsed.entries[0].link == entry.link
    item, bare = json.loads(as_json_feed(feed).encode())["items"]
    assert item["title"] == parsed.entries[0].title
    assert bare == {
        "id": "urn:y",
        "date_published": "2026-03-02T08:00:00Z",
        "date_modified": "2026-03-02T08:00:00Z",
        "content_text": "",
    }
