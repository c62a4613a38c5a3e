"""One run at a time: a row that says who is writing, kept fresh by a heartbeat."""

from __future__ import annotations

import os
import socket
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from storage.clock import parse_stamp, stamp


class LeaseLostError(sqlite3.OperationalError):
    """Another process holds the lease that this one had; raised by Session before it would commit."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the database: the command, its host and process, since when, and when it was last heard of."""

    command: str
    host: str
    pid: int
    started: datetime
    heartbeat: datetime

    def __str__(self) -> str:
        return f"{self.command} (process {self.pid} on {self.host}, since {stamp(self.started)})"


#: how far ahead of ours the clock of another host may be; chosen, not measured
MAX_CLOCK_AHEAD = timedelta(hours=1)


def may_take_over(holder: Holder, *, host: str, alive: bool, at: datetime, patience: timedelta) -> bool:
    """Return whether the holder is dead: its process is gone from this host, or it has been silent for too long."""
    if holder.host == host and not alive:
        return True
    # a heartbeat far ahead is that of a clock that was wrong
    return at - holder.heartbeat > patience or holder.heartbeat - at > MAX_CLOCK_AHEAD


def acquire(database: Database, command: str, at: datetime, patience: timedelta) -> Holder | None:
    """Take the lease for this process; return None on success, else who holds it.

    A dead holder's lease is taken over. ``patience`` is how long a holder may be silent.
    """
    with database.atomic():
        # the write lock is taken before looking, so that two starters cannot both find the lease free
        database.execute("update lease set id = id")
        holder = current_holder(database)
        if holder is not None and not may_take_over(
            holder, host=socket.gethostname(), alive=is_alive(holder.pid), at=at, patience=patience
        ):
            return holder
        database.execute(
            "insert or replace into lease (id, holder, host, pid, started, heartbeat) values (1, ?, ?, ?, ?, ?)",
            [command, socket.gethostname(), os.getpid(), stamp(at), stamp(at)],
        )
    return None


def current_holder(database: Database) -> Holder | None:
    """Return the present holder, alive or not."""
    row = database.execute("select holder, host, pid, started, heartbeat from lease").fetchone()
    if row is None:
        return None
    return Holder(row.holder, row.host, row.pid, parse_stamp(row.started), parse_stamp(row.heartbeat))


def is_held(database: Database) -> bool:
    """Say whether this process holds the lease."""
    holder = current_holder(database)
    return holder is not None and (holder.pid, holder.host) == (os.getpid(), socket.gethostname())


def beat(database: Database, at: datetime) -> None:
    """Say that this process is alive; do nothing when it holds no lease."""
    database.execute(
        "update lease set heartbeat = ? where pid = ? and host = ?", [stamp(at), os.getpid(), socket.gethostname()]
    )


def release(database: Database) -> None:
    """Give the lease back, if this process holds it."""
    database.execute("delete from lease where pid = ? and host = ?", [os.getpid(), socket.gethostname()])


def is_alive(pid: int) -> bool:
    """Return whether a process with this number runs on this host."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
