"""How quick the reading room is at size, beside plain Datasette on the same database.

``python -m tests.benchmarks.browse [--articles 1000000] [--database FILE] [--requests 40]``
makes an archive from a seed, unless one is given, serves it in both ways, and prints times over HTTP.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Protocol

import httpx

from storage.clock import now, stamp
from tests.benchmarks.seeded import RARE, make
from tests.storage.datasette.archive import OPTIONS, ROOT

Path_ = Callable[[random.Random, int], str]


class Event(Protocol):
    """What tells the writer to end."""

    def is_set(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of page: its address here and in plain Datasette, and the milliseconds that 95 of 100 must keep."""

    name: str
    ours: Path_
    plain: Path_
    must: int


def fixed(path: str) -> Path_:
    return lambda _random, _articles: path


def search(words: str) -> Path_:
    return fixed(f"/a/articles?_search={words}&_fts_table=articles_fts&_fts_pk=id")


def numbered(path: str, share: int = 1) -> Path_:
    """A page by a number of those that exist, of which there are so many times fewer than articles."""
    return lambda choose, articles: f"{path}/{choose.randrange(1, articles // share)}"


FACETS = "_facet=source&_facet=language&_facet=on_topic"
CASES = [
    Case("front page", fixed("/"), fixed("/a/stories?_sort_desc=last_published"), 60),
    Case("story page", numbered("/story", 10), numbered("/a/stories", 10), 60),
    Case("article page", numbered("/article"), numbered("/a/articles"), 60),
    Case("search, rare word", fixed(f"/search?q={RARE}"), search(RARE), 80),
    Case("search, common word", fixed("/search?q=children"), search("children"), 300),
    Case("search, common, by date", fixed("/search?q=children&order=date"), search("children"), 300),
    Case("three facets", fixed("/a/articles"), fixed(f"/a/articles?{FACETS}"), 250),
    Case("three facets, filtered", fixed("/a/articles?on_topic=1"), fixed(f"/a/articles?on_topic=1&{FACETS}"), 250),
    Case("search, all", fixed("/search"), fixed("/a/articles"), 300),
    Case("sources", fixed("/sources"), fixed("/a/sources"), 300),
    Case("charts", fixed("/charts"), fixed("/a"), 5000),
]


@contextmanager
def served(path: Path, options: list[str]) -> Iterator[str]:
    """The address of a Datasette that serves the file."""
    command = [sys.executable, "-m", "datasette", "serve", str(path), *options, "-h", "127.0.0.1", "-p", "0"]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            yield address_of(process)
        finally:
            process.send_signal(signal.SIGINT)


def address_of(process: subprocess.Popen[str]) -> str:
    for line in process.stderr or ():
        if found := re.search(r"running on (http://[\d.:]+)", line):
            return found[1]
    raise RuntimeError("Datasette ended before it listened")


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds that requests took, and whether all were answered well."""

    all: list[float]
    sound: bool

    def __str__(self) -> str:
        return f"{self.p50:8.0f} {self.p95:6.0f}{' ' if self.sound else '!'}"

    @property
    def p50(self) -> float:
        return median(self.all)

    @property
    def p95(self) -> float:
        return sorted(self.all)[int(len(self.all) * 0.95)]


def measure(client: httpx.Client, places: list[tuple[str, Path_]], articles: int, requests: int) -> list[Times]:
    """Asks the places in turn, so that a busy moment of the machine meets all alike; the first two do not count.

    Places after the first are slow, so they are asked every fourth time only.
    """
    taken: list[list[float]] = [[] for _ in places]
    sound = [True for _ in places]
    for turn in range(requests + 2):
        for number, (address, path) in enumerate(places):
            if number and turn % 4:
                continue
            chosen = path(random.Random(len(taken[number])), articles)  # noqa: S311 - nothing secret
            begun = time.perf_counter()
            status = status_of(client, address + chosen)
            taken[number].append(1000 * (time.perf_counter() - begun))
            sound[number] &= status == 200
    return [Times(one[2:], good) for one, good in zip(taken, sound, strict=True)]


def status_of(client: httpx.Client, address: str) -> int:
    try:
        return client.get(address).status_code
    except httpx.TimeoutException:
        return 0


def write(path: str, stop: Event) -> None:
    """Stores articles as a crawl does, five in one transaction, several times a second."""
    connection = sqlite3.connect(path, timeout=30)
    connection.execute("pragma synchronous = normal")
    number = connection.execute("select max(id) from articles").fetchone()[0]
    texts = [row[0] for row in connection.execute("select text from texts where article between 1000 and 1100")]
    while not stop.is_set():
        for _ in range(5):
            number += 1
            url, at = f"https://w.example/{number}", stamp(now())
            connection.execute(
                "insert into articles (id, url, source, title, published, published_precision, word_count, first_seen, "
                "last_seen, on_topic, relevance, content_hash) "
                "values (?, ?, 's1', 'New', ?, 'second', 450, ?, ?, 1, 3, ?)",
                (number, url, at, at, at, str(number)),
            )
            connection.execute("insert into texts values (?, ?)", (number, texts[number % len(texts)]))
            connection.execute(
                "insert into pages (url, canonical, source, first_seen, last_seen, outcome) "
                "values (?, ?, 's1', ?, ?, 'stored')",
                (url, url, at, at),
            )
        connection.commit()
        time.sleep(0.2)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Lets another process write for a while."""
    stop = multiprocessing.Event()
    process = multiprocessing.Process(target=write, args=(str(path), stop))
    process.start()
    try:
        yield
    finally:
        stop.set()
        process.join()


def compare(path: Path, requests: int) -> bool:
    """Prints the times of every page; whether all reach what they must."""
    with sqlite3.connect(path) as connection:
        articles = connection.execute("select max(id) from articles").fetchone()[0]
    print(f"{articles:,} articles; milliseconds over HTTP, {requests} requests; ! an error among them\n")
    print(f"{'':24} {'ours p50    p95':>17} {'plain p50    p95':>17} {'writing p50  p95':>18}   must")
    reached = True
    with ExitStack() as stack:
        client = stack.enter_context(httpx.Client(trust_env=False, timeout=60))
        ours = stack.enter_context(served(path, OPTIONS))
        plain = stack.enter_context(served(path, []))
        for case in CASES:
            quiet, other = measure(client, [(ours, case.ours), (plain, case.plain)], articles, requests)
            with writing(path):
                (busy,) = measure(client, [(ours, case.ours)], articles, requests)
            good = quiet.sound and busy.sound and quiet.p95 <= case.must and busy.p95 <= max(2 * quiet.p95, case.must)
            reached &= good
            print(f"{case.name:24} {quiet}  {other}  {busy}  {case.must:6} {'' if good else 'missed'}", flush=True)
    return reached


def main() -> int:
    """Makes the archive unless one is given, and compares; 1 where something misses what it must reach."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--database", type=Path, help="an archive made before; its file has to be called a.db")
    parser.add_argument("--requests", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.database or Path(folder) / "a.db"
        if not path.exists():
            print(f"making an archive of {options.articles:,} articles", flush=True)
            make(path, options.articles)
        return 0 if compare(path, options.requests) else 1


if __name__ == "__main__":
    sys.exit(main())
