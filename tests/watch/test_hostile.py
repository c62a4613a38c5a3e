"""A watch over a hostile web: each behaviour ends as it must, and costs nobody but itself."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.hostileweb.behaviours import BEHAVIOURS, GOOD, GOOD_SITES, PAGE, ROOM, sources, world
from tests.hostileweb.server import HostileWeb, serving

ROOT = Path(__file__).resolve().parents[2]
DELAY = 0.1
#: seconds that the run may take, as its settings have it
BUDGET = 60
MEGABYTES = 600
SETTINGS = {
    "DOWNLOAD_DELAY": DELAY,
    "FIRST_BYTE_TIMEOUT": 8,
    "DOWNLOAD_TIMEOUT": 12,
    "DOWNLOAD_MAXSIZE": 1_200_000,
    "ROBOTS_TIMEOUT": 4,
    "RETRY_AFTER_PATIENCE": 3,
    "PAGES_PER_RUN": ROOM,
    "RUN_SECONDS": BUDGET,
    "ON_TOPIC": 1,
}


@dataclass(frozen=True)
class Watched:
    """A finished watch over the hostile web."""

    database: Path
    output: str
    status: int
    seconds: float
    megabytes: float
    log: list[dict[str, Any]]

    def rows(self, sql: str, *values: object) -> list[Any]:
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(sql, values).fetchall()

    def page(self, url: str) -> tuple[str, str]:
        """Outcome and reason of a page; empty for one never met."""
        rows = self.rows("select outcome, reason from pages where url = ?", url)
        return rows[0] if rows else ("", "")


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """One watch over every behaviour and the good sites beside them."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "sources.toml").write_text(sources(), "utf-8")
    settings = SETTINGS | {"DATABASE": folder / "a.db", "SOURCES": folder / "sources.toml"}
    with serving(*world()) as web:
        yield watch(web, [word for name, value in settings.items() for word in ("-s", f"{name}={value}")])


def watch(web: HostileWeb, settings: list[str]) -> Watched:
    """Run ``scrapy watch`` and measure it; bounded in time."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "watch", *settings],
        cwd=ROOT,
        env=os.environ | web.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    most: list[float] = [0.0]
    gauge = threading.Thread(target=measure, args=(process, most))
    gauge.start()
    output, _ = process.communicate(timeout=3 * BUDGET)
    gauge.join()
    database = Path(next(word for word in settings if word.startswith("DATABASE=")).partition("=")[2])
    return Watched(database, output, process.returncode, time.monotonic() - began, most[0], list(web.log))


def measure(process: subprocess.Popen[str], most: list[float]) -> None:
    """Note the largest memory of the process and its workers together, in megabytes, where the system tells."""
    while process.poll() is None:
        most[0] = max(most[0], memory_of_session(process.pid) / 1024)
        time.sleep(0.5)


def memory_of_session(session: int) -> int:
    """Memory of all processes of a session in kilobytes, what they share counted once."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError, ValueError):
            if int((folder / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                lines = (folder / "smaps_rollup").read_text().splitlines()
                total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_a_behaviour_ends_as_it_must(watched: Watched, name: str) -> None:
    expected = BEHAVIOURS[name]
    outcome, reason = watched.page(f"http://{name}.example{PAGE}")
    if expected.outcome:
        assert outcome == expected.outcome, reason
        assert expected.reason in reason
    if outcome not in {"", "stored"}:
        assert reason
    good, why = watched.page(f"http://{name}.example{GOOD}")
    assert good == expected.good, why
    health, why = watched.rows("select health, health_reason from sources where slug = ?", name)[0]
    assert health == expected.health, why
    assert expected.trouble in why


@pytest.mark.parametrize("name", GOOD_SITES)
def test_a_good_site_comes_through_whole(watched: Watched, name: str) -> None:
    for path in GOOD_SITES[name]:
        assert watched.page(f"http://{name}.example{path}") == ("stored", "")


def test_it_ends_well_and_within_its_budget(watched: Watched) -> None:
    assert watched.status == 0, watched.output[-3000:]
    assert watched.seconds < BUDGET
    assert "Traceback" not in watched.output


def test_it_needs_little_memory(watched: Watched) -> None:
    if not watched.megabytes:
        pytest.skip("this system does not tell what memory a process uses")
    assert watched.megabytes < MEGABYTES


def test_traps_end_at_their_bounds(watched: Watched) -> None:
    asked = [entry["url"] for entry in watched.log]
    assert sum("calendar.example/listing" in url for url in asked) <= 3
    assert sum("endless-index.example/" in url for url in asked) <= 6
    assert sum("session-ids.example/2026" in url for url in asked) == 1
    assert sum("feed-of-1500.example/2026" in url for url in asked) == ROOM
    ((waiting, why),) = watched.rows("select waiting, why from run_sources where source = 'feed-of-1500'")
    assert waiting == 1500 - ROOM
    assert why


def test_no_request_leaves_the_public_web(watched: Watched) -> None:
    assert {entry["host"].rpartition(".")[2] for entry in watched.log} == {"example"}


def test_no_host_is_pressed(watched: Watched) -> None:
    last: dict[str, float] = {}
    patience: dict[str, float] = {}
    for entry in sorted(watched.log, key=lambda entry: entry["time"]):
        # only where the request before had run out of its own time, since a server may notice late that we hung up
        hung_up = entry["time"] - last.get(entry["host"], 0) >= patience.get(entry["host"], 0)
        assert entry["open"] <= 1 or hung_up, f"two requests at once to {entry['host']}"
        limit = "ROBOTS_TIMEOUT" if entry["url"].endswith("/robots.txt") else "FIRST_BYTE_TIMEOUT"
        patience[entry["host"]] = float(SETTINGS[limit])
        assert entry["time"] - last.get(entry["host"], 0) >= DELAY, f"{entry['url']} came too soon"
        last[entry["host"]] = entry["time"]


def test_hosts_that_asked_to_be_left_alone_have_a_row_until_when(watched: Watched) -> None:
    held = dict(watched.rows("select host, until from holds"))
    assert {"asks-for-an-hour.example", "too-many-requests.example", "down-till-tomorrow.example"} <= held.keys()


def test_every_page_that_was_not_looked_at_is_counted_with_its_reason(watched: Watched) -> None:
    seen = watched.rows("select sum(pages) from not_looked_at")[0][0]
    kinds = "('pending', 'error', 'blocked_by_robots', 'blocked_by_wall', 'too_large')"
    assert seen == watched.rows(f"select count(*) from pages where outcome in {kinds}")[0][0]
    assert watched.rows("select count(*) from not_looked_at where reason = '' and outcome <> 'pending'")[0][0] == 0
