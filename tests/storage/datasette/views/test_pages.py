"""The reading room over HTTP, served by a real Datasette process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import feedparser
import html5lib
import pytest
from sqlite_utils import Database

from storage.schema.database import open_database
from tests.storage.datasette.archive import ARTICLES, OPTIONS, ROOT, SCRIPT, Server, ago
from tests.storage.datasette.reading import DB, PATHS, tree, words


@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_and_is_sound(server: Server, path: str) -> None:
    answer = server.get(path.format(db=DB))
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
def test_every_page_is_html_without_errors(server: Server, path: str) -> None:
    html5lib.HTMLParser(strict=True).parse(server.get(path.format(db=DB)).text)


@pytest.mark.parametrize(
    "path", [*PATHS, "/nothing", "/article/999", "/static/reading-room.css", "/new.atom", "/-/plugins"]
)
def test_every_answer_has_the_safe_headers(server: Server, path: str) -> None:
    headers = server.get(path.format(db=DB)).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "noindex" in headers["x-robots-tag"]


@pytest.mark.parametrize("path", ["/nothing", "/article/999", "/article/x", "/story/999", "/{db}/nothing"])
def test_what_is_not_there_is_said_to_be_missing(server: Server, path: str) -> None:
    answer = server.get(path.format(db=DB))
    assert answer.status_code == 404
    assert "Not found" in answer.text


def test_a_case_shows_its_chapters_in_order_and_why_they_are_one(server: Server) -> None:
    page = tree(server.page("/case/1"))
    chapters = [words(item) for item in page.findall(".//ol[@class='timeline']/li")]
    assert [("Evening Gazette" in one, "Six children" in one) for one in chapters] == [(True, False), (False, True)]
    assert "Arraignment" in chapters[1]
    assert "days later" in chapters[1]
    assert "91 % sure; both name 4411b (1 case)" in words(page)
    assert "No word for" in words(page)
    assert "a case with 2 chapters" in words(tree(server.page("/story/1")))
    # the number of a later story leads to its case
    assert server.get("/case/2").headers["location"] == "/case/1"


def test_front_page_tells_the_stories_by_day(server: Server) -> None:
    page = tree(server.page("/"))
    titles = [words(heading) for heading in page.findall(".//h3")]
    story = words(page.find(".//li[@class='story']"))
    assert titles[0] == "Six children safe after joint operation"
    assert titles.count(titles[0]) == 1
    assert not [title for title in titles if "Basketball" in title]
    for part in ("A trust and the police", "first Harbour Children's Trust", "3 sources", "2 texts", "1 copy"):
        assert part in story


def test_front_page_counts_what_was_not_looked_at(server: Server) -> None:
    page = tree(server.page("/"))
    rows = {words(row[0]): words(row[3]) for row in page.findall(".//section[@id='looked-at']//tbody/tr")}
    assert rows["not looked at: still waiting"] == "2"
    assert rows["not looked at: failed"] == "1"
    assert rows["not looked at: refused to robots"] == "1"
    assert "8 in 7 days" in words(page)


def test_every_page_says_when_the_last_run_ended_and_that_it_is_silent(server: Server) -> None:
    # the sample's last run that ended did so a day ago, and one that began an hour ago has not ended
    for place in ("/", "/help", f"/{DB}/articles", "/article/1"):
        foot = tree(server.page(place)).find(".//footer")
        assert "The last run of the watch ended" in words(foot)
        assert foot.find(".//time").get("datetime") == ago(days=1, minutes=-7)
        assert "twice its schedule" not in words(foot)


def test_a_watch_that_is_silent_for_a_week_is_told_of(start_server: Callable[..., Server], tmp_path: Path) -> None:
    database = open_database(tmp_path / "silent.db")
    database.table("runs").insert({"started": ago(days=7), "finished": ago(days=7), "outcome": "finished"})
    database.conn.commit()
    database.close()
    server = start_server(tmp_path / "silent.db")
    assert "The watch has been silent since" in words(tree(server.page("/")))
    assert "more than twice its schedule" in words(tree(server.page("/sources")).find(".//footer"))


def test_earlier_news_follow(server: Server) -> None:
    titles = [words(heading) for heading in tree(server.page("/?before=2022-01-01")).findall(".//h3")]
    assert len(titles) == 1
    assert titles[0].startswith("Court")


def test_article_page(server: Server) -> None:
    page = tree(server.page("/article/1"))
    text = page.find(".//div[@class='text']")
    assert page.find(".//article//a").get("href") == "https://harbour.example/1"
    assert len(text.findall("p")) == 3
    assert [words(mark) for mark in text.findall(".//mark")] == ["online sexual exploitation"]
    for part in ("News desk", "Relevance 4.5", "Police and trust bring six children", "Evening Gazette"):
        assert part in words(page)


def test_article_page_names_evidence_addresses_and_labels(server: Server) -> None:
    assert "no date was found" in words(tree(server.page("/article/6")))
    assert "A person judged it on topic" in words(tree(server.page("/article/6")))
    assert "https://tribune.example/short/2" in words(tree(server.page("/article/2")))
    assert "UTC)" in words(tree(server.page("/article/1")).find(".//dl[@class='facts']"))


def test_a_copy_leads_to_the_first(server: Server) -> None:
    page = tree(server.page("/article/3"))
    assert page.xpath("//p[@class='note']/a/@href") == ["/article/1"]


def test_an_earlier_version_is_shown(server: Server) -> None:
    details = tree(server.page("/article/2")).find(".//section[@id='versions']/details")
    assert "figure" in words(details.find("summary"))
    assert [words(removed) for removed in details.findall("p[@class='change']/del")] == ["Five"]
    assert [words(added) for added in details.findall("p[@class='change']/ins")] == ["Six"]
    assert "Five children were brought to safety" in words(details.find("details"))


def test_hostile_articles_are_shown_as_text(server: Server) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in server.page("/article/4")
    turned = server.page("/article/5")
    assert "\u202e" not in tree(turned).findtext(".//title", "")
    assert "javascript:" not in "".join(tree(turned).xpath("//@href"))


def test_days_and_months_are_not_turned_into_times(server: Server) -> None:
    day = tree(server.page("/article/5")).find(".//article//time")
    month = tree(server.page("/article/8")).find(".//article//time")
    assert (day.text, day.get("datetime")) == ("29 April 2021", "2021-04-29")
    assert (month.text, month.get("datetime")) == ("June 2023", "2023-06")


def test_times_are_philippine_and_exact_on_hover(server: Server) -> None:
    time = tree(server.page("/article/1")).find(".//article//time")
    assert time.get("datetime") == ARTICLES[0].published
    assert time.get("title", "").endswith("UTC")


def test_story_page_is_a_time_line_with_the_release_first(server: Server) -> None:
    members = tree(server.page("/story/1")).findall(".//ol[@class='timeline']/li")
    assert len(members) == 2
    assert members[0].get("class") == "release"
    assert "1 copy" in words(members[0])
    assert "Edited from Harbour Children's Trust, 4 hours later: 81 % of this text stands there" in words(members[1])
    assert "What it changed: a headline of its own" in words(members[1])
    assert members[1].xpath(".//a/@href")[-1] == "/compare/1/2"


def test_side_by_side_marks_what_two_texts_share(server: Server) -> None:
    page = tree(server.page("/compare/1/2"))
    sides = [
        [(mark.get("id"), mark.find("a").get("href")) for mark in side.findall(".//mark")]
        for side in page.findall(".//div[@class='sides']/section")
    ]
    assert sides[0] == [("earlier1", "#later1"), ("earlier2", "#later2")]
    assert sides[1] == [("later1", "#earlier1"), ("later2", "#earlier2")]
    assert "No common passages" in server.page("/compare/1/3")
    assert server.get("/compare/1/999").status_code == 404


def test_charts_have_their_numbers_behind_them(server: Server) -> None:
    page = tree(server.page("/charts"))
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


def test_a_story_that_moved_leads_to_its_heir(server: Server) -> None:
    answer = server.get("/story/77")
    assert (answer.status_code, answer.headers["location"]) == (301, "/story/1")


def test_sources_page_shows_weeks_and_fields(server: Server) -> None:
    rows = tree(server.page("/sources")).findall(".//tbody/tr")
    tribune = next(row for row in rows if "Island Tribune" in words(row))
    assert len(tribune.findall(".//svg")[0].findall("rect")) >= 1
    assert "100 % have a date" in words(tribune)
    assert "0 % have lines below the headline" in words(tribune)


def test_sources_page_says_how_they_fare_and_those_in_trouble_come_first(server: Server) -> None:
    rows = [words(row) for row in tree(server.page("/sources")).findall(".//tbody/tr")]
    assert "✗ broken feed since" in rows[0]
    assert "the feed is no XML" in rows[0]
    assert "✗ failing 4 failures in a row: HTTP 503 from the feed" in rows[1]
    assert "– not asked yet" in rows[2]
    assert "? not asked lately" in rows[3]
    assert "✓ healthy" in rows[4]


def test_runs_page(server: Server) -> None:
    page = words(tree(server.page("/runs")))
    assert "running" in page
    assert "7 minutes" in page
    assert "Evening Gazette: HTTP 503 from the feed" in page


def test_robots_are_sent_away(server: Server) -> None:
    answer = server.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.split("\n")[:2] == ["User-agent: *", "Disallow: /"]


def test_an_empty_archive_opens(start_server: Callable[..., Server], tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    open_database(path).close()
    server = start_server(path)
    assert "No article on topic has been found yet" in server.page("/")
    for address in ("/search", "/search?q=court", "/sources", "/runs", "/help", "/demo", "/demo/articles"):
        server.page(address)
    assert len(feedparser.parse(server.page("/demo/new_articles.atom")).entries) == 1


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
