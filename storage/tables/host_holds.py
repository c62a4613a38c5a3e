"""The hosts that asked to be left alone for a while, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlite_utils import Database

from storage.clock import stamp

#: no host is left alone for longer without being asked again; chosen, not measured
MAX_HOLD = timedelta(days=2)


def current_holds(database: Database, at: datetime) -> dict[str, str]:
    """Return the reason for each host that is not to be asked yet; holds that have ended are forgotten."""
    # what reaches further ahead was written by a clock that was wrong
    database.execute("delete from holds where until <= ? or until > ?", [stamp(at), stamp(at + MAX_HOLD)])
    return dict(database.execute("select host, reason from holds").fetchall())


def hold_host(database: Database, host: str, until: datetime, reason: str) -> None:
    """Leave ``host`` alone until then."""
    database.execute(
        "insert or replace into holds (host, until, reason) values (?, ?, ?)", [host, stamp(until), reason]
    )
