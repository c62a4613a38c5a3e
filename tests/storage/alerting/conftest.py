"""An archive that grows, and channels on this machine that keep what they are sent."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings
from sqlite_utils import Database

from storage.schema.database import open_database
from storage.tables import sources as sources_table
from tests.conftest import HERALD


@dataclass
class Receiver:
    """A webhook's receiver: what it got, how many calls it is to refuse, and whether it is to hang."""

    address: str = ""
    got: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    refuses: int = 0
    hangs: bool = False
    released: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A webhook on loopback."""
    kept = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if kept.hangs:
                kept.released.wait(20)
                return
            if kept.refuses:
                kept.refuses -= 1
                self.send_error(503)
                return
            kept.got.append(body)
            kept.numbers.append(self.headers.get("X-Osecwatch-Message", ""))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    kept.address = f"json://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield kept
    kept.released.set()
    server.shutdown()
    thread.join()
    server.server_close()


class Archive:
    """A database to which articles are added by a line each, and the settings that lead to it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "osecwatch.db"
        self.rules = folder / "alerts.toml"
        self.channels = folder / "channels.toml"
        self.settings = Settings(
            {
                "DATABASE": str(self.path),
                "ALERTS": str(self.rules),
                "CHANNELS": str(self.channels),
                "ALERT_SECONDS": 10,
                "PUBLIC_URL": "",
            }
        )
        self.database: Database = open_database(self.path)
        ijm = HERALD.model_copy(update={"slug": "ijm", "kind": "ngo"})
        sources_table.upsert_sources(self.database, [HERALD, ijm])

    def add(self, title: str, *, story: int | None = None, source: str = "herald", on_topic: int = 1) -> int:
        """Add an article with this title, which is also its text; return its number."""
        with self.database.atomic():
            number = self.database.execute(
                "insert into articles (url, source, title, word_count, first_seen, last_seen, on_topic, relevance, "
                "content_hash, story) values (hex(randomblob(8)), ?, ?, 5, '2026-03-02T08:00:00Z', "
                "'2026-03-02T08:00:00Z', ?, 5, hex(randomblob(8)), ?) returning id",
                [source, title, on_topic, story],
            ).fetchall()[0][0]
            self.database.execute("update articles set url = 'https://herald.example/' || id where id = ?", [number])
            self.database.execute("insert into texts (article, text) values (?, ?)", [number, title])
            self.database.execute("update stories set articles = articles + 1 where id = ?", [story])
        return int(number)

    def add_many(self, title: str, count: int) -> None:
        """Add so many articles with this title, each with its number."""
        with self.database.atomic():
            self.database.execute(
                "with recursive numbers as (select 1 as n union all select n + 1 from numbers where n < ?2) "
                "insert into articles (url, source, title, word_count, first_seen, last_seen, on_topic, relevance, "
                "content_hash) select 'https://herald.example/many/' || n, 'herald', ?1 || ' ' || n, 5, "
                "'2026-03-02T08:00:00Z', '2026-03-02T08:00:00Z', 1, 5, n from numbers",
                [title, count],
            )
            self.database.execute("insert into texts select id, title from articles where url like '%/many/%'")

    def add_story(self, release: int | None = None) -> int:
        """Add a story without articles; return its number."""
        with self.database.atomic():
            row = self.database.execute("insert into stories (title, release) values ('', ?) returning id", [release])
            return int(row.fetchall()[0][0])

    def write_rules(self, text: str) -> None:
        """Write the alerts file."""
        self.rules.write_text(text, "utf-8")

    def write_channels(self, **addresses: str) -> None:
        """Write the file of channels."""
        self.channels.touch(mode=0o600)
        self.channels.write_text("".join(f'{name} = "{address}"\n' for name, address in addresses.items()), "utf-8")

    def titles_told(self, rule: str) -> list[str]:
        """Return the titles of the articles that messages of a rule tell, message by message."""
        rows = self.database.execute(
            "select message, title from alert_matches join articles on articles.id = article "
            "where rule = ? and message is not null order by message, alert_matches.id",
            [rule],
        ).fetchall()
        return ["; ".join(row.title for row in told) for _, told in groupby(rows, key=lambda row: row.message)]


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, made once, since its migrations take a quarter of a second."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    open_database(path).close()
    return path


@pytest.fixture
def archive(tmp_path: Path, empty_file: Path) -> Iterator[Archive]:
    """An empty archive with an NGO, ijm, and a newspaper, herald."""
    shutil.copy(empty_file, tmp_path / "osecwatch.db")
    opened = Archive(tmp_path)
    yield opened
    opened.database.close()
