"""What a reader waits for the front page, and what memory the room takes, while many ask for the worst there is.

``python -m tests.benchmarks.attack [--articles 20000] [--database FILE] [--clients 50] [--seconds 60]``
makes an archive from a seed, unless one is given, serves it, attacks it, and prints what came of it.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import threading
import time
from collections import Counter, deque
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.benchmarks.browse import address_of
from tests.benchmarks.seeded import make
from tests.storage.datasette.conftest import serve

#: what the issue asks for: seconds of 95 of 100 front pages, and bytes of the room
MUST_SECONDS, MUST_BYTES = 1.0, 500_000_000
#: seconds between two front pages of the reader
READ_EVERY = 0.2

ENDLESS = "with+recursive+n(i)+as+(select+1+union+all+select+i%2B1+from+n)+select+"
STARS = "+".join(f"{first}{second}a*" for first in "bcdfgkmn" for second in "aeio")
#: the worst requests known, by what they are meant to use up
WORST = {
    "many words": "/search?q=children+OR+online+OR+police+OR+court+OR+report+OR+sexual",
    "many stars": f"/search?q={STARS}",
    "everything": "/search?everything=1&order=date",
    "deep page": "/search?q=children&page=99",
    "word forms": "/search?q=reporting+exploited+policing+sexually+courts+childhood",
    "spreadsheet": "/a/articles.xlsx",
    "all rows": "/a/articles.csv?_stream=on",
    "all texts": "/a/texts.csv?_stream=on",
    "found rows": "/a/search.json?q=children&everything=1",
    "feed": "/a/new_articles.atom?q=children",
    "facets": "/a/articles?_facet=title&_facet=url&_facet=authors",
    "charts": "/charts",
    "endless SQL": f"/a.json?sql={ENDLESS}count(*)+from+n",
    "large SQL": f"/a.json?sql={ENDLESS}zeroblob(9000000)+from+n",
    "wide SQL": "/a.json?sql=select+group_concat(a.text||b.text)+from+texts+a,+texts+b,+texts+c",
    "like": "/a/texts?text__contains=" + "%25a" * 100,
    "no page": "/a/b/c/d",
    "log-in": "/-/login",
    "old front page": "/?before=2020-01-01",
}


@dataclass(slots=True)
class Seen:
    """What the attack and the reader saw."""

    answers: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    searches: list[float] = field(default_factory=list)
    turned_away: int = 0
    refused: int = 0
    memory: int = 0
    processor: float = 0


async def attack(address: str, seen: Seen, ends: float, seed: int) -> None:
    """Ask for one of the worst after the other until the end."""
    choose = random.Random(seed)  # noqa: S311 - nothing secret
    places = list(WORST.values())
    async with httpx.AsyncClient(trust_env=False, timeout=30, base_url=address) as client:
        while time.monotonic() < ends:
            try:
                seen.answers[str((await client.get(choose.choice(places))).status_code)] += 1
            except httpx.HTTPError as error:
                seen.answers[type(error).__name__] += 1


async def read(address: str, seen: Seen, ends: float) -> None:
    """Open the front page now and then, as a reader does."""
    async with httpx.AsyncClient(trust_env=False, timeout=60, base_url=address) as client:
        while time.monotonic() < ends:
            began = time.monotonic()
            with suppress(httpx.HTTPError):
                seen.refused += (await client.get("/")).status_code != 200
            seen.waits.append(time.monotonic() - began)
            await asyncio.sleep(READ_EVERY)


async def search(address: str, seen: Seen, ends: float) -> None:
    """Search now and then, from another address than the attackers."""
    transport = httpx.AsyncHTTPTransport(local_address="127.0.0.2")
    async with httpx.AsyncClient(transport=transport, timeout=60, base_url=address) as client:
        while time.monotonic() < ends:
            began = time.monotonic()
            with suppress(httpx.HTTPError):
                seen.turned_away += (await client.get("/search?q=children")).status_code != 200
            seen.searches.append(time.monotonic() - began)
            await asyncio.sleep(READ_EVERY)


def processor_seconds(process: int) -> float:
    """Return the processor time that a process has taken, by the clock that Linux gives each (clock_getcpuclockid)."""
    return time.clock_gettime((~process << 3) | 2)


async def watch_memory(process: int, seen: Seen, ends: float) -> None:
    """Note the most memory that the room takes."""
    while time.monotonic() < ends:
        seen.memory = max(seen.memory, resident_bytes(process))
        await asyncio.sleep(0.25)


def resident_bytes(process: int) -> int:
    """Return the memory that a process holds, from Linux's status file of it."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


async def run(address: str, process: int, clients: int, seconds: float) -> Seen:
    """Attack and read at the same time."""
    seen, ends = Seen(), time.monotonic() + seconds
    async with httpx.AsyncClient(trust_env=False, timeout=60, base_url=address) as client:
        await client.get("/")  # templates are compiled with the first page
    attacks = (attack(address, seen, ends, number) for number in range(clients))
    began = processor_seconds(process)
    readers = (read(address, seen, ends), search(address, seen, ends))
    await asyncio.gather(*attacks, *readers, watch_memory(process, seen, ends))
    seen.processor = processor_seconds(process) - began
    return seen


def described(waits: list[float]) -> str:
    """Return how long pages took."""
    found = sorted(waits)
    p50, p95 = found[len(found) // 2], found[int(len(found) * 0.95)]
    return f"{len(found)} times, p50 {p50:.2f} s, p95 {p95:.2f} s, longest {found[-1]:.2f} s"


def report(seen: Seen) -> bool:
    """Print what was seen; return whether it is as it must be."""
    print(f"attackers' answers: {dict(sorted(seen.answers.items()))}")
    print(f"front page: {described(seen.waits)}, {seen.refused} not answered well")
    print(f"search from another address: {described(seen.searches)}, {seen.turned_away} turned away")
    print(f"the room: {seen.memory / 1e6:.0f} MB at most, {seen.processor:.1f} s of the processor")
    p95 = sorted(seen.waits)[int(len(seen.waits) * 0.95)]
    return p95 < MUST_SECONDS and seen.memory < MUST_BYTES and not seen.refused


def main() -> int:
    """Make the archive unless one is given, and attack; 1 where something misses what it must reach."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--database", type=Path, help="an archive made before; its file has to be called a.db")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.database or Path(folder) / "a.db"
        if not path.exists():
            make(path, options.articles)
        with serve(path) as process:
            try:
                address = address_of(process)
                # what the room logs is read, or it would wait for that
                reading = threading.Thread(target=deque, args=(process.stderr, 0), daemon=True)
                reading.start()
                seen = asyncio.run(run(address, process.pid, options.clients, options.seconds))
            finally:
                process.terminate()
                reading.join()
    return 0 if report(seen) else 1


if __name__ == "__main__":
    sys.exit(main())
