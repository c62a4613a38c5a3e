"""What leaves the archive by commands, files and messages tells no masked word either."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from scrapy.settings import Settings
from sqlite_utils import Database

from commands.archive.judge import name_article
from commands.archive.ledger import LEDGERS
from commands.cli.archive.export import Command as ExportCommand
from commands.cli.archive.groups import Command as GroupsCommand
from commands.cli.archive.ledger import Command as LedgerCommand
from commands.cli.desk.instructions import Command as InstructionsCommand
from commands.cli.desk.takedown import Command as TakedownCommand
from pipelines.instructions.labelling import label_article
from pipelines.relevance.rescoring import rescore_labelled
from pipelines.relevance.topics_file import load_topics
from storage.alerting.composing import compose_alert
from storage.alerting.digest.composing import compose_digest
from storage.alerting.digest.periods import Period
from storage.alerting.rules import Pace
from storage.schema.database import open_database
from storage.tables.alerting.matches import AlertMatch
from storage.tables.raw_pages import RawPage, archive_page, open_raw_pages
from tests.storage.datasette.archive import NOW, ROOT
from tests.storage.datasette.planted import COPY, HELD, NAME, PLANTED, SIBLING, URL, plant

#: commands as they are typed
COMMANDS = [
    (GroupsCommand, ["--jsonl"]),
    (GroupsCommand, ["--pairs"]),
    (GroupsCommand, ["--case-links"]),
    *((LedgerCommand, [ledger, "--jsonl"]) for ledger in LEDGERS),
    (InstructionsCommand, ["--list"]),
    (TakedownCommand, ["--list"]),
]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = plant(tmp_path_factory.mktemp("outside") / "planted.db")
    with closing(open_raw_pages(path.with_name("raw.db"))) as raw_pages:
        for url, told in ((URL, NAME), ("https://harbour.example/1", NAME), ("https://tribune.example/2", "nobody")):
            page = f'<p>A page.</p><script type="application/json">{{"related": "{told}"}}</script>'.encode()
            archive_page(raw_pages, RawPage(url, "tribune", url, "text/html", "", page), NOW)
    with closing(open_database(path)) as database:
        for number, url in ((1, "https://harbour.example/1"), (2, "https://tribune.example/2")):
            database.table("articles").update(number, {"page": url})
        database.conn.commit()
    return path


@pytest.fixture(scope="module")
def database(planted: Path) -> Iterator[Database]:
    with closing(open_database(planted)) as opened:
        yield opened


def told(words: str) -> list[str]:
    return [word for word in PLANTED if word in words.lower()]


def run(kind: type, planted: Path, words: list[str]) -> None:
    command = kind()
    command.settings = Settings({"DATABASE": str(planted), "RAW_PAGES": str(planted.with_name("raw.db"))})
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    options, rest = parser.parse_known_args(words)
    command.execute(rest, options)


@pytest.mark.parametrize(("kind", "words"), COMMANDS)
def test_no_command_prints_a_masked_word(
    kind: type, words: list[str], planted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(kind, planted, words)
    assert not told(capsys.readouterr().out)


@pytest.mark.parametrize("name", ["all.csv", "all.jsonl", "all.warc.gz"])
def test_no_file_holds_a_masked_word(name: str, planted: Path, tmp_path: Path) -> None:
    run(ExportCommand, planted, [str(tmp_path / name), "--texts"])
    body = (tmp_path / name).read_bytes()
    if name.endswith(".gz"):
        with (tmp_path / name).open("rb") as file:
            records = [(str(one.headers), one.reader.read()) for one in ArchiveIterator(file)]
        assert any(b"nobody" in content for _, content in records)
        body = b"".join(content + head.encode() for head, content in records)
    assert b"tribune" in body
    assert not told(body.decode())


def test_no_message_holds_a_masked_word(database: Database) -> None:
    for day in (NOW, NOW - timedelta(days=1)):
        digest = compose_digest(database, Period(Pace.DAY, day.date()), "")
        assert not told(f"{digest.title} {digest.body} {digest.html}")
    found = [
        AlertMatch(about, str(key), article, 3)
        for article in (HELD, COPY, SIBLING)
        for about, key in (("story", article), ("figure", article))
    ]
    alert = compose_alert(database, "all", found, "")
    assert alert
    assert "█" in alert.body
    assert "https://tribune.example/#held-50" in alert.body
    assert not told(f"{alert.title} {alert.body}")


def test_no_answer_of_a_command_holds_a_masked_word(database: Database) -> None:
    with database.atomic():
        assert not told(label_article(database, str(HELD), True, "", 14))
        topics = load_topics(ROOT / "pipelines/relevance/topics.toml")
        named = [name_article(database, one) for one in rescore_labelled(database, topics)]
        assert any(f"article {HELD}: Girl █" in one for one in named)
        assert not told(" ".join(named))
