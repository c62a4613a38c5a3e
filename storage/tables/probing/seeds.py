"""The feeds, sitemaps and listings that were found on the sites of sources, and when each site was looked through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from sqlite_utils import Database

from storage.clock import parse_stamp, stamp
from storage.sql import scalar

#: how often in a row a list gave nothing: a feed or sitemap may be well-formed and empty
FAILED_TIMES: Final = "max(failures, last_success is not null and trouble = '' and found = 0 and parts = '')"


@dataclass(frozen=True, slots=True)
class Seed:
    """One list that was tried: where it was found, how good it is, and whether it is read in every run."""

    url: str
    mechanism: str
    origin: str
    used: bool
    score: float
    evidence: str
    #: the beginning of the addresses taken from it, as text.urls.sections has it
    section: str = ""


@dataclass(frozen=True, slots=True)
class PastProbe:
    """When a source's site was last probed, None for never, and how often in a row that found nothing of use."""

    last: datetime | None
    empty: int


def used_seeds(database: Database, source: str) -> list[Seed]:
    """Return the seeds found that are read in every run, the best first."""
    rows = database.execute(
        "select url, mechanism, origin, used, score, evidence, section from seeds where source = ? and used "
        "order by score desc, url",
        [source],
    ).fetchall()
    return [Seed(**row._asdict() | {"used": bool(row.used)}) for row in rows]


def past_probe(database: Database, source: str) -> PastProbe:
    """Return when a source's site was last probed."""
    row = database.execute("select probed, probes_empty from sources where slug = ?", [source]).fetchone()
    return PastProbe(parse_stamp(row.probed) if row and row.probed else None, row.probes_empty if row else 0)


def record_probe(database: Database, source: str, seeds: Iterable[Seed], tried: str, at: datetime) -> None:
    """Store all that a probe tried; what earlier ones used is used no longer unless this one says so."""
    seeds = list(seeds)
    database.execute("delete from seeds where source = ?", [source])
    rows = [asdict(seed) | {"source": source, "found": stamp(at)} for seed in seeds]
    database.table("seeds").upsert_all(rows, pk=("source", "url"))
    database.execute(
        "update sources set probed = ?, tried = ?, probes_empty = iif(?, 0, probes_empty + 1) where slug = ?",
        [stamp(at), tried, any(seed.used for seed in seeds), source],
    )


def count_failures(database: Database, source: str) -> dict[str, int]:
    """Return by address how often in a row each list of a source could not be read; one that is empty counts once."""
    rows = database.execute(f"select url, {FAILED_TIMES} as times from discovery where source = ?", [source]).fetchall()
    return {row.url: row.times for row in rows}


def newest_listed(database: Database, source: str) -> datetime | None:
    """Return the date of the newest page that any list of a source names; None where nobody knows."""
    newest = scalar(database, "select max(newest) from discovery where source = ? and newest <> ''", [source])
    return parse_stamp(newest) if newest else None


def is_silent(database: Database, source: str) -> bool:
    """Return whether a source was found silent for longer than usual after its last run."""
    return bool(scalar(database, "select health in ('late', 'quiet') from sources where slug = ?", [source]))


def make_up(database: Database, source: str, since: datetime) -> bool:
    """Return whether all that was found on a source's site could be read since a moment, whatever its entry names."""
    row = database.execute(
        "select count(*) as used, sum(coalesce(discovery.last_success, '') >= ? and discovery.reason = '') as readable "
        "from seeds left join discovery on discovery.url = seeds.url where seeds.source = ? and seeds.used",
        [stamp(since), source],
    ).fetchone()
    return bool(row.used) and row.used == row.readable
