"""What holds a text that was taken down, or a part of it, for a person to decide on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database

from items import Resemblance
from storage.clock import stamp
from storage.sql import placeholders


class CandidateState(StrEnum):
    """What becomes of a candidate; the values of ``takedown_candidates.state``."""

    KEPT_OUT = "kept out"
    OFFERED = "offered"
    CONFIRMED = "confirmed"
    RELEASED = "released"


#: states in which nobody has decided yet
OPEN = (CandidateState.KEPT_OUT, CandidateState.OFFERED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One address that holds a removed text or a part of it."""

    id: int
    text: int
    address: str
    source: str
    article: int | None
    kind: str
    share_of_removed: float
    share_of_text: float
    state: str
    found_at: str
    decided_at: str | None


def record_candidates(
    database: Database,
    found: Iterable[Resemblance],
    *,
    address: str,
    source: str,
    article: int | None,
    at: datetime,
) -> None:
    """List an address for a person: offered where an article is stored, else kept out. What was decided stays."""
    state = CandidateState.KEPT_OUT if article is None else CandidateState.OFFERED
    for one in found:
        database.execute(
            "insert into takedown_candidates (text, address, source, article, kind, share_of_removed, share_of_text, "
            "state, found_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (text, address) do update set "
            "article = coalesce(excluded.article, article), kind = excluded.kind, "
            "share_of_removed = excluded.share_of_removed, share_of_text = excluded.share_of_text, "
            "state = iif(coalesce(excluded.article, article) is null, 'kept out', 'offered') "
            "where state in ('kept out', 'offered')",
            [
                one.text,
                address,
                source,
                article,
                one.kind,
                round(one.share_of_removed, 3),
                round(one.share_of_text, 3),
                state,
                stamp(at),
            ],
        )


def released_texts(database: Database, addresses: Collection[str]) -> set[int]:
    """Return the removed texts that a person has said one of these addresses may hold."""
    rows = database.execute(
        f"select text from takedown_candidates where address in ({placeholders(addresses)}) and state = 'released'",
        list(addresses),
    )
    return {row.text for row in rows}


def read_candidates(database: Database, condition: str, values: Collection[object]) -> list[Candidate]:
    """Return the candidates that meet a condition, in order."""
    rows = database.execute(f"select * from takedown_candidates where {condition} order by id", list(values)).fetchall()
    return [Candidate(*row) for row in rows]


def open_candidates(database: Database) -> list[Candidate]:
    """Return what nobody has decided on yet."""
    return read_candidates(database, f"state in ({placeholders(OPEN)})", OPEN)


def decide_candidate(database: Database, number: int, state: CandidateState, at: datetime) -> None:
    """Write what a person has decided of a candidate."""
    database.execute(
        "update takedown_candidates set state = ?, decided_at = ? where id = ?", [state, stamp(at), number]
    )


def reopen_candidate(database: Database, number: int, state: str) -> None:
    """Have a person decide on a candidate again."""
    database.execute("update takedown_candidates set state = ?, decided_at = null where id = ?", [state, number])
