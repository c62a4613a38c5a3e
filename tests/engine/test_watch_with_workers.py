"""A watch whose requests are made by workers: the same outcomes, one request at a time to a host, whoever is killed."""

from __future__ import annotations

import asyncio
import random
import signal
import time
from collections import Counter
from pathlib import Path

import psycopg
import pytest

from tests.engine.cluster import POISON, Cluster, kill, pages_of, running, wait_until
from tests.engine.postgres import Server, serving_postgres
from tests.hostileweb.acts import HEAD
from tests.hostileweb.content import html, plain
from tests.hostileweb.server import serving
from tests.sampleweb.server import Request
from tests.sampleweb.world import Reply

ON_TOPIC = """<!doctype html><html lang=en><title>Court convicts trafficker in OSEC case</title><main><article>
<h1>Court convicts trafficker in OSEC case</h1>
<p>A court in Cebu convicted a woman of the online sexual exploitation of children, the justice ministry said.</p>
<p>The National Bureau of Investigation had arrested her last year after a referral from abroad, officers said.</p>
<p>Prosecutors said that the livestreaming of child sexual abuse remains a threat and must be reported.</p>
<p>The sentence is the fourth for online sexual abuse or exploitation of children in the region this year.</p>
</article></main></html>"""
#: nobody is killed, and a busy machine may keep a worker from its leases for long
AT_EASE = {"ADDONS": "{}", "ENGINE_LEASE_SECONDS": "60"}
GIVEN_UP = "it is given up: 3 workers died of it, each of them with this task alone"


def test_a_watch_with_a_worker_stores_what_a_watch_by_itself_does(postgres: Server, url: str, tmp_path: Path) -> None:
    replies = pages_of(4, 4)
    day = "/2026/03/01"
    replies[f"site-1.example{day}/page-0"] = plain("User-agent: *\n", 503)
    replies[f"site-0.example{day}/page-1"] = Reply(302, "text/html", b"", f"http://site-0.example{day}/page-2")
    replies["site-2.example/robots.txt"] = plain(f"User-agent: *\nDisallow: {day}/page-3\n")
    replies[f"site-2.example{day}/page-1"] = html(ON_TOPIC)
    replies |= {f"site-3.example{day}/page-{page}": plain("later", 429) for page in range(4)}
    with serving(replies, {}) as web, running(postgres, web, tmp_path, 4, **AT_EASE) as cluster:
        worker, watch = cluster.run("work"), cluster.run("watch")
        cluster.workers = [worker]
        assert watch.wait(timeout=300) == 0, cluster.log.read_text()
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=120) == 0, cluster.log.read_text()
        outcomes = {url.removeprefix("http://"): outcome for url, (outcome, _) in cluster.outcomes().items()}
        put_off = [reason for outcome, reason in cluster.outcomes().values() if outcome == "pending"]
        assert cluster.most_at_once() == 1
        with psycopg.connect(url) as connection:
            assert connection.execute("select url, is_page, answer is null, parked from engine_tasks").fetchall() == []
            assert connection.execute("select count(*) from engine_hosts where task is not null").fetchone() == (0,)
        # one page was enough to know
        assert sum(entry["status"] == 429 for entry in web.log) == 1
    assert len(put_off) == 4
    assert all(reason.startswith("put off: site-3.example asks to be left alone until ") for reason in put_off)
    assert outcomes[f"site-1.example{day}/page-0"] == "error"
    assert outcomes[f"site-2.example{day}/page-3"] == "blocked_by_robots"
    assert outcomes[f"site-2.example{day}/page-1"] == "stored"
    assert Counter(outcomes.values()) == {
        "off_topic": 9,
        "error": 1,
        "blocked_by_robots": 1,
        "stored": 1,
        "pending": 4,
    }


