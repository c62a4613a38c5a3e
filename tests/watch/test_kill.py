"""kill -9 in the middle of a watch, then the same command again: nothing is lost and nothing is double."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.hostileweb.content import article, feed, html, plain, xml
from tests.hostileweb.server import serving as serving_pages
from tests.sampleweb.server import SampleWeb, serving
from tests.sampleweb.world import Reply

ROOT = Path(__file__).resolve().parents[2]
#: pages that the web has answered when the watch is killed
MOMENTS = (15, 30, 45)
#: a crawl of about 300 pages
HOSTS, PAGES = 15, 20
SAMPLE = {"SOURCES": "tests/sampleweb/sources.toml", "DOWNLOAD_DELAY": "0.1"}


def start(database: Path, web: SampleWeb, **settings: str) -> subprocess.Popen[bytes]:
    """Starts a watch over the sample web, or as the settings have it, in a session of its own."""
    values = {**SAMPLE, "DATABASE": str(database), **settings}
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", "watch", *(word for k, v in values.items() for word in ("-s", f"{k}={v}"))],
        cwd=ROOT,
        env=os.environ | web.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def wait_for(web: SampleWeb, process: subprocess.Popen[bytes], answers: int) -> None:
    """Waits until the web has answered so many requests more, or the watch has ended; bounded in time."""
    seen, deadline = len(web.log), time.monotonic() + 60
    while process.poll() is None and len(web.log) - seen < answers and time.monotonic() < deadline:
        time.sleep(0.005)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kills a watch and its workers as they stand."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def contents(database: Path) -> list[tuple[object, ...]]:
    """What two watches of the same web must agree on."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        connection.execute("insert into articles_fts(articles_fts) values ('integrity-check')")
        assert connection.execute("select count(*) from pages where outcome = 'pending'").fetchone() == (0,)
        return connection.execute(
            "select articles.title, articles.published, articles.on_topic, original.title, articles.story is null, "
            "text "
            "from articles join texts on texts.article = articles.id "
            "left join articles as original on original.id = articles.duplicate_of order by 1, 2, 6"
        ).fetchall()


def outcomes(database: Path) -> dict[str, str]:
    """Every page with what became of it."""
    with closing(sqlite3.connect(database)) as connection:
        return dict(connection.execute("select url, outcome from pages").fetchall())


def test_a_killed_watch_goes_on_where_it_stopped(tmp_path: Path) -> None:
    killed, whole = tmp_path / "killed.db", tmp_path / "whole.db"
    with serving() as web:
        assert start(whole, web).wait(timeout=120) == 0
        for answers in MOMENTS:
            process = start(killed, web)
            wait_for(web, process, answers)
            kill(process)
        assert start(killed, web).wait(timeout=120) == 0
    assert contents(killed) == contents(whole)
    with closing(sqlite3.connect(killed)) as connection:
        ended = [row[0] for row in connection.execute("select outcome from runs order by id")]
    assert ended == ["interrupted"] * len(MOMENTS) + ["finished"]


def three_hundred_pages() -> dict[str, Reply]:
    """Sites of small pages, found by feeds."""
    replies: dict[str, Reply] = {}
    for number in range(HOSTS):
        host = f"site-{number}.example"
        paths = [f"/2026/03/01/page-{page}" for page in range(PAGES)]
        replies[f"{host}/robots.txt"] = plain("", 404)
        replies[f"{host}/feed"] = xml(feed(host, paths))
        # off topic and large enough to be told so without being cleaned
        replies |= {f"{host}{path}": html(article(f"{host} {path}", body="<hr>" * 6000)) for path in paths}
    return replies


def sources(folder: Path) -> str:
    """The sources file of the three hundred pages; returns its path."""
    path = folder / "sources.toml"
    path.write_text(
        "\n".join(
            f'[site-{n}]\nname = "Site {n}"\nkind = "newspaper"\ncountry = "PH"\nlanguage = "en"\n'
            f'homepage = "http://site-{n}.example/"\nfeed = "http://site-{n}.example/feed"'
            for n in range(HOSTS)
        ),
        "utf-8",
    )
    return str(path)


