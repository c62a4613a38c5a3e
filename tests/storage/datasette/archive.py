"""A small archive of our own words, with what others might put into theirs, and how it is served."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from sqlite_utils import Database

from pipelines.ledgers.storing import read_new_entries
from storage.clock import stamp

ROOT = Path(__file__).resolve().parents[3]

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
    *("--setting", "max_returned_rows", "2000"),
    *("--setting", "num_sql_threads", "5"),
]

NOW = datetime.now(UTC)
EVENTS = 230
SCRIPT = "<script>alert(1)</script>"
CASE = "The court in Iligan heard a case of online sexual exploitation in 2021."
FIGURES = "Reports of online sexual exploitation rose. " * 80
TURNED = "Court \u202eetisoppo eht\u202c hears the case"


def ago(**span: float) -> str:
    return stamp(NOW - timedelta(**span))


SOURCES: list[dict[str, Any]] = [
    {"slug": "harbour", "name": "Harbour Children's Trust", "kind": "ngo", "last_success": ago(hours=1)},
    {"slug": "tribune", "name": "Island Tribune", "kind": "newspaper", "last_success": ago(hours=1)},
    {"slug": "gazette", "name": "Evening Gazette", "kind": "newspaper", "last_success": ago(days=6), "failures": 4}
    | {"last_error": "HTTP 503 from the feed", "homepage": "javascript:alert(1)"},
    {"slug": "bureau", "name": "Bureau for Child Safety", "kind": "government", "last_success": ago(days=9)},
    {"slug": "courier", "name": "Strait Courier", "kind": "wire"},
    {"slug": "radio", "name": "Radio Strait", "kind": "broadcaster", "health": "broken feed"}
    | {"health_since": ago(days=2), "health_reason": "the feed is no XML"},
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
    first_seen: str = ago(hours=30)
    basis: str = "page"
    page: str = ""

    def behind_a_wall(self) -> Sample:
        """The same, of which only the headline is known."""
        return replace(self, basis="headline_only", page=WALLED)


#: an article whose page is behind a wall
REFUSED = "the server refuses: status 403"
WALLED = "https://tribune.example/page/5"
SAFE = "Six children safe after joint operation"
ARTICLES = [
    Sample(1, "harbour", SAFE, ago(hours=39), story=1, standfirst="A trust and the police worked together for months."),
    Sample(2, "tribune", "Police and trust bring six children to safety", ago(hours=35), TEXT + "\n\nMore.", story=1),
    Sample(3, "gazette", SAFE, ago(hours=34), story=1, duplicate_of=1, url="https://gazette.example/safe?id=3"),
    Sample(
        4, "tribune", f"Platforms told to report faster {SCRIPT}", ago(days=3), f"A rule on OSEC {SCRIPT}."
    ).behind_a_wall(),
    Sample(5, "gazette", TURNED, "2021-04-29T00:00:00Z", CASE, "day", url="javascript:alert(document.domain)", story=2),
    Sample(6, "bureau", "Yearly figures on online safety", None, FIGURES, "", first_seen=ago(days=4)),
    Sample(7, "courier", "Basketball final moved", ago(days=2), "A talk on online safety precedes it.", on_topic=0),
    Sample(9, "bureau", '=HYPERLINK("https://trap.example","Figures")', ago(days=5), "@SUM(1) of a report on OSEC."),
    Sample(8, "courier", "الفلبين: تقرير جديد", "2023-06-01T00:00:00Z", "تقرير online sexual exploitation.", "month"),
]


def fill(database: Database) -> None:
    """Writes the sample archive."""
    everywhere = {"country": "PH", "language": "en"}
    for source in SOURCES:
        homepage = {"homepage": f"https://{source['slug']}.example/"}
        database.table("sources").insert(everywhere | homepage | source)
    database.table("stories").insert(
        {"id": 1, "title": ARTICLES[0].title, "first_published": ARTICLES[0].published, "articles": 3, "sources": 3}
        | {"last_published": ARTICLES[2].published, "first_publisher": "harbour", "independent_texts": 2}
    )
    hearing = "2021-04-29T00:00:00Z"
    database.table("stories").insert(
        {"id": 2, "title": TURNED, "first_published": hearing, "last_published": hearing, "articles": 1, "sources": 1}
        | {"first_publisher": "gazette", "independent_texts": 1}
    )
    database.table("moved_stories").insert({"old": 77, "story": 1})
    for sample in ARTICLES:
        add(database, sample)
    database.execute("update stories set release = 1 where id = 1")
    database.table("case_stories").insert_all([{"story": 1, "number": 1}, {"story": 2, "number": 1}])
    database.table("case_links").insert(
        {"article": 1, "earlier": 5, "score": 0.91, "certain": 1, "evidence": json.dumps([["4411b", 1]])}
    )
    first, second = TEXT.index("\n\n"), TEXT.index(" The trial")
    database.table("reuse").insert(
        {"earlier": 1, "later": 2, "kind": "edited", "share_of_earlier": 0.92, "share_of_later": 0.81, "lag_hours": 4.0}
        | {"sentences": json.dumps([[0, first, 0, first], [first + 2, second, first + 2, second]])}
    )
    database.table("versions").insert(
        {"article": 2, "seen_at": ago(hours=4), "title": "Police bring children to safety", "kind": "figure"}
        | {"text": TEXT.replace("Six", "Five") + "\n\nMore.", "content_hash": "0"}
    )
    database.table("labels").insert(
        {"article": 6, "on_topic": 1, "note": "the yearly report", "labelled_at": ago(days=1)}
    )
    database.table("aliases").insert({"url": "https://tribune.example/short/2", "article": 2})
    read_new_entries(database)
    add_pages(database)
    add_runs(database)
    add_events(database)
    add_alerts(database)


def add_events(database: Database) -> None:
    """Writes more events than a page or a part of the feed holds, all of one second."""
    kinds = ("edited", "corrected", "regrouped")
    rows = ({"at": ago(hours=2), "article": 1 + n % 3, "kind": kinds[n % 3], "detail": "figure"} for n in range(EVENTS))
    database.table("events").insert_all(rows)
    database.table("events").insert({"at": ago(hours=1), "article": 4, "kind": "withdrawn"})
    database.execute(
        "update articles set availability = 'withdrawn', availability_since = ? where id = 4", [ago(hours=1)]
    )
    database.table("versions").insert(
        {
            "article": 4,
            "seen_at": ago(hours=1),
            "title": "Removed",
            "text": "This story was removed.",
            "content_hash": "1",
        }
        | {"kind": "withdrawn"}
    )


def add_alerts(database: Database) -> None:
    """Writes what two rules have found."""
    found: list[dict[str, Any]] = [{"rule": "rulings", "about": "story", "key": "1", "article": 1, "size": 4}]
    found += [{"rule": "troubles", "about": "source", "key": "radio until 2026-03-02T08:00:00Z"}]
    found += [{"rule": "rulings", "about": "silence", "key": "never"}]
    for one in found:
        database.table("alert_matches").insert(one | {"at": ago(hours=1)})


def add(database: Database, sample: Sample) -> None:
    url = sample.url or f"https://{sample.source}.example/{sample.id}"
    database.table("articles").insert(
        {"id": sample.id, "url": url, "source": sample.source, "title": sample.title, "published": sample.published}
        | {"published_precision": sample.precision, "standfirst": sample.standfirst, "language": "en"}
        | {"word_count": len(sample.text.split()), "first_seen": sample.first_seen, "last_seen": sample.first_seen}
        | {"on_topic": sample.on_topic, "relevance": 4.5, "content_hash": str(sample.id)}
        | {
            "basis": sample.basis,
            "page": sample.page,
            "duplicate_of": sample.duplicate_of,
            "story": sample.story,
            "authors": "News desk",
        }
    )
    database.table("texts").insert({"article": sample.id, "text": sample.text})
    database.table("matches").insert(
        {"article": sample.id, "topic": "osec", "term": "online sexual exploitation", "count": 1, "weight": 4.5}
        | {"sentence": sample.text.split(". ")[0]}
    )


def add_pages(database: Database) -> None:
    for number, outcome in enumerate(["stored", "off_topic", "pending", "pending", "error", "blocked_by_robots"]):
        url = f"https://tribune.example/page/{number}"
        database.table("pages").insert(
            {
                "url": url,
                "canonical": url,
                "source": "tribune",
                "outcome": outcome,
                "reason": REFUSED if number == 5 else "",
            }
            | {"first_seen": ago(minutes=number), "last_seen": ago(minutes=number)}
        )


def add_runs(database: Database) -> None:
    runs = database.table("runs")
    runs.insert({"started": ago(days=1), "finished": ago(days=1, minutes=-7), "outcome": "finished", "sources": 5})
    runs.insert({"started": ago(hours=1), "sources": 5})
    database.table("run_sources").insert({"run": 2, "source": "gazette", "failed": 1, "why": "HTTP 503 from the feed"})


@dataclass(frozen=True)
class Server:
    """A reading room that is open."""

    address: str
    client: httpx.Client

    def get(self, path: str) -> httpx.Response:
        return self.client.get(self.address + path)

    def rows(self, path: str) -> list[dict[str, str]]:
        """The rows of a CSV file."""
        return list(csv.DictReader(io.StringIO(self.get(path).content.decode("utf-8-sig"), newline="")))

    def page(self, path: str) -> str:
        """The text of a page that must be there."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text
