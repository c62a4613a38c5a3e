"""Tasks, turns of hosts and leases in PostgreSQL: one at a time, nothing lost, and only the guilty given up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import psycopg
import pytest
from sqlite_utils import Database

from items import Hint
from spiders.engine.exchange import Exchange
from storage.engine import tasks, turns
from storage.engine.connection import Engine, EngineError
from storage.engine.recovery import has_turn_alone, recover
from storage.engine.status import read_status
from storage.engine.tasks import NewTask
from storage.engine.turns import MOST_DEATHS, Held, Hold, Next, Turn
from storage.tables import pages

HOST, OTHER = "herald.example", "gazette.example"
LONG, PATIENCE = 600.0, 60.0
Work = Callable[[Engine], Awaitable[None]]


async def nothing(engine: Engine) -> None:
    """Do nothing."""


async def with_engine(url: str, work: Work) -> None:
    engine = Engine(url)
    await engine.open()
    try:
        await work(engine)
    finally:
        await engine.close()


def page(name: str, host: str = HOST, *, priority: int = 0) -> NewTask:
    address = f"https://{host}/{name}"
    return NewTask(tasks.task_key(address), address, host, True, priority, name.encode())


async def begin(
    engine: Engine, host: str = HOST, worker: str = "a", lease: float = LONG, *, alone: bool = False
) -> Turn:
    """Begin a turn that there must be."""
    begun = await turns.begin_turn(engine, host, worker, lease, PATIENCE, alone=alone)
    assert isinstance(begun, Turn), begun
    return begun


def rows(url: str, sql: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(sql).fetchall()


def live_turns(url: str) -> list[tuple[object, ...]]:
    return rows(url, "select lock, queue_name from procrastinate_jobs where status in ('todo', 'doing') order by 1")


def test_a_host_is_asked_by_one_task_at_a_time_and_rests_afterwards(url: str) -> None:
    async def work(engine: Engine) -> None:
        await tasks.hand_out(engine, [page("first"), page("second"), page("list", priority=10), page("x", OTHER)])
        turn = await begin(engine)
        assert turn.message == b"list"
        later = await turns.begin_turn(engine, HOST, "b", LONG, PATIENCE, alone=False)
        assert isinstance(later, Next)
        assert later.seconds
        await begin(engine, OTHER, "b")
        following = await turns.end_turn(engine, turn, b"came", 5.0)
        assert following.seconds
        assert 3 < following.seconds <= 5
        resting = await turns.begin_turn(engine, HOST, "b", LONG, PATIENCE, alone=False)
        assert isinstance(resting, Next)
        assert resting.seconds
        assert 2 < resting.seconds <= 5

    asyncio.run(with_engine(url, work))
    assert live_turns(url) == [(OTHER, "shared"), (HOST, "shared")]


def test_what_is_handed_out_or_answered_twice_is_there_once(url: str) -> None:
    async def work(engine: Engine) -> None:
        for _ in range(2):
            await tasks.hand_out(engine, [page("first")])
        turn = await begin(engine)
        await turns.end_turn(engine, turn, b"came", 0.0)
        await turns.end_turn(engine, turn, b"came again", 0.0)
        (answered,) = await tasks.answers(engine, ())
        assert answered.answer == b"came"
        assert await tasks.answers(engine, [answered.id]) == []
        for _ in range(2):
            await tasks.acknowledge(engine, [answered.id])
        assert await tasks.answers(engine, ()) == []
        assert await turns.end_turn(engine, turn, b"too late", 0.0) == Next(None)

    asyncio.run(with_engine(url, work))
    assert rows(url, "select count(*) from engine_tasks") == [(0,)]


def test_what_nobody_waits_for_is_taken_back_unless_it_is_under_way(url: str) -> None:
    async def work(engine: Engine) -> None:
        handed = [page("answered"), page("under-way"), page("waiting")]
        await tasks.hand_out(engine, handed)
        await turns.end_turn(engine, await begin(engine), b"came", 0.0)
        await begin(engine)
        await tasks.withdraw(engine, [task.key for task in handed])

    asyncio.run(with_engine(url, work))
    left = rows(url, "select message from engine_tasks order by id")
    assert left == [(b"answered",), (b"under-way",)]


def test_what_a_dead_worker_was_at_is_tried_again_alone_and_after_the_others(url: str) -> None:
    async def work(engine: Engine) -> None:
        await tasks.hand_out(engine, [page("deadly"), page("innocent")])
        dead = await begin(engine, lease=0.0)
        assert (await begin(engine, worker="b", lease=0.0)).message == b"innocent"
        # the answer of one that was only slow counts, and its host is not freed under the other
        assert await turns.end_turn(engine, dead, None, 0.0)
        assert await turns.renew_leases(engine, "a", LONG) == set()
        begun = await turns.begin_turn(engine, HOST, "c", LONG, PATIENCE, alone=False)
        assert begun == Next(0.0, alone=True)
        await engine.defer_turn(HOST, 0.0, alone=True)
        assert (await begin(engine, alone=True)).message == b"deadly"

    asyncio.run(with_engine(url, work))


def test_a_task_that_kills_a_worker_alone_is_given_up_and_no_other(url: str) -> None:
    async def work(engine: Engine) -> None:
        await tasks.hand_out(engine, [page("deadly"), page("innocent")])
        for _ in range(2 * MOST_DEATHS):
            # killed with its parent, or at other tasks: nobody knows what did it
            await begin(engine, lease=0.0)
            await turns.begin_turn(engine, HOST, "b", 0.0, PATIENCE, alone=False)
            with psycopg.connect(url) as connection:
                connection.execute("update engine_tasks set deaths = 0")
        assert await tasks.answers(engine, ()) == []
        with psycopg.connect(url) as connection:
            connection.execute("update engine_tasks set deaths = 1")
            connection.execute("update engine_hosts set task = null")
        for number in range(MOST_DEATHS):
            assert (await begin(engine, worker="child", alone=True)).message == b"deadly"
            given_up = await turns.blame(engine, "child", b"given up")
            assert bool(given_up) is (number == MOST_DEATHS - 1)
        assert await turns.blame(engine, "child", b"given up") == []
        assert [answered.answer for answered in await tasks.answers(engine, ())] == [b"given up"]
        assert (await begin(engine, worker="child", alone=True)).message == b"innocent"

    asyncio.run(with_engine(url, work))


def test_a_host_that_asks_for_time_gets_it(url: str) -> None:
    async def work(engine: Engine) -> None:
        await tasks.hand_out(engine, [page("first"), page("second"), page("x", OTHER)])
        turn = await begin(engine)
        short = [Hold(HOST, timedelta(seconds=30), "busy")]
        assert await turns.end_turn(engine, turn, None, 0.0, short) == Next(0.0, alone=False)
        wait = await turns.begin_turn(engine, HOST, "a", LONG, PATIENCE, alone=False)
        assert isinstance(wait, Next)
        assert wait.seconds
        assert 20 < wait.seconds <= 30
        turn = await begin(engine, OTHER)
        await turns.end_turn(engine, turn, b"held", 0.0, [Hold(HOST, timedelta(hours=3), "closed until noon")])
        assert await turns.begin_turn(engine, HOST, "a", LONG, PATIENCE, alone=False) == Held("closed until noon")
        await turns.answer_all(engine, HOST, b"held")
        assert len(await tasks.answers(engine, ())) == 3

    asyncio.run(with_engine(url, work))
    assert rows(url, "select max(holds) from engine_tasks") == [(1,)]


def test_a_redirect_to_another_host_waits_for_that_host(url: str) -> None:
    async def work(engine: Engine) -> None:
        await tasks.hand_out(engine, [page("first"), page("x", OTHER)])
        mine, theirs = await begin(engine), await begin(engine, OTHER, "b")
        assert await turns.take_another_host(engine, OTHER, mine.task, "a", LONG) > 0
        await turns.end_turn(engine, theirs, b"", 0.0)
        assert await turns.take_another_host(engine, OTHER, mine.task, "a", LONG) == 0
        assert await turns.take_another_host(engine, OTHER, mine.task, "a", LONG) == 0
        assert await turns.renew_leases(engine, "a", LONG) == {mine.task}
        await turns.end_turn(engine, mine, b"", 7.0)

    asyncio.run(with_engine(url, work))
    assert rows(url, "select count(*) from engine_hosts where task is null and next_request > now()") == [(2,)]


def test_what_is_broken_is_made_whole(url: str) -> None:
    async def work(engine: Engine) -> None:
        await tasks.hand_out(engine, [page("first"), page("x", OTHER)])
        # a turn under way whose worker is gone, and a host without one
        manager = engine.app.job_manager
        worker = await manager.register_worker()
        job = await manager.fetch_job(queues=["shared"], worker_id=worker)
        assert job
        await manager.unregister_worker(worker)
        with psycopg.connect(url) as connection:
            connection.execute("delete from procrastinate_jobs where status = 'todo'")
        await recover(engine, 30.0)
        assert not await has_turn_alone(engine)

    asyncio.run(with_engine(url, work))
    assert live_turns(url) == [(OTHER, "shared"), (HOST, "shared")]
    assert rows(url, "select count(*) from procrastinate_jobs where status = 'doing'") == [(0,)]


def test_a_robots_txt_is_known_to_all_for_a_while(url: str) -> None:
    async def work(engine: Engine) -> None:
        await turns.share_robots(engine, "https://a.example", 200, b"User-agent: *")
        await turns.share_robots(engine, "https://a.example", 404, b"")
        assert await turns.shared_robots(engine, "https://a.example", timedelta(hours=1)) == (404, b"")
        assert await turns.shared_robots(engine, "https://a.example", timedelta()) is None

    asyncio.run(with_engine(url, work))


def test_answers_of_an_earlier_watch_are_used_once_and_only_for_pages_that_wait(
    url: str, database: Database, at: datetime
) -> None:
    for name in ("waits", "stored"):
        pages.register_listed(database, "herald", Hint(f"https://{HOST}/{name}"), at)
    database.execute("update pages set outcome = 'stored' where url like '%/stored'")
    taken: list[bytes] = []

    async def work(engine: Engine) -> None:
        feed = NewTask("list", f"https://{HOST}/feed", HOST, False, 10, b"feed")
        await tasks.hand_out(engine, [page("waits"), page("stored"), feed])
        for name in (b"feed", b"waits", b"stored"):
            turn = await begin(engine)
            assert turn.message == name
            await turns.end_turn(engine, turn, name, 0.0)

        def deliver(answered: tasks.Answered) -> bool:
            taken.append(answered.answer)
            return True

        exchange = Exchange(engine, deliver)
        await exchange.go_through(database)
        await exchange.exchange()
        assert taken == []  # nobody has asked yet
        exchange.outgoing.append(page("waits"))
        await exchange.exchange()
        assert taken == [b"waits"]
        await exchange.exchange()
        assert taken == [b"waits"]
        exchange.stored |= exchange.under_way
        assert rows(url, "select count(*) from engine_tasks") == [(1,)]
        exchange.note_commit()
        await exchange.close()

    asyncio.run(with_engine(url, work))
    assert rows(url, "select count(*) from engine_tasks") == [(0,)]


def test_the_status_counts(url: str) -> None:
    async def work(engine: Engine) -> None:
        await tasks.hand_out(engine, [page("first"), page("second"), page("x", OTHER)])
        await turns.end_turn(engine, await begin(engine, OTHER), b"", 0.0)
        await begin(engine)

    asyncio.run(with_engine(url, work))
    status = read_status(url, 30.0)
    assert status
    assert (status.waiting, status.suspects, status.answered, status.hosts_asked, status.workers) == (2, 0, 1, 1, 0)
    assert status.oldest


def test_a_database_that_is_not_there_is_a_clear_sentence() -> None:
    with pytest.raises(EngineError, match="see ENGINE_URL"):
        asyncio.run(with_engine("postgresql://postgres@127.0.0.1:1/postgres?connect_timeout=5", nothing))
