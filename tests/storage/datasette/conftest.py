"""A small archive of our own words, and a Datasette process that serves it on loopback."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlite_utils import Database

from storage.database import open_database
from storage.times import stamp

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime.now(UTC)
SCRIPT = "<script>alert(1)</script>"
TURNED = "Court \u202eetisoppo eht\u202c hears the case"


def ago(**span: float) -> str:
    return stamp(NOW - timedelta(**span))


SOURCES = [
    ("harbour", "Harbour Children's Trust", "ngo", "https://harbour.example/", ago(hours=1), None, 0),
    ("tribune", "Island Tribune", "newspaper", "https://tribune.example/", ago(hours=1), None, 0),
    ("gazette", "Evening Gazette", "newspaper", "javascript:alert(1)", ago(days=6), "HTTP 503 from the feed", 4),
    ("bureau", "Bureau for Child Safety", "government", "https://bureau.example/", ago(days=9), None, 0),
    ("courier", "Strait Courier", "wire", "https://courier.example/", None, None, 0),
]

TEXT = (
    "Six children were brought to safety in a joint operation against online sexual exploitation, officials said.\n\n"
    "The trust said that social workers stay with every child. The trial opens in Iligan next month.\n\n"
    "A new law asks platforms to report faster."
)


@dataclass(frozen=True)
class Sample:
    """An article of the sample archive."""

    id: int
    source: str
    title: str
    published: str | None
    text: str = TEXT
    precision: str = "second"
    url: str = ""
    standfirst: str = ""
    duplicate_of: int | None = None
    story: int | None = None
    on_topic: int = 1
    first_seen: str = ago(hours=3)


ARTICLES = [
    Sample(1, "harbour", "Six children safe after joint operation", ago(hours=9), story=1, standfirst="A trust and the police worked together for months."),
    Sample(2, "tribune", "Police and trust bring six children to safety", ago(hours=5), story=1, text=TEXT + "\n\nThe mayor thanked the police."),
    Sample(3, "gazette", "Six children safe after joint operation", ago(hours=4), story=1, duplicate_of=1, url="https://gazette.example/safe?id=3"),
    Sample(4, "tribune", f"Platforms told to report faster {SCRIPT}", ago(days=1, hours=2), text=f"A regulator said {SCRIPT} that OSEC reports must reach the police within a day."),
    Sample(5, "gazette", TURNED, "2021-04-29T00:00:00Z", precision="day", url="javascript:alert(document.domain)", text="The court in Iligan heard a case of online sexual exploitation in 2021."),
    Sample(6, "bureau", "Yearly figures on online safety", None, precision="", text="The bureau counts reports of online sexual exploitation. " * 80),
    Sample(7, "courier", "Basketball final moved to Sunday", ago(days=2), on_topic=0, text="The final is moved. A talk on online safety is held before it."),
    Sample(8, "courier", "الفلبين: تقرير جديد", "2023-06-01T00:00:00Z", precision="month", text="تقرير جديد عن استغلال الأطفال online sexual exploitation."),
]  # fmt: skip


def fill(database: Database) -> None:
    """Writes the sample archive."""
    columns = ("slug", "name", "kind", "homepage", "last_success", "last_error", "failures")
    database.table("sources").insert_all(
        {**dict(zip(columns, row, strict=True)), "country": "PH", "language": "en"} for row in SOURCES
    )
    database.table("stories").insert(
        {"id": 1, "title": ARTICLES[0].title, "first_published": ARTICLES[0].published, "articles": 3, "sources": 3}
        | {"last_published": ARTICLES[2].published, "first_publisher": "harbour", "independent_texts": 2}
    )
    database.table("moved_stories").insert({"old": 77, "story": 1})
    for sample in ARTICLES:
        add(database, sample)
    database.execute("update stories set release = 1")
    database.table("reuse").insert(
        {"earlier": 1, "later": 2, "kind": "edited", "share_of_earlier": 0.92, "share_of_later": 0.81, "lag_hours": 4.0}
    )
    database.table("versions").insert(
        {"article": 2, "seen_at": ago(hours=4), "title": "Police bring children to safety", "text": "Before.\n\nThe change."}
        | {"content_hash": "0"}
    )
    add_pages(database)
    add_runs(database)


def add(database: Database, sample: Sample) -> None:
    url = sample.url or f"https://{sample.source}.example/{sample.id}"
    database.table("articles").insert(
        {"id": sample.id, "url": url, "source": sample.source, "title": sample.title, "published": sample.published}
        | {"published_precision": sample.precision, "standfirst": sample.standfirst, "language": "en"}
        | {"word_count": len(sample.text.split()), "first_seen": sample.first_seen, "last_seen": sample.first_seen}
        | {"on_topic": sample.on_topic, "relevance": 4.5, "content_hash": str(sample.id)}
        | {"duplicate_of": sample.duplicate_of, "story": sample.story, "authors": "News desk"}
    )
    database.table("texts").insert({"article": sample.id, "text": sample.text})
    term = "online sexual exploitation"
    database.table("matches").insert(
        {"article": sample.id, "topic": "osec", "term": term, "count": 1, "weight": 4.5, "sentence": sample.text.split(". ")[0]}
    )


def add_pages(database: Database) -> None:
    outcomes = ["stored", "off_topic", "pending", "pending", "error", "blocked_by_robots"]
    database.table("pages").insert_all(
        {"url": f"https://tribune.example/page/{number}", "canonical": f"https://tribune.example/page/{number}"}
        | {"source": "tribune", "first_seen": ago(minutes=number), "last_seen": ago(minutes=number), "outcome": outcome}
        | {"reason": "HTTP 500" if outcome == "error" else "", "article": 2 if outcome == "stored" else None}
        for number, outcome in enumerate(outcomes)
    )


def add_runs(database: Database) -> None:
    database.table("runs").insert_all(
        [
            {"id": 1, "started": ago(days=1), "finished": ago(days=1, minutes=-7), "outcome": "finished", "sources": 5},
            {"id": 2, "started": ago(hours=1), "finished": None, "outcome": "running", "sources": 5},
        ]
    )
    database.table("run_sources").insert({"run": 2, "source": "gazette", "failed": 1, "why": "HTTP 503 from the feed"})


@dataclass(frozen=True)
class Room:
    """A reading room that is open."""

    address: str
    client: httpx.Client

    def get(self, path: str) -> httpx.Response:
        return self.client.get(self.address + path)

    def page(self, path: str) -> str:
        """The text of a page that must be there."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text


