"""The reading room over HTTP, served by a real Datasette process."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import feedparser
import lxml.html
import pytest
from sqlite_utils import Database

from storage.database import open_database
from tests.storage.datasette.archive import ARTICLES, OPTIONS, ROOT, SCRIPT, Room

PATHS = ["/", "/article/1", "/article/4", "/article/5", "/article/8", "/story/1", "/search", "/search?q=children"]
PATHS += ["/sources", "/runs", "/help", "/{db}", "/{db}/articles", "/{db}/pages", "/{db}/texts", "/{db}/articles/1"]
PATHS += ["/{db}/new_this_week", "/{db}/by_source?source=tribune", "/{db}/duplicates_of_an_article?article=3"]
PATHS += [
    "/{db}/source_health",
    "/{db}/failed_pages",
    "/{db}/near_misses",
    "/{db}/search?q=court",
    "/{db}?sql=select+1",
]

#: how Datasette writes the name of the sample's file in an address
DB = "any~20name"


def tree(page: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page)


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_and_is_sound(room: Room, path: str) -> None:
    answer = room.get(path.format(db=DB))
    page = tree(answer.text)
    assert answer.status_code == 200
    assert len(page.findall(".//h1")) == 1
    assert len(page.findall(".//main")) == 1
    assert page.findtext(".//title", "").endswith("– osecwatch")
    assert not page.findall(".//script")
    assert not page.xpath("//*[@style]")
    assert SCRIPT not in answer.text
    assert not page.xpath(
        "//a[starts-with(translate(normalize-space(@href), 'JAVSCRIPT', 'javscript'), 'javascript:')]"
    )


@pytest.mark.parametrize("path", [*PATHS, "/nothing", "/article/999", "/static/room.css", "/new.atom", "/-/plugins"])
def test_every_answer_has_the_safe_headers(room: Room, path: str) -> None:
    headers = room.get(path.format(db=DB)).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "noindex" in headers["x-robots-tag"]


@pytest.mark.parametrize("path", ["/nothing", "/article/999", "/article/x", "/story/999", "/{db}/nothing"])
def test_what_is_not_there_is_said_to_be_missing(room: Room, path: str) -> None:
    answer = room.get(path.format(db=DB))
    assert answer.status_code == 404
    assert "Not found" in answer.text


def test_front_page_tells_the_stories_by_day(room: Room) -> None:
    page = tree(room.page("/"))
    titles = [words(heading) for heading in page.findall(".//h3")]
    story = words(page.find(".//li[@class='story']"))
    assert titles[0] == "Six children safe after joint operation"
    assert titles.count(titles[0]) == 1
    assert not [title for title in titles if "Basketball" in title]
    for part in ("A trust and the police", "first Harbour Children's Trust", "3 sources", "2 texts", "1 copy"):
        assert part in story


def test_front_page_counts_what_was_not_looked_at(room: Room) -> None:
    page = tree(room.page("/"))
    rows = {words(row[0]): words(row[3]) for row in page.findall(".//section[@id='looked-at']//tbody/tr")}
    assert rows["not looked at: still waiting"] == "2"
    assert rows["not looked at: failed"] == "1"
    assert rows["not looked at: refused to robots"] == "1"
    assert "7 in 7 days" in words(page)


def test_earlier_news_follow(room: Room) -> None:
    titles = [words(heading) for heading in tree(room.page("/?before=2022-01-01")).findall(".//h3")]
    assert len(titles) == 1
    assert titles[0].startswith("Court")


def test_article_page(room: Room) -> None:
    page = tree(room.page("/article/1"))
    text = page.find(".//div[@class='text']")
    assert page.find(".//article//a").get("href") == "https://harbour.example/1"
    assert len(text.findall("p")) == 3
    assert [words(mark) for mark in text.findall(".//mark")] == ["online sexual exploitation"]
    for part in ("News desk", "Relevance 4.5", "Police and trust bring six children", "Evening Gazette"):
        assert part in words(page)


def test_a_copy_leads_to_the_first(room: Room) -> None:
    page = tree(room.page("/article/3"))
    assert page.xpath("//p[@class='note']/a/@href") == ["/article/1"]


def test_an_earlier_version_is_shown(room: Room) -> None:
    details = tree(room.page("/article/2")).find(".//details")
    assert "Police bring children to safety" in words(details)
    assert "The change." in words(details)


def test_hostile_articles_are_shown_as_text(room: Room) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in room.page("/article/4")
    turned = room.page("/article/5")
    assert "\u202e" not in tree(turned).findtext(".//title", "")
    assert "javascript:" not in "".join(tree(turned).xpath("//@href"))


def test_days_and_months_are_not_turned_into_times(room: Room) -> None:
    day = tree(room.page("/article/5")).find(".//article//time")
    month = tree(room.page("/article/8")).find(".//article//time")
    assert (day.text, day.get("datetime")) == ("29 April 2021", "2021-04-29")
    assert (month.text, month.get("datetime")) == ("June 2023", "2023-06")


def test_times_are_philippine_and_exact_on_hover(room: Room) -> None:
    time = tree(room.page("/article/1")).find(".//article//time")
    assert time.get("datetime") == ARTICLES[0].published
    assert time.get("title", "").endswith("UTC")


def test_story_page_is_a_time_line_with_the_release_first(room: Room) -> None:
    members = tree(room.page("/story/1")).findall(".//ol[@class='timeline']/li")
    assert len(members) == 2
    assert members[0].get("class") == "release"
    assert "1 copy" in words(members[0])
    assert "Edited from Harbour Children's Trust: 81 % of this text stands there" in words(members[1])


def test_a_story_that_moved_leads_to_its_heir(room: Room) -> None:
    answer = room.get("/story/77")
    assert (answer.status_code, answer.headers["location"]) == (301, "/story/1")


@pytest.mark.parametrize("typed", ["%22", "OR", "'", "%22court", "court+OR", "%28", "*", "-", "a:b", "%00", "NEAR%28"])
def test_search_forgives(room: Room, typed: str) -> None:
    assert room.get(f"/search?q={typed}").status_code == 200
    assert room.get(f"/{DB}/search.json?q={typed}").status_code == 200
    assert room.get(f"/{DB}/articles?_search={typed}").status_code == 200


def test_search_shows_snippets(room: Room) -> None:
    results = tree(room.page("/search?q=iligan")).findall(".//ol[@class='results']/li")
    assert len(results) == 3
    assert all(words(result.find(".//mark")) == "Iligan" for result in results)


def test_search_narrows_and_widens(room: Room) -> None:
    def count(query: str) -> int:
        return len(tree(room.page(f"/search?{query}")).findall(".//ol[@class='results']/li"))

    assert count("q=iligan&source=tribune") == 1
    assert count("q=iligan&year=2021") == 1
    assert count("q=iligan&everything=1") == 4
    assert count("source=tribune") == 2
    assert count("q=basketball") == 0
    assert count("q=basketball&everything=1") == 1
    assert count("q=iligan&page=2") == 0


def test_search_can_be_taken_away(room: Room) -> None:
    page = tree(room.page("/search?q=iligan"))
    addresses = {words(link): link.get("href", "") for link in page.findall(".//aside//a")}
    table = list(csv.DictReader(io.StringIO(room.page(addresses["as a table (CSV)"]))))
    feed = feedparser.parse(room.page(addresses["as a feed"]))
    assert len(table) == len(room.get(addresses["as JSON"]).json()) == len(feed.entries) == 3


def test_feed_of_new_articles(room: Room) -> None:
    answer = room.get("/new.atom")
    feed = feedparser.parse(room.page(answer.headers["location"]))
    assert not feed.bozo
    assert feed.feed.title == "osecwatch, new articles"
    assert len(feed.entries) == 6
    assert {entry.get("link", "") for entry in feed.entries} >= {
        "https://harbour.example/1",
        "https://tribune.example/4",
    }
    assert not [entry for entry in feed.entries if "javascript" in entry.get("link", "")]
    assert not [entry for entry in feed.entries if "\u202e" in entry.title]


def test_sources_page_says_how_they_fare(room: Room) -> None:
    rows = [words(row) for row in tree(room.page("/sources")).findall(".//tbody/tr")]
    assert "failing 4 failures in a row: HTTP 503 from the feed" in rows[0]
    assert "not asked yet" in rows[1]
    assert "not asked lately" in rows[2]
    assert "healthy" in rows[3]


def test_runs_page(room: Room) -> None:
    page = words(tree(room.page("/runs")))
    assert "running" in page
    assert "7 minutes" in page
    assert "Evening Gazette: HTTP 503 from the feed" in page


def test_tables_are_narrow_and_described(room: Room) -> None:
    page = tree(room.page(f"/{DB}/articles"))
    headings = [words(heading) for heading in page.findall(".//thead//th")]
    assert headings[:3] == ["id", "title", "source"]
    assert "content_hash" not in headings
    assert "content_hash" in room.page(f"/{DB}/articles?_all_columns=on")
    assert "headline" in words(page)
    assert {words(heading) for heading in page.findall(".//div[@class='facets']//h2")} == {
        "source",
        "language",
        "on_topic",
    }


def test_long_texts_do_not_fill_a_table(room: Room) -> None:
    cells = tree(room.page(f"/{DB}/texts")).findall(".//tbody//td")
    assert max(len(words(cell)) for cell in cells) <= 161


def test_tables_can_be_searched(room: Room) -> None:
    page = tree(room.page(f"/{DB}/articles?_search=iligan"))
    assert len(page.findall(".//tbody/tr")) == 4


def test_robots_are_sent_away(room: Room) -> None:
    answer = room.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.split("\n")[:2] == ["User-agent: *", "Disallow: /"]


def test_an_empty_archive_opens(open_room: Callable[[Path], Room], tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    open_database(path).close()
    room = open_room(path)
    assert "No article on topic has been found yet" in room.page("/")
    for address in ("/search", "/search?q=court", "/sources", "/runs", "/help", "/demo", "/demo/articles"):
        room.page(address)
    assert len(feedparser.parse(room.page("/demo/new_articles.atom")).entries) == 1


def refusal(path: Path, *options: str) -> str:
    """What Datasette says when it does not open a file."""
    command = [sys.executable, "-m", "datasette", "serve", str(path), *OPTIONS, *options, "-h", "127.0.0.1", "-p", "0"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    return ended.stderr


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    Database(path).table("things").insert({"id": 1})
    assert "other.db has no table" in refusal(path)


def test_an_unknown_time_zone_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    open_database(path).close()
    metadata = tmp_path / "metadata.json"
    metadata.write_text('{"plugins": {"osecwatch": {"time_zone": "Asia/Nowhere"}}}')
    assert "time_zone = 'Asia/Nowhere' is no time zone" in refusal(path, "--metadata", str(metadata))
