"""Articles that do not come as one web page: over several pages, or as PDF. They are read, or say what is missing."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from scrapy.crawler import Crawler

from items import Page
from pipelines.extract import ExtractPipeline
from pipelines.extraction.document import TEXT_LAYER_TYPE
from pipelines.extraction.worker_pool import WorkerPool
from pipelines.join_pages import JoinPagesPipeline
from spiders.raw_replay import RawReplaySpider
from storage.tables import raw_pages
from tests.command_process import run_command
from tests.hostileweb.content import feed, html, plain, prose, title, xml
from tests.hostileweb.server import HostileWeb, serving
from tests.pdfs import PICTURE, lay_out, make_pdf
from tests.sampleweb.world import Reply

ROOT = Path(__file__).resolve().parents[2]
PATH = "/2026/03/01/how-the-harbour-was-built"
OTHER = "/2026/03/01/another-article-of-the-day"
#: the seed of the page on which words stand that make an article worth archiving
TERMS_IN = f"three {PATH}?page=3"
SETTINGS = {"DOWNLOAD_DELAY": 0.01, "ON_TOPIC": 1, "RETRY_TIMES": 0}


def page(seed: str, links: str, *, paragraphs: int = 2, head: str = "") -> Reply:
    """A page of an article that has a title of its own, in which every page repeats the same introduction."""
    text = [prose("introduction", 4)[0], *prose(seed, 4 * paragraphs), *([TERMS] if seed == TERMS_IN else [])]
    body = "".join(f"<p>{line}</p>" for line in text)
    return html(
        f"<!doctype html><html lang=en><head><title>{title(PATH)}</title>{head}"
        '<meta property="article:published_time" content="2026-03-01T08:00:00Z"></head>'
        f"<body><main><article><h1>{title(PATH)}</h1>{body}</article>{links}</main></body></html>"
    )


def numbers(*urls: str) -> str:
    """Links with the numbers of an article's pages."""
    links = "".join(f"<a href='{url}'>{number}</a> " for number, url in enumerate(urls, 1))
    return f"<div class=pagination>Page 1 of {len(urls)} {links}</div>"


THREE = [PATH, f"{PATH}?page=2", f"{PATH}?page=3"]
ENDLESS = {
    f"{PATH}/{number}" if number > 1 else PATH: page(
        f"endless {number}", "", head=f"<link rel=next href='{PATH}/{number + 1}'>", paragraphs=1
    )
    for number in range(1, 40)
}
#: words that make an article worth archiving
TERMS = "The group reports online sexual exploitation of children to the police, and OSEC cases are counted by them."
RELEASE = [*prose("release", 24), TERMS]
PDF = make_pdf([lay_out(RELEASE, headline="Task group closes three payment channels")], created="D:20260301080000Z")


def pdf(body: bytes, content_type: str = "application/pdf") -> Reply:
    return Reply(200, content_type, body)


RELEASES = {
    "/releases/release-14.pdf": pdf(PDF),
    "/releases/release-15": pdf(PDF.replace(b"Task", b"Post"), "application/octet-stream"),
    "/releases/release-16.pdf": pdf(make_pdf([PICTURE])),
    "/releases/release-17.pdf": pdf(make_pdf([lay_out(RELEASE)], encrypted=True)),
    "/releases/release-18.pdf": pdf(b"%PDF-1.4 and no more"),
    "/releases/release-19.pdf": page("no PDF at all", ""),
    "/releases/release-20.pdf": pdf(b"PK\x03\x04" + b"\0" * 500),
}
LISTING = html("".join(f"<p><a href='{path}'>A release of the ministry, {path[-6:]}</a></p>" for path in RELEASES))
#: host -> path -> what is answered
WORLD: dict[str, dict[str, Reply]] = {
    "three-pages": {url: page(f"three {url}", numbers(*THREE)) for url in THREE},
    "short-last-page": {
        PATH: page("short 1", f"<a href='{PATH}/2/'>Next page »</a>"),
        f"{PATH}/2/": html(f"<h1>{title(PATH)}</h1><article><p>{prose('short 2', 1)[0]}</p></article>"),
    },
    "lost-page": {
        PATH: page("lost 1", numbers(*THREE)),
        THREE[1]: html("down", 500),
        THREE[2]: page("lost 3", numbers(*THREE)),
    },
    "forbidden-page": {
        PATH: page("forbidden", numbers(*THREE)),
        THREE[1]: page("forbidden 2", ""),
        "/robots.txt": plain(f"User-agent: *\nDisallow: {PATH}?page="),
    },
    "endless-pages": ENDLESS,
    "next-article": {
        PATH: page("next 1", "", head=f"<link rel=next href='{OTHER}'>"),
        OTHER: page("next 2", f"<a href='{PATH}' rel=prev>Previous</a>"),
    },
    "comment-pager": {
        PATH: page("comments", numbers(PATH, f"{PATH}?page=1")),
        f"{PATH}?page=1": page("comments", numbers(PATH, f"{PATH}?page=1")),
    },
    "releases": {**RELEASES, "/listing": LISTING},
    "no-pdf": {**RELEASES, "/listing": LISTING},
    "listed-second": {url: page(f"listed {url}", numbers(*THREE)) for url in THREE},
}
LISTED = {"listed-second": [THREE[1], THREE[2]], "next-article": [PATH, OTHER], "three-pages": [*THREE]}