@pytest.mark.slow
@pytest.mark.kill
@pytest.mark.usefixtures("needs_postgres")
@pytest.mark.parametrize("seed", range(4))
def test_whoever_is_killed_nothing_is_lost_and_only_the_guilty_are_given_up(tmp_path: Path, seed: int) -> None:
    hosts, pages, kills = 8, 40, 12
    choose = random.Random(seed)  # noqa: S311
    with (
        serving_postgres() as server,
        serving(pages_of(hosts, pages, poison=1), {}) as web,
        running(server, web, tmp_path, hosts, DOWNLOAD_DELAY="0.5") as cluster,
    ):
        stored: dict[str, str] = {}
        for _ in range(kills):
            cluster.keep_running(2)
            come = len(web.log)
            wait_until(lambda come=come: len(web.log) > come + choose.randint(0, 20), 30)
            time.sleep(choose.uniform(0, 2))
            kill_one(cluster, choose.choice(("worker", "worker", "writer", "database")), choose)
            now = {url: outcome for url, (outcome, _) in cluster.outcomes().items()}
            assert not {url for url in stored if now.get(url) in {None, "pending"}}
            stored = {url: outcome for url, outcome in now.items() if outcome != "pending"}

        def is_done() -> bool:
            cluster.keep_running(2)
            outcomes = cluster.outcomes()
            return len(outcomes) > hosts * pages and all(outcome != "pending" for outcome, _ in outcomes.values())

        assert wait_until(is_done, 300), cluster.outcomes()
        outcomes = cluster.outcomes()
        assert cluster.most_at_once() == 1
    guilty = {url: reason for url, (outcome, reason) in outcomes.items() if outcome == "error"}
    assert list(guilty.values()) == [GIVEN_UP]
    assert POISON in next(iter(guilty))
    assert Counter(outcome for outcome, _ in outcomes.values()) == {"off_topic": hosts * pages, "error": 1}


@pytest.mark.slow
@pytest.mark.kill
@pytest.mark.usefixtures("needs_postgres")
def test_a_database_that_is_away_for_longer_than_a_lease_has_no_host_asked_twice_at_once(tmp_path: Path) -> None:
    hosts, pages = 4, 3
    replies = pages_of(hosts, pages)
    slow = {address: trickle for address in replies if "page-" in address}
    replies = {address: reply for address, reply in replies.items() if address not in slow}
    with (
        serving_postgres() as server,
        serving(replies, slow) as web,
        running(server, web, tmp_path, hosts, ADDONS="{}") as cluster,
    ):
        cluster.keep_running(2)
        # in the midst of answers that take longer than a lease
        assert wait_until(lambda: sum("page-" in entry["url"] for entry in web.log) >= hosts)
        server.kill()
        time.sleep(8)
        server.start()

        def is_done() -> bool:
            cluster.keep_running(2)
            outcomes = cluster.outcomes()
            return len(outcomes) == hosts * pages and all(outcome != "pending" for outcome, _ in outcomes.values())

        assert wait_until(is_done, 300), cluster.outcomes()
        assert {outcome for outcome, _ in cluster.outcomes().values()} == {"off_topic"}
    assert dict.fromkeys((f"site-{number}.example" for number in range(hosts)), 1) == MOST_OPEN


#: answers under way to a host, and the most that there were
OPEN: Counter[str] = Counter()
MOST_OPEN: dict[str, int] = {}


async def trickle(request: Request, writer: asyncio.StreamWriter) -> None:
    """Answer within seven seconds, a little at a time."""
    OPEN[request.host] += 1
    MOST_OPEN[request.host] = max(MOST_OPEN.get(request.host, 0), OPEN[request.host])
    try:
        writer.write(HEAD + b"\r\n")
        for _ in range(70):
            writer.write(b"<hr> " * 100)
            await writer.drain()
            await asyncio.sleep(0.1)
    finally:
        OPEN[request.host] -= 1


def kill_one(cluster: Cluster, what: str, choose: random.Random) -> None:
    """Kill a worker, the writer or the database, which comes back after a while."""
    if what == "worker":
        kill(choose.choice(cluster.workers))
    elif what == "writer" and cluster.writer is not None:
        kill(cluster.writer)
    else:
        cluster.server.kill()
        time.sleep(choose.uniform(0, 2))
        cluster.server.start()
