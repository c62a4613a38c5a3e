"""Addresses that are not asked for again, since what stood there was taken down or kept out."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from items import Outcome
from storage.clock import stamp
from storage.tables.care.redactions import is_redacted_address
from storage.tables.pages import identity
from storage.tables.url_parameters import learned_parameters

KEPT_OUT_REASON = "it has the text of what was taken down"


def register_barred(database: Database, source: str, url: str, at: datetime) -> bool:
    """Return whether a listed address is barred; its row then says so, and holds nothing of what the list says."""
    canonical = identity(url, learned_parameters(database, url))
    if is_redacted_address(database, (url, canonical)):
        # a row would keep what was redacted
        return True
    reason = barred_reason(database, url, canonical)
    if reason:
        database.execute(
            "insert into pages (url, canonical, source, first_seen, last_seen, outcome, reason) "
            "values (?, ?, ?, ?, ?, ?, ?) on conflict (url) do update set last_seen = excluded.last_seen, hint = ''",
            [url, canonical, source, stamp(at), stamp(at), Outcome.NOT_AN_ARTICLE, reason],
        )
    return bool(reason)


def barred_reason(database: Database, url: str, canonical: str) -> str:
    """Return why an address is barred; empty where it is not."""
    row = database.execute(
        "select 'taken down: ' || reason as why from takedowns where url in (?1, ?2) union all "
        "select ?3 from takedown_candidates where address in (?1, ?2) and state in ('kept out', 'confirmed') limit 1",
        [url, canonical, KEPT_OUT_REASON],
    ).fetchone()
    return str(row.why) if row else ""
