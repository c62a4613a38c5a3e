"""One writer at a time, and a dead one is replaced."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from storage import lease
from storage.clock import stamp
from storage.lease import Holder, may_take_over

PATIENCE = timedelta(seconds=60)


def test_the_first_gets_it_and_the_second_learns_who_has_it(database: Database, at: datetime) -> None:
    assert lease.acquire(database, "scrapy watch", at, PATIENCE) is None
    holder = lease.acquire(database, "scrapy load", at + timedelta(seconds=5), PATIENCE)
    assert holder is not None
    assert "scrapy watch (process " in str(holder)
    lease.release(database)
    assert lease.acquire(database, "scrapy load", at, PATIENCE) is None


def test_a_silent_holder_is_replaced_and_a_beating_one_is_not(database: Database, at: datetime) -> None:
    lease.acquire(database, "scrapy watch", at, PATIENCE)
    later = at + timedelta(seconds=61)
    lease.beat(database, later - timedelta(seconds=10))
    assert lease.acquire(database, "scrapy load", later, PATIENCE) is not None
    assert lease.acquire(database, "scrapy load", later + PATIENCE, PATIENCE) is None


def test_a_holder_whose_process_is_gone_is_replaced_at_once(database: Database, at: datetime) -> None:
    lease.acquire(database, "scrapy watch", at, PATIENCE)
    database.execute("update lease set pid = 2147483646")
    assert lease.acquire(database, "scrapy watch", at + timedelta(seconds=1), PATIENCE) is None


def test_releasing_leaves_another_holder_alone(database: Database, at: datetime) -> None:
    database.execute("insert into lease values (1, 'scrapy watch', 'elsewhere', 1, ?, ?)", [stamp(at), stamp(at)])
    lease.release(database)
    assert lease.current_holder(database) is not None


@given(silent=st.integers(0, 300), here=st.booleans(), alive=st.booleans())
def test_who_is_heard_of_in_time_keeps_it(silent: int, here: bool, alive: bool) -> None:
    at = datetime.fromisoformat("2026-03-02T08:30:00+00:00")
    holder = Holder("scrapy watch", "here" if here else "there", 1, at, at - timedelta(seconds=silent))
    taken = may_take_over(holder, host="here", alive=alive, at=at, patience=PATIENCE)
    assert taken == ((here and not alive) or silent > 60)
