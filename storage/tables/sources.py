"""The sources as the database knows them, with how they fared last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlite_utils import Database

from storage.clock import stamp
from storage.sql import placeholders, scalar

#: so many pages in a row called changed that had not, and the source is not believed; chosen, not measured
LASTMOD_PATIENCE = 2
#: so many changes in a row that a server's validators told of, and it is believed again; chosen, not measured
CHANGES_TO_FORGIVE = 10
#: how the evidence begins where it was a page, and no list, that changed under the same validators
PAGE_EVIDENCE = "the page"
#: no source is left alone for longer
LONGEST_REST = timedelta(days=7)
#: the name and the slug of what documents belong to that name no source
UNNAMED_SOURCE, UNNAMED = "Loaded files", "loaded-files"


class Described(Protocol):
    """What is stored of a source's entry."""

    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def homepage(self) -> str: ...
    @property
    def expect(self) -> float | None: ...


def same(one: str, other: str) -> bool:
    """Return whether two articles are known to be of one source, by its slug."""
    return one == other != UNNAMED


def upsert_sources(database: Database, sources: Iterable[Described]) -> None:
    """Add sources, or renew what is said of them."""
    names = ("slug", "name", "kind", "country", "language", "homepage", "expect")
    rows = [{name: getattr(source, name) for name in names} for source in sources]
    database.table("sources").upsert_all(rows, pk="slug")


def ensure(database: Database, slug: str, name: str, kind: str = "") -> None:
    """Add a source that no list describes, such as that of a loaded file; leave a known one alone.

    Of one that only files have told of so far, the kind is noted as soon as one of them says it.
    """
    database.execute(
        "insert or ignore into sources (slug, name, kind, country, language, homepage) "
        "values (?, ?, 'file', '', '', '')",
        [slug, name],
    )
    if kind:
        database.execute("update sources set kind = ? where slug = ? and kind = 'file'", [kind, slug])


def record_source_success(database: Database, slug: str, at: datetime) -> None:
    """Note that the source answered with something that could be read."""
    database.execute(
        "update sources set last_success = ?, last_error = null, failures = 0 where slug = ?", [stamp(at), slug]
    )


def record_source_failure(database: Database, slug: str, reason: str) -> None:
    """Note that the source gave nothing that could be read, and count how often that came in a row."""
    database.execute("update sources set last_error = ?, failures = failures + 1 where slug = ?", [reason, slug])


def is_marked_unreliable(database: Database, slug: str) -> bool:
    """Return whether the source's server was caught saying that nothing changed where something had."""
    return bool(scalar(database, "select lies from sources where slug = ?", [slug]))


def mark_validators_unreliable(database: Database, slug: str, evidence: str) -> None:
    """Note that everything of the source is to be asked for whole from now on, with the evidence."""
    database.execute(
        "update sources set lies = iif(lies = '', ?, lies), validators_right = 0 where slug = ?", [evidence, slug]
    )


def record_reliable_validators(database: Database, slug: str, *, of_pages: bool = False) -> None:
    """Note that validators changed with what they stand for; a source that is often right is believed again.

    Those of its pages make up for those of its pages only, those of its lists for those of its lists.
    """
    database.execute(
        "update sources set lies = iif(validators_right + 1 >= ?, '', lies), validators_right = validators_right + 1 "
        "where slug = ? and lies <> '' and (lies like ?) = ?",
        [CHANGES_TO_FORGIVE, slug, f"{PAGE_EVIDENCE} %", int(of_pages)],
    )


def kind_of_source(database: Database, slug: str) -> str:
    """Return the kind of a source; empty for an unknown one."""
    return str(scalar(database, "select kind from sources where slug = ?", [slug]) or "")


def trusts_lastmod(database: Database, slug: str) -> bool:
    """Return whether a source's word that a page has changed is believed, as far as it was tried."""
    row = database.execute("select lastmod_wrong from sources where slug = ?", [slug]).fetchone()
    return row is None or row.lastmod_wrong < LASTMOD_PATIENCE


def record_lastmod(database: Database, slug: str, *, changed: bool) -> None:
    """A page was looked at again since its source called it changed; being right once makes up for all before."""
    database.execute(
        "update sources set lastmod_wrong = iif(?, 0, lastmod_wrong + 1) where slug = ?", [int(changed), slug]
    )


def resting(database: Database, slugs: Sequence[str], at: datetime) -> dict[str, str]:
    """Return those of the sources that are not to be asked yet after failing often, with the reason."""
    rows = database.execute(
        "select slug, 'resting until ' || next_try || ' after failing ' || failures || ' times: ' || last_error "
        f"from sources where slug in ({placeholders(slugs)}) and next_try > ? and next_try <= ?",
        # what lies further ahead was written by a clock that was wrong
        [*slugs, stamp(at), stamp(at + LONGEST_REST)],
    ).fetchall()
    return dict(rows)


@dataclass(frozen=True, slots=True)
class HealthRow:
    """How a source is doing, as texts; empty where there is nothing to say."""

    source: str
    health: str
    since: str
    reason: str
    last_success: str
    next_try: str
    notes: str = ""
    #: how it is reached, what a look through its site found, and the lines that mend its entry
    access: str = ""
    tried: str = ""
    remedy: str = ""
    #: when one of its lists was last asked for, and "removed" or "renamed" where the file has it no more
    last_asked: str = ""
    dropped: str = ""
    failures: str = ""


def health(database: Database) -> list[HealthRow]:
    """Return how every source that is watched is doing."""
    rows = database.execute(
        "select source, health, since, reason, last_success, next_try, coalesce(notes, '') || iif(lastmod_wrong >= ?, "
        "iif(notes <> '', '; ', '') || 'its lists call pages changed that are not (' || lastmod_wrong || ' in a row): "
        "they are not believed', ''), access, tried, remedy, asked, "
        "(select health from notices where notices.source = known.source "
        "and health in ('removed', 'renamed') and at >= coalesce(asked, '') order by id desc limit 1), failures from ("
        "select *, (select max(last_fetched) from discovery where discovery.source = source_health.source) as asked "
        "from source_health) as known order by source",
        [LASTMOD_PATIENCE],
    ).fetchall()
    return [HealthRow(*(str(value or "") for value in row)) for row in rows]
