"""What the engine of many machines costs and stands, on loopback; ``--kills N`` kills its parts N times meanwhile.

Prints the turns a second of the bare engine, where nothing is fetched, with the CPU time of a turn on both sides; then
a watch with workers: pages a second and the CPU time a page of workers, writer and database; then, with kills, what was
lost or asked twice, innocent pages given up, requests at once to a host, and the longest silence of a host with pages.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from unittest.mock import Mock

# a script's own folder is on the path, the project's root is not
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import psycopg
from scrapy.settings import Settings

from spiders.engine.messages import failed
from spiders.engine.shift import Shift
from storage.engine import tasks
from storage.engine.tasks import NewTask
from storage.engine.turns import Hold, Turn
from tests.engine.cluster import POISON, Cluster, kill, pages_of, running, wait_until
from tests.engine.postgres import Server, serving_postgres
from tests.hostileweb.server import serving

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_of(process: int) -> float:
    """CPU seconds of a process and its descendants so far, with those that they have waited for."""
    parents: dict[int, int] = {}
    seconds: dict[int, float] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            number = int(path.parent.name)
            parents[number], seconds[number] = int(fields[1]), sum(map(int, fields[11:15])) / TICKS
    tree = {process}
    while more := {child for child, parent in parents.items() if parent in tree} - tree:
        tree |= more
    return sum(seconds.get(number, 0.0) for number in tree)


def own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def bare(server: Server, hosts: int, pages: int) -> None:
    """Take turns at tasks that bring nothing at once, in this process."""
    settings = Settings({"ENGINE_URL": server.url, "ENGINE_LEASE_SECONDS": 30, "ENGINE_CONCURRENCY": 32})
    answer = failed("nothing")

    async def perform(turn: Turn) -> tuple[bytes | None, float, list[Hold]]:
        return answer, 0.0, []

    shift = Shift(Mock(settings=settings), perform, worker="bench", alone=False)
    names = [(f"host-{host}.example", page) for page in range(pages) for host in range(hosts)]
    handed = [NewTask(f"{host}/{page}", f"https://{host}/{page}", host, True, 0, b"{}") for host, page in names]
    await shift.engine.open()
    await tasks.hand_out(shift.engine, handed)
    assert server.process
    database, here, began = cpu_of(server.process.pid), own_cpu(), time.monotonic()
    await shift.start()
    with psycopg.connect(server.url, autocommit=True) as connection:
        open_tasks = "select 1 from engine_tasks where answer is null limit 1"
        while connection.execute(open_tasks).fetchone():  # noqa: ASYNC110
            await asyncio.sleep(0.2)
        took = time.monotonic() - began
        here, database = own_cpu() - here, cpu_of(server.process.pid) - database
        await shift.stop()
        connection.execute("truncate engine_tasks, engine_hosts, procrastinate_jobs cascade")
    each = 1000 / len(names)
    print(
        f"bare engine, {hosts} hosts: {len(names) / took:.0f} turns/s; CPU a turn {here * each:.2f} ms in the worker, "
        f"{database * each:.2f} ms in the database"
    )


def watch(cluster: Cluster, workers: int, expected: int) -> None:
    """Watch once, and print what a page costs."""
    for _ in range(workers):
        cluster.workers.append(cluster.run("work"))
    time.sleep(10)  # until they are ready, which is not what is measured
    assert cluster.server.process
    sessions = [*(worker.pid for worker in cluster.workers), cluster.server.process.pid]
    before = [cpu_of(session) for session in sessions]
    cluster.writer = cluster.run("watch")
    assert wait_until(lambda: len(cluster.web.log) > 0, 60)
    began = time.monotonic()
    writer = 0.0
    while cluster.writer.poll() is None:
        writer = cpu_of(cluster.writer.pid) or writer
        time.sleep(0.2)
    took = time.monotonic() - began
    spent = [cpu_of(session) - cpu for session, cpu in zip(sessions, before, strict=True)]
    done = sum(outcome != "pending" for outcome, _ in cluster.outcomes().values())
    each = 1000 / max(done, 1)
    print(
        f"watch with {workers} workers: {done} of {expected} pages, {done / took:.0f} pages/s; CPU a page "
        f"{sum(spent[:-1]) * each:.1f} ms in workers, {writer * each:.1f} ms in the writer, starting it included, "
        f"{spent[-1] * each:.1f} ms in the database; {cluster.most_at_once()} at once to a host"
    )


def silence(cluster: Cluster) -> float:
    """The longest time in seconds for which a host was not asked between two requests."""
    last: dict[str, float] = {}
    longest = 0.0
    for entry in cluster.web.log:
        longest = max(longest, entry["time"] - last.get(entry["host"], entry["time"]))
        last[entry["host"]] = entry["time"]
    return longest


def stand_kills(cluster: Cluster, workers: int, kills: int, hosts: int, pages: int, poison: int) -> None:
    """Kill workers, writer and database in turn while pages are left, and print what came of it."""
    choose, killed = random.Random(7), Counter[str]()  # noqa: S311
    stored: set[str] = set()
    lost: set[str] = set()
    for number in range(kills):
        cluster.keep_running(workers)
        come = len(cluster.web.log)
        wait_until(lambda come=come: len(cluster.web.log) > come + choose.randint(0, 30), 30)
        time.sleep(choose.uniform(0, 3))
        what = ("worker", "writer", "database")[number % 3]
        killed[what] += 1
        if what == "worker":
            kill(choose.choice(cluster.workers))
        elif what == "writer" and cluster.writer:
            kill(cluster.writer)
        else:
            cluster.server.kill()
            cluster.server.start()
        now = {url for url, (outcome, _) in cluster.outcomes().items() if outcome != "pending"}
        lost |= stored - now
        stored = now
    early = len(stored)

    def is_done() -> bool:
        cluster.keep_running(workers)
        outcomes = cluster.outcomes()
        return len(outcomes) == hosts * pages + poison and all(word != "pending" for word, _ in outcomes.values())

    done = wait_until(is_done, 600)
    outcomes = cluster.outcomes()
    given_up = {url for url, (_, reason) in outcomes.items() if reason.startswith("it is given up")}
    asked = Counter(entry["url"] for entry in cluster.web.log if "page-" in entry["url"])
    print(
        f"{kills} kills ({dict(killed)}), {early} pages done by then; all done: {done}; lost {len(lost)}, "
        f"innocent pages given up {sum(POISON not in url for url in given_up)}; "
        f"deadly ones given up {sum(POISON in url for url in given_up)} of {poison}; "
        f"pages asked for twice or more {sum(count > 1 for count in asked.values())} of {len(asked)}; "
        f"{cluster.most_at_once()} at once to a host; longest silence of a host {silence(cluster):.0f} s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--pages", type=int, default=20, help="of a host")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kills", type=int, default=0)
    options = parser.parse_args()
    with serving_postgres() as server:
        for hosts in (options.hosts, 10 * options.hosts):
            asyncio.run(bare(server, hosts, 1000 // hosts or 1))
        for kills in {0, options.kills}:
            poison = 1 if kills else 0
            hosts, pages = (8, 60) if kills else (options.hosts, options.pages)
            with (
                tempfile.TemporaryDirectory() as folder,
                serving(pages_of(hosts, pages, poison), {}) as web,
                running(server, web, Path(folder), hosts, DOWNLOAD_DELAY="0.5" if kills else "0") as cluster,
            ):
                if kills:
                    stand_kills(cluster, options.workers, kills, hosts, pages, poison)
                else:
                    watch(cluster, options.workers, hosts * pages)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main()
