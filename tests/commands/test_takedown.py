"""An article is taken down for good."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from items import Article, Hint, Outcome, Page
from pipelines.deduplicate import DeduplicatePipeline
from pipelines.remove_boilerplate import RemoveBoilerplatePipeline
from pipelines.store import store
from storage.schema.database import open_database
from storage.tables import raw_pages, sources
from storage.tables.raw_pages import RawPage
from tests.command_process import run_command
from tests.storysamples import EDITED, MONDAY, RELEASE

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
#: where words of an article are kept
TABLES = ("texts", "versions", "matches", "fingerprints", "terms", "profiles", "links", "reuse", "paragraphs")


def page(source: str, text: str) -> Page:
    url = f"https://{source}.example/1"
    article = Article("Life term in Tagbilaran", text, published=MONDAY, published_precision="second")
    return Page(url, source, article=article, on_topic=True, relevance=1, hint=Hint(url, "Life term", "In brief"))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A release that was corrected, a copy and an edit of it, and the raw page of the release."""
    path = tmp_path / "a.db"
    database = open_database(path)
    pages = (page("house", RELEASE + "\nMore follows."), page("house", RELEASE), page("wire", RELEASE))
    for new in (*pages, page("tribune", EDITED)):
        with database.atomic():
            sources.ensure(database, new.source, new.source, "ngo" if new.source == "house" else "newspaper")
            cut = RemoveBoilerplatePipeline(database).process_item(new)
            store(database, DeduplicatePipeline(database, 21).process_item(cut), AT)
    database.close()
    kept = raw_pages.open_raw_pages(tmp_path / "a-pages.db")
    raw_pages.archive_page(kept, RawPage("https://house.example/1", "house", "", "text/html", "", RELEASE.encode()), AT)
    kept.conn.commit()
    kept.close()
    return path


def takedown(archive: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run_command("takedown", *words, "-s", f"DATABASE={archive}")


def test_nothing_is_left_but_the_addresses_and_the_reason(archive: Path) -> None:
    done = takedown(archive, "https://house.example/1", "a survivor has asked")
    assert (done.stdout, done.returncode) == (
        (
            "article 1 is taken down; what holds its text or tells the same still stands: article 2 (same text: scrapy "
            "takedown --confirm 1), article 3 (same text: scrapy takedown --confirm 2)\n"
        ),
        0,
    )
    database = open_database(archive)
    for table in TABLES:
        named = [column.name for column in database.table(table).columns if column.name in {"article", "earlier"}]
        assert not database.execute(f"select 1 from {table} where {named[0]} = 1").fetchall(), table
    row = database.table("pages").get("https://house.example/1")
    assert (row["article"], row["outcome"], row["hint"]) == (None, "not_an_article", "")
    assert row["reason"] == "taken down: a survivor has asked"
    assert database.execute("select id, duplicate_of, story from articles").fetchall() == [(2, None, 1), (3, None, 1)]
    assert [(story["articles"], story["release"]) for story in database.table("stories").rows] == [(2, None)]
    assert database.execute("pragma foreign_key_check").fetchall() == []
    database.close()
    kept = raw_pages.open_raw_pages(archive.with_name("a-pages.db"))
    assert list(raw_pages.archived_urls(kept)) == []
    kept.close()


def test_what_was_taken_down_is_not_stored_again(archive: Path) -> None:
    takedown(archive, "1", "a survivor has asked")
    database = open_database(archive)
    for url in ("https://house.example/1", "https://www.house.example/1?utm_source=x"):
        again = DeduplicatePipeline(database, 21).process_item(replace(page("house", RELEASE), url=url))
        assert (again.article, again.outcome) == (None, Outcome.NOT_AN_ARTICLE)
        with database.atomic():
            store(database, again, AT)
        assert database.table("pages").get(url)["reason"] == "taken down: a survivor has asked"
    assert database.table("articles").count == 2
    database.close()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["9", "why"], "there is no article 9; its page in the reading room shows its number"),
        (["1"], 'write scrapy takedown ARTICLE "REASON"'),
        (["1", " "], 'write scrapy takedown ARTICLE "REASON"'),
    ],
)
def test_what_cannot_be_done_is_said(archive: Path, words: list[str], sentence: str) -> None:
    done = takedown(archive, *words)
    assert (done.returncode, done.stderr.strip()) == (1, sentence)