@pytest.fixture(scope="session")
def open_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Room]]:
    """Opens reading rooms over database files; closes them all at the end."""
    running: list[subprocess.Popen[str]] = []
    client = httpx.Client(trust_env=False, timeout=30)

    def open_one(path: Path) -> Room:
        process = serve(path)
        running.append(process)
        return Room(address_of(process), client)

    yield open_one
    client.close()
    for process in running:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def serve(path: Path) -> subprocess.Popen[str]:
    """Starts Datasette over a database file as ``make browse`` does, on a free port."""
    command = [sys.executable, "-m", "datasette", "serve", str(path), *OPTIONS, "-h", "127.0.0.1", "-p", "0"]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


OPTIONS = [
    *("--metadata", "storage/datasette/metadata.yaml"),
    *("--template-dir", "storage/datasette/templates"),
    *("--plugins-dir", "storage/datasette/plugins"),
    *("--static", "static:storage/datasette/static"),
    *("--setting", "suggest_facets", "off"),
    *("--setting", "facet_time_limit_ms", "1500"),
    *("--setting", "sql_time_limit_ms", "5000"),
    *("--setting", "truncate_cells_html", "160"),
    *("--setting", "default_page_size", "50"),
    *("--setting", "allow_download", "off"),
]


def address_of(process: subprocess.Popen[str]) -> str:
    """Where the server says that it listens."""
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"running on (http://[\d.:]+)", line):
            return found[1]
    pytest.fail("Datasette ended before it listened")


@pytest.fixture(scope="session")
def room(open_room: Callable[[Path], Room], tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A reading room over the sample archive, under a name of its own."""
    path = tmp_path_factory.mktemp("room") / "any name.db"
    database = open_database(path)
    fill(database)
    database.conn.commit()
    database.close()
    return open_room(path)