@dataclass(frozen=True)
class Watched:
    """Two watches over the same web, one after the other."""

    database: Path
    output: str
    asked: list[str]

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(sql, values).fetchall()

    def page(self, host: str, path: str) -> tuple[Any, ...]:
        """Outcome, reason and first page of a page."""
        url = f"http://{host}.example{path}"
        return self.rows("select outcome, reason, continues from pages where url = ?", url)[0]

    def article(self, host: str) -> tuple[Any, ...]:
        """Address, text and what is missing of the only article of a host."""
        sql = "select url, text, partial_reason from articles join texts on article = id where source = ?"
        (found,) = self.rows(sql, host)
        return found


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("whole")
    replies = {f"{host}.example{path}": reply for host, pages in WORLD.items() for path, reply in pages.items()}
    entries = []
    for host, pages in WORLD.items():
        listed = LISTED.get(host, [PATH])
        mechanism = "listing" if "/listing" in pages else "feed"
        if mechanism == "feed":
            replies[f"{host}.example/feed"] = xml(feed(f"{host}.example", listed))
        entries.append(
            f'["{host}"]\nname = "{host}"\nkind = "newspaper"\ncountry = "PH"\nlanguage = "en"\n'
            f'homepage = "http://{host}.example/"\n{mechanism} = "http://{host}.example/{mechanism}"\n'
            + ("include = '/releases/'\n" if mechanism == "listing" else "")
            + ("pdf = true\n" if host == "releases" else "")
        )
    (folder / "sources.toml").write_text("\n".join(entries), "utf-8")
    with serving(replies, {}) as web:
        output = watch(web, folder) + watch(web, folder)
        yield Watched(folder / "a.db", output, [str(entry["url"]) for entry in web.log])


def watch(web: HostileWeb, folder: Path) -> str:
    settings = SETTINGS | {"DATABASE": folder / "a.db", "SOURCES": folder / "sources.toml"}
    words = (word for name, value in settings.items() for word in ("-s", f"{name}={value}"))
    done = run_command("watch", *words, environment=web.environment())
    return done.stdout + done.stderr


@pytest.mark.parametrize("host", ["three-pages", "listed-second"])
def test_an_article_over_three_pages_is_read_whole_and_once(watched: Watched, host: str) -> None:
    url, text, missing = watched.article(host)
    assert url == f"http://{host}.example{PATH}", watched.output
    seeds = [f"{host.partition('-')[0]} {page}" for page in THREE]
    lines = [prose("introduction", 4)[0], *(line for seed in seeds for line in prose(seed, 8))]
    assert text.split("\n\n") == lines + ([TERMS] if TERMS_IN in seeds else [])
    assert not missing
    assert watched.page(host, PATH)[0] == "stored"
    for number in (2, 3):
        assert watched.page(host, THREE[number - 1]) == ("duplicate", f"page {number} of {url}", url)
    assert watched.rows("select count(*) from aliases where url like ? and url like '%page=%'", f"%{host}%") == [(2,)]


