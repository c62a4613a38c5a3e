"""The whole path, end to end: a watch over the sample web, through a real proxy into a real database."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.command_process import run_command
from tests.sampleweb.server import SampleWeb, serving
from text.urls.canonical import canonical_url

ROOT = Path(__file__).resolve().parents[2]
DELAY = 0.1
WALLED = "https://www.papermodem.example/notes/reporting-portal"
EXPECTED = tomllib.loads((ROOT / "tests" / "sampleweb" / "expected.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Watched:
    """A finished watch: its database, what it printed, and what the web saw of it."""

    database: Path
    output: str
    status: int
    log: list[dict[str, Any]]

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        with closing(sqlite3.connect(self.database)) as connection:
            connection.row_factory = sqlite3.Row
            return connection.execute(sql, values).fetchall()


def watch(database: Path, web: SampleWeb, *more: str) -> Watched:
    """Runs ``scrapy watch`` over the web; bounded in time."""
    settings = [f"SOURCES={ROOT / 'tests/sampleweb/sources.toml'}", f"DATABASE={database}", f"DOWNLOAD_DELAY={DELAY}"]
    words = (word for name in settings for word in ("-s", name))
    seen = len(web.log)
    done = run_command("watch", *words, *more, environment=web.environment())
    return Watched(database, done.stdout + done.stderr, done.returncode, web.log[seen:])


@pytest.fixture(scope="module")
def web() -> Iterator[SampleWeb]:
    with serving() as served:
        yield served


@pytest.fixture(scope="module")
def first(web: SampleWeb, tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """A first watch over the sample web."""
    return watch(tmp_path_factory.mktemp("watch") / "first.db", web)


@pytest.fixture(scope="module")
def second(first: Watched, web: SampleWeb) -> Watched:
    """The same watch once more, over the same web and into the same database."""
    return watch(first.database, web)


@pytest.fixture(scope="module")
def third(second: Watched) -> Watched:
    """The same watch over the web as it stands on the second visit, seven hours later."""
    with closing(sqlite3.connect(second.database)) as connection, connection:
        connection.execute(
            "update pages set first_seen = strftime('%Y-%m-%dT%H:%M:%SZ', first_seen, '-7 hours'), "
            "last_fetched = strftime('%Y-%m-%dT%H:%M:%SZ', last_fetched, '-7 hours')"
        )
    with serving(visit=2) as later:
        return watch(second.database, later)


def test_it_ends_well_and_with_a_row_a_source(first: Watched) -> None:
    assert first.status == 0, first.output
    assert "sources answered" in first.output
    for slug in tomllib.loads((ROOT / "tests/sampleweb/sources.toml").read_text("utf-8")):
        assert slug in first.output


@pytest.mark.parametrize("url", EXPECTED["pages"])
def test_each_page_has_its_outcome(first: Watched, url: str) -> None:
    rows = first.rows("select outcome, reason from pages where canonical = ? order by rowid", canonical_url(url))
    assert rows, "the page was never met"
    outcome, reason = rows[0]
    assert outcome == EXPECTED["pages"][url]["outcome"], reason
    if outcome != "stored":
        assert reason


@pytest.mark.parametrize("url", [url for url, page in EXPECTED["pages"].items() if page["on_topic"]])
def test_each_page_on_topic_is_an_article_with_its_title_and_date(first: Watched, url: str) -> None:
    (row,) = first.rows("select * from articles where page = ?", page_at(first, url))
    wanted = EXPECTED["pages"][url]
    assert row["on_topic"]
    assert row["title"] == wanted["title"]
    assert row["language"] == wanted["language"]
    if "published" in wanted:
        assert row["published"] == written(wanted["published"])


def page_at(watched: Watched, url: str) -> str:
    return str(watched.rows("select url from pages where canonical = ? order by rowid", canonical_url(url))[0]["url"])


def written(when: datetime | date) -> str:
    """A TOML date or time as the database keeps it."""
    if not isinstance(when, datetime):
        return f"{when.isoformat()}T00:00:00Z"
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_nothing_else_is_on_topic(first: Watched) -> None:
    wanted = {canonical_url(url) for url, page in EXPECTED["pages"].items() if page["on_topic"]}
    rows = first.rows("select page from articles where on_topic and basis = 'page'")
    assert {canonical_url(row["page"]) for row in rows} == wanted


def test_only_the_headline_is_told_of_a_page_behind_a_wall(first: Watched) -> None:
    rows = first.rows("select page, basis, url from articles where basis <> 'page'")
    assert {tuple(row) for row in rows} == {(WALLED, "headline_only", WALLED)}


def test_copies_point_to_the_earliest(first: Watched) -> None:
    for url, page in EXPECTED["pages"].items():
        rows = first.rows(
            "select original.page from articles left join articles as original on original.id = articles.duplicate_of "
            "where articles.page = ?",
            page_at(first, url),
        )
        original = page.get("duplicate_of")
        got = rows[0]["page"] if rows else None
        assert got == (page_at(first, original) if original else None), url


def test_stories_hold_what_belongs_together_and_nothing_else(first: Watched) -> None:
    wanted, got = defaultdict(set), defaultdict(set)
    for url, page in EXPECTED["pages"].items():
        if page["on_topic"]:
            (row,) = first.rows("select story from articles where page = ?", page_at(first, url))
            wanted[page["story"]].add(url)
            got[row["story"]].add(url)
    assert sorted(map(sorted, got.values())) == sorted(map(sorted, wanted.values()))


@pytest.mark.parametrize("alias", EXPECTED["aliases"])
def test_an_alias_brings_no_second_article(first: Watched, alias: str) -> None:
    names = {canonical_url(alias), canonical_url(EXPECTED["aliases"][alias])}
    rows = [row for row in first.rows("select canonical, outcome, article from pages") if row["canonical"] in names]
    assert len({row["article"] for row in rows}) == 1
    assert [row["outcome"] for row in rows].count("duplicate") == len(rows) - 1


@pytest.mark.parametrize("slug", EXPECTED["failing"])
def test_a_failing_source_says_why(first: Watched, slug: str) -> None:
    (row,) = first.rows("select last_success, last_error, failures from sources where slug = ?", slug)
    assert row["last_success"] is None
    assert row["last_error"]
    assert row["failures"] == 1


def test_hostile_text_is_stored_as_text(first: Watched) -> None:
    (row,) = first.rows("select title from articles where title like '%<script>%'")
    assert row["title"].startswith("=SUM(1,1) <script>")


def test_the_web_was_treated_politely(first: Watched, second: Watched) -> None:
    last: dict[str, float] = {}
    asked: set[str] = set()
    for entry in sorted(first.log + second.log, key=lambda entry: entry["time"]):
        host = entry["host"]
        if entry["status"] == 502:
            continue  # the proxy's own word that there is no such host
        assert entry["open"] <= 1, f"two requests at once to {host}"
        assert entry["time"] - last.get(host, 0) >= DELAY, f"{entry['url']} came too soon"
        assert host in asked or entry["url"].endswith("/robots.txt"), f"{host} was not asked for robots.txt first"
        last[host] = entry["time"]
        asked.add(host)


def test_a_second_watch_fetches_no_article_again_and_adds_nothing(first: Watched, second: Watched) -> None:
    assert second.status == 0
    pages = {
        canonical_url(url) for url, page in EXPECTED["pages"].items() if page["outcome"] in {"stored", "off_topic"}
    }
    assert not [entry["url"] for entry in second.log if canonical_url(entry["url"]) in pages]
    counts = first.rows("select found, new, updated from runs order by id")
    assert counts[0]["new"] > 0
    assert (counts[1]["new"], counts[1]["updated"]) == (0, 0)


def test_a_changed_page_is_a_new_version_of_its_article(third: Watched) -> None:
    assert third.status == 0, third.output
    changed = {url: page for url, page in EXPECTED["pages"].items() if "second_title" in page or "second_text" in page}
    for url, page in changed.items():
        (row,) = third.rows(
            "select articles.*, text from articles join texts on article = id where page = ?", page_at(third, url)
        )
        assert row["title"] == page.get("second_title", page["title"])
        assert page.get("second_text", "") in row["text"]
        assert third.rows("select 1 from versions where article = ?", row["id"])


def test_offline_it_says_so_and_fails(tmp_path: Path) -> None:
    with serving() as web:
        environment = web.environment()
    # the web is gone, its proxy no longer answers
    settings = ["-s", f"SOURCES={ROOT / 'tests/sampleweb/sources.toml'}", "-s", f"DATABASE={tmp_path / 'a.db'}"]
    done = run_command("watch", *settings, "-s", "RETRY_TIMES=0", "--nolog", environment=environment)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "none of the 18 sources could be reached; try make demo"


def look_at_sources(web: SampleWeb, sources: Path, database: Path, *more: str) -> subprocess.CompletedProcess[str]:
    settings = [f"SOURCES={sources}", f"DATABASE={database}", f"DOWNLOAD_DELAY={DELAY}", "LOG_ENABLED=False"]
    words = [word for setting in settings for word in ("-s", setting)]
    return run_command("sources", *words, *more, environment=web.environment())


def test_a_source_can_be_checked_without_storing(web: SampleWeb, tmp_path: Path) -> None:
    sources = ROOT / "tests/sampleweb/sources.toml"
    done = look_at_sources(web, sources, tmp_path / "a.db", "--check", "inlandmonitor", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    (checked,) = json.loads(done.stdout)
    assert checked["access"] == "discovered"
    assert checked["remedy"] == 'feed = "https://www.inlandmonitor.example/feeds/all.xml"'
    given, found = checked["lists"]
    assert (given["found"], given["fault"]) == (False, "it answers with status 404")
    assert (found["found"], found["entries"], found["articles"], found["newest"]) == (True, 2, 2, "2026-02-26")
    assert not (tmp_path / "a.db").exists()


def test_a_source_is_added_by_the_address_of_its_site(web: SampleWeb, tmp_path: Path) -> None:
    sources = tmp_path / "sources.toml"
    before = (ROOT / "tests/sampleweb/sources.toml").read_text("utf-8").partition("[tidewatergazette]")[0]
    sources.write_text(before, "utf-8")
    done = look_at_sources(web, sources, tmp_path / "a.db", "--add", "www.tidewatergazette.example")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "on topic, relevance" in done.stdout
    text = sources.read_text("utf-8")
    assert text.startswith(before.rstrip())
    assert tomllib.loads(text)["tidewatergazette"] == {
        "name": "Tidewater Gazette",
        "kind": "newspaper",
        "country": "INT",
        "language": "en",
        "homepage": "https://www.tidewatergazette.example/",
        "feed": "https://www.tidewatergazette.example/latest.xml",
    }


def test_sources_of_which_only_the_homepage_is_known_are_read(first: Watched) -> None:
    rows = first.rows("select source, url, mechanism from seeds where used")
    found = {row["source"]: (row["mechanism"], row["url"]) for row in rows}
    assert found["opengatefund"] == ("listing", "https://www.opengatefund.example/stories")
    assert found["shutterpost"] == ("feed", "https://www.shutterpost.example/feed/")


def test_a_dead_list_is_replaced_and_the_line_that_mends_its_entry_is_told(first: Watched) -> None:
    assert '[inlandmonitor] discovered: feed = "https://www.inlandmonitor.example/feeds/all.xml"' in first.output
    assert '[cliffsideregister] discovered: sitemap = "https://www.cliffsideregister.example/map/articles.xml"' in (
        first.output
    )


def test_how_each_source_is_reached_is_written_down(first: Watched) -> None:
    access = {row["slug"]: row["access"] for row in first.rows("select slug, access from sources")}
    assert access["harborledger"] == "confirmed"
    assert access["tidewatergazette"] == access["inlandmonitor"] == "discovered"
    assert access["palmcityherald"] == "needs a hand"


def test_no_site_bears_more_than_fifteen_requests_for_a_probe(first: Watched) -> None:
    asked = Counter(entry["host"] for entry in first.log)
    pages = Counter(
        row["host"]
        for row in first.rows(
            "select substr(url, 9, instr(substr(url, 9), '/') - 1) as host from pages where last_fetched is not null"
        )
    )
    for host in ("www.tidewatergazette.example", "www.opengatefund.example", "www.shutterpost.example"):
        assert asked[host] - pages[host] <= 15, host


def test_a_settled_source_costs_two_requests_more_than_one(second: Watched) -> None:
    asked = Counter(entry["host"] for entry in second.log)
    for host in ("tidewatergazette", "opengatefund", "shutterpost", "inlandmonitor", "cliffsideregister"):
        assert asked[f"www.{host}.example"] <= 3, host


def test_a_source_whose_feed_has_died_is_read_on_in_the_same_run(third: Watched) -> None:
    rows = third.rows("select outcome from pages where url like '%/pier-lamps-burn-on-wave-power/'")
    assert [row["outcome"] for row in rows] == ["off_topic"]
