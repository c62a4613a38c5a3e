"""The reading room over HTTP, served by a real Datasette process."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import feedparser
import html5lib
import lxml.html
import openpyxl
import pytest
from sqlite_utils import Database

from storage.database import open_database
from tests.storage.datasette.archive import ARTICLES, OPTIONS, ROOT, SCRIPT, Room

PATHS = ["/", "/article/1", "/article/4", "/article/5", "/article/8", "/story/1", "/search", "/search?q=children"]
PATHS += [
    "/compare/1/2",
    "/charts",
    "/sources",
    "/runs",
    "/help",
    "/{db}",
    "/{db}/articles",
    "/{db}/pages",
    "/{db}/texts",
    "/{db}/articles/1",
]
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


@pytest.mark.parametrize("path", [*PATHS, "/nothing", "/article/999"])
def test_every_page_is_html_without_errors(room: Room, path: str) -> None:
    html5lib.HTMLParser(strict=True).parse(room.get(path.format(db=DB)).text)


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
    assert "8 in 7 days" in words(page)


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
    details = tree(room.page("/article/2")).find(".//section[@id='versions']/details")
    assert "figure" in words(details.find("summary"))
    assert [words(removed) for removed in details.findall("p[@class='change']/del")] == ["Five"]
    assert [words(added) for added in details.findall("p[@class='change']/ins")] == ["Six"]
    assert "Five children were brought to safety" in words(details.find("details"))


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
    assert "Edited from Harbour Children's Trust, 4 hours later: 81 % of this text stands there" in words(members[1])
    assert "What it changed: a headline of its own" in words(members[1])
    assert members[1].xpath(".//a/@href")[-1] == "/compare/1/2"


def test_side_by_side_marks_what_two_texts_share(room: Room) -> None:
    page = tree(room.page("/compare/1/2"))
    sides = [
        [(mark.get("id"), mark.find("a").get("href")) for mark in side.findall(".//mark")]
        for side in page.findall(".//div[@class='sides']/section")
    ]
    assert sides[0] == [("earlier1", "#later1"), ("earlier2", "#later2")]
    assert sides[1] == [("later1", "#earlier1"), ("later2", "#earlier2")]
    assert "No common passages" in room.page("/compare/1/3")
    assert room.get("/compare/1/999").status_code == 404


def test_charts_have_their_numbers_behind_them(room: Room) -> None:
    page = tree(room.page("/charts"))
    assert all(chart.get("aria-label") for chart in page.findall(".//svg"))
    table = page.find(".//table")
    total = sum(int(words(cell)) for cell in table.findall(".//td"))
    assert {words(head) for head in table.findall(".//thead//th")[1:]} == {
        "government",
        "newspaper",
        "NGO",
        "news agency",
    }
    assert total == 7


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
    table = list(csv.DictReader(io.StringIO(room.page(addresses["table (CSV)"]))))
    sheet = openpyxl.load_workbook(io.BytesIO(room.get(addresses["spreadsheet (xlsx)"]).content)).active
    assert len(table) == len(room.get(addresses["JSON"]).json()) == sheet.max_row - 1 == 3
    assert [cell.value for cell in sheet[1]] == list(table[0])
    address = page.find(".//input[@id='feed']").get("value")
    assert address == addresses["feed (Atom)"]
    assert address.startswith(room.address)
    assert len(feedparser.parse(room.client.get(address).text).entries) == 3


@pytest.mark.parametrize(
    ("narrowed", "count"), [("source=tribune", 1), ("year=2021", 1), ("term=no", 0), ("kind=ngo", 1)]
)
def test_a_feed_is_narrowed_as_the_search_is(room: Room, narrowed: str, count: int) -> None:
    page = tree(room.page(f"/search?q=iligan&{narrowed}"))
    assert len(page.findall(".//ol[@class='results']/li")) == count
    feed = feedparser.parse(room.page(f"/{DB}/new_articles.atom?q=iligan&{narrowed}"))
    assert len([entry for entry in feed.entries if entry.id != "urn:osecwatch:empty"]) == count


def test_no_spreadsheet_runs_what_strangers_wrote(room: Room) -> None:
    rows = list(csv.DictReader(io.StringIO(room.page(f"/{DB}/search.csv?q=report&kind=government"))))
    assert any(row["title"].startswith("'=HYPERLINK") for row in rows)
    texts = list(csv.DictReader(io.StringIO(room.page(f"/{DB}/texts.csv?_stream=on"))))
    assert [row["text"] for row in texts if "SUM" in row["text"]] == ["'@SUM(1) of a report on OSEC."]
    assert {row["text"].count("\n\n") for row in texts} >= {0, 2}
    book = openpyxl.load_workbook(io.BytesIO(room.get(f"/{DB}/articles.xlsx?id=9").content))
    cells = [cell for row in book.active for cell in row if "HYPERLINK" in str(cell.value)]
    assert [(cell.data_type, cell.hyperlink) for cell in cells] == [("s", None)]


def test_saved_searches_are_listed(room: Room) -> None:
    links = tree(room.page("/")).xpath("//nav[@class='saved']//a/@href")
    assert links
    for link in links:
        room.page(link)


def test_counts_beside_the_articles(room: Room) -> None:
    def counts(query: str) -> dict[str, int]:
        facets = room.get(f"/{DB}/articles.json?{query}").json()["facet_results"]
        return {str(value["value"]): value["count"] for value in facets["source"]["results"]}

    everything = {"harbour": 1, "tribune": 2, "gazette": 2, "bureau": 2, "courier": 2}
    assert counts("") == everything
    assert counts("on_topic=1") == everything | {"courier": 1}
    assert counts("on_topic=1&source=bureau") == {"bureau": 2}
    assert counts("title__contains=joint") == {"harbour": 1, "gazette": 1}


def test_feed_of_new_articles(room: Room) -> None:
    answer = room.get("/new.atom")
    feed = feedparser.parse(room.page(answer.headers["location"]))
    assert not feed.bozo
    assert feed.feed.title == "osecwatch, new articles"
    assert len(feed.entries) == 7
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


def test_an_empty_archive_opens(open_room: Callable[..., Room], tmp_path: Path) -> None:
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