def test_all_pages_of_an_article_are_archived_and_read_again(watched: Watched) -> None:
    url, text, _ = watched.article("three-pages")
    path = str(watched.database.with_name("a-pages.db"))
    with closing(raw_pages.open_raw_pages(path)) as archive:
        assert url in raw_pages.archived_urls(archive)
        assert [raw.number for raw in raw_pages.read_following_pages(archive, url)] == [2, 3]
    (again,) = RawReplaySpider(path=path, addresses=[url]).pages()
    joined = asyncio.run(read_again(again))
    assert joined.article is not None
    assert (joined.article.text, joined.article.partial) == (text, False)


async def read_again(page: Page) -> Page:
    """Extract a page and those that follow it as archived."""
    with closing(WorkerPool(1, seconds=20, megabytes=1024, calls=9)) as pool:
        page = await ExtractPipeline(None, pool).process_item(page)
        return await JoinPagesPipeline(pool, Crawler(RawReplaySpider)).process_item(page)


def test_a_short_last_page_counts(watched: Watched) -> None:
    _, text, missing = watched.article("short-last-page")
    assert text.endswith(prose("short 2", 1)[0])
    assert not missing


def test_a_page_that_cannot_be_had_leaves_the_article_partial(watched: Watched) -> None:
    url, text, missing = watched.article("lost-page")
    assert missing == "page 2 could not be had: the server answers with status 500"
    assert text.endswith(prose("lost 1", 8)[-1])
    assert watched.page("lost-page", THREE[1]) == (
        "error",
        f"page 2 of {url}: the server answers with status 500",
        url,
    )
    assert "robots.txt forbids this address" in watched.article("forbidden-page")[2]
    assert watched.asked.count(f"http://forbidden-page.example{THREE[1]}") == 0


def test_an_article_without_end_is_read_in_part(watched: Watched) -> None:
    _, text, missing = watched.article("endless-pages")
    assert missing == "it goes on after 10 pages, and no more are read"
    assert text.endswith(prose("endless 10", 4)[-1])
    assert watched.asked.count(f"http://endless-pages.example{PATH}/11") == 0


def test_the_next_article_and_pages_of_comments_are_no_part_of_an_article(watched: Watched) -> None:
    assert watched.rows("select count(*), sum(partial) from articles where source = 'next-article'") == [(2, 0)]
    _, text, missing = watched.article("comment-pager")
    assert text.count(prose("comments", 8)[0]) == 1
    assert not missing


@pytest.mark.parametrize(
    ("path", "outcome", "reason"),
    [
        ("/releases/release-14.pdf", "stored", ""),
        ("/releases/release-15", "duplicate", "a copy of"),
        ("/releases/release-16.pdf", "not_an_article", "the PDF has no text that can be read, as a scan has none"),
        ("/releases/release-17.pdf", "not_an_article", "the PDF is encrypted"),
        ("/releases/release-18.pdf", "not_an_article", "the PDF is broken"),
        ("/releases/release-19.pdf", "stored", ""),
        ("/releases/release-20.pdf", "not_an_article", "a ZIP archive"),
    ],
)
def test_releases_as_pdf_are_read_by_their_first_bytes(watched: Watched, path: str, outcome: str, reason: str) -> None:
    found, why, _ = watched.page("releases", path)
    assert (found, reason in why) == (outcome, True), why


def test_the_text_of_a_pdf_is_stored_and_nothing_else_of_it(watched: Watched) -> None:
    sql = (
        "select text, published, published_evidence from articles join texts on article = id where articles.page like ?"
    )
    ((text, published, evidence),) = watched.rows(sql, "%releases.example/releases/release-14.pdf")
    assert text.split("\n\n") == RELEASE
    assert (published[:10], evidence) == ("2026-03-01", "metadata")
    with closing(raw_pages.open_raw_pages(watched.database.with_name("a-pages.db"))) as archive:
        archived = [raw_pages.read_raw_page(archive, url) for url in raw_pages.archived_urls(archive)]
    kept = {raw.url: raw for raw in archived if raw and raw.source == "releases"}
    assert not [url for url, raw in kept.items() if b"%PDF" in raw.body]
    assert kept["http://releases.example/releases/release-14.pdf"].content_type == TEXT_LAYER_TYPE


def test_without_leave_no_pdf_is_read(watched: Watched) -> None:
    rows = watched.rows("select url, outcome from pages where source = 'no-pdf' order by url")
    assert rows == [("http://no-pdf.example/releases/release-15", "not_an_article")]