@pytest.mark.parametrize("kills", [30, pytest.param(300, marks=[pytest.mark.slow, pytest.mark.kill])])
def test_however_often_it_is_killed_nothing_acknowledged_is_lost(tmp_path: Path, kills: int) -> None:
    choose, database = random.Random(kills), tmp_path / "killed.db"  # noqa: S311
    # as slow as it takes to be in the middle of it each time
    settings = {"SOURCES": sources(tmp_path), "DOWNLOAD_DELAY": "0.05", "BATCH_SECONDS": "0.2", "BATCH_SIZE": "5"}
    with serving_pages(three_hundred_pages(), {}) as web:
        acknowledged: dict[str, str] = {}
        for _ in range(kills):
            process = start(database, web, **settings)
            if choose.random() < 0.2:
                time.sleep(choose.uniform(0, 1.5))  # also while it starts and ends
            else:
                wait_for(web, process, choose.randint(1, 2 * 300 // 30))
            kill(process)
            if not database.exists():
                continue
            now = outcomes(database) if acknowledged or has_pages(database) else {}
            lost = {
                u for u, outcome in acknowledged.items() if outcome != "pending" and now.get(u) in {None, "pending"}
            }
            assert not lost
            acknowledged = now
        assert start(database, web, **settings).wait(timeout=120) == 0
        whole = tmp_path / "whole.db"
        assert start(whole, web, **settings).wait(timeout=120) == 0
    assert contents(database) == contents(whole)
    assert outcomes(database) == outcomes(whole)
    assert len(outcomes(whole)) == HOSTS * PAGES


def has_pages(database: Path) -> bool:
    with closing(sqlite3.connect(database)) as connection:
        return bool(connection.execute("select 1 from sqlite_master where name = 'pages'").fetchone())


def test_a_second_watch_at_the_same_time_steps_back(tmp_path: Path) -> None:
    database = tmp_path / "one.db"
    with serving() as web:
        # so slow that it cannot end before the second has looked
        first = start(database, web, DOWNLOAD_DELAY="5")
        wait_for(web, first, 5)
        settings = ["-s", f"DATABASE={database}", "-s", f"SOURCES={ROOT / 'tests/sampleweb/sources.toml'}"]
        second = subprocess.run(
            [sys.executable, "-m", "scrapy", "watch", *settings],
            cwd=ROOT,
            env=os.environ | web.environment(),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert first.poll() is None, "the first watch was disturbed"
        kill(first)
    assert second.returncode == 0
    assert f"is being written by scrapy watch (process {first.pid} on " in second.stdout
    assert second.stdout.strip().endswith("nothing to do")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_watch_that_is_stopped_ends_soon_and_leaves_the_rest_waiting(tmp_path: Path, number: signal.Signals) -> None:
    database = tmp_path / "a.db"
    with serving() as web:
        process = start(database, web, DOWNLOAD_DELAY="0.3")
        wait_for(web, process, 45)
        began = time.monotonic()
        process.send_signal(number)
        assert process.wait(timeout=60) == 1
        # 3 s on a machine of its own
        assert time.monotonic() - began < 8
        with closing(sqlite3.connect(database)) as connection:
            assert connection.execute("select outcome from runs").fetchall() == [("stopped",)]
            assert connection.execute("select count(*) from lease").fetchone() == (0,)
        assert start(database, web).wait(timeout=120) == 0
    assert contents(database)


def test_a_full_disk_is_a_clear_sentence_and_leaves_a_sound_database(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    bound = 600_000  # bytes that a file may have, as if the disk ended there

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (bound, bound))

    with serving_pages(three_hundred_pages(), {}) as web:
        settings = {"DATABASE": str(database), "SOURCES": sources(tmp_path), "DOWNLOAD_DELAY": "0.05", "ON_TOPIC": "1"}
        command = [sys.executable, "-m", "scrapy", "watch", "--nolog"]
        done = subprocess.run(
            [*command, *(word for k, v in settings.items() for word in ("-s", f"{k}={v}"))],
            cwd=ROOT,
            env=os.environ | web.environment(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            preexec_fn=limit,
        )
    assert done.returncode == 1
    assert f"the database {database} cannot be " in done.stderr
    assert "Traceback" not in done.stderr
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]


def test_a_database_that_may_not_be_written_is_a_clear_sentence(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    database.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "watch", "--nolog", "-s", f"DATABASE={database}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"the database {database} cannot be opened: ")
