"""After a run: how each source is reached, in its row, and what a person is to mend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, Protocol

from sqlite_utils import Database

from storage.clock import stamp
from storage.monitoring.access import ListState, Reach, assess_access, remedy_of
from storage.tables.probing.seeds import FAILED_TIMES, past_probe, used_seeds
from storage.tables.sources import Described

#: the kind of source that has no site of its own
SEARCH_KIND: Final = "search"


class Reached(Described, Protocol):
    """What is known of a source from its entry, with the lists that it names."""

    @property
    def feeds(self) -> Sequence[str]: ...
    @property
    def sitemaps(self) -> Sequence[str]: ...
    @property
    def listings(self) -> Sequence[str]: ...


def check_access(database: Database, sources: Iterable[Reached], since: datetime) -> list[str]:
    """Write down how each source that was asked since a moment is reached; return what is to be mended of it."""
    needs: list[str] = []
    with database.atomic():
        for source in sources:
            if was_asked(database, source.slug, since):
                needs += check_source(database, source)
    return needs


def was_asked(database: Database, source: str, since: datetime) -> bool:
    """Return whether anything of a source was asked for since a moment."""
    found = database.execute(
        "select 1 from discovery where source = ? and last_fetched >= ? "
        "union select 1 from sources where slug = ? and probed >= ?",
        [source, stamp(since), source, stamp(since)],
    ).fetchone()
    return found is not None


def check_source(database: Database, source: Reached) -> list[str]:
    """Write down how a source is reached; return a sentence with the line that mends it, if it needs one."""
    reach = reach_of(database, source)
    access = assess_access(reach)
    remedy = remedy_of(access, reach, source.homepage, f"{source.language.partition('-')[0]}-{source.country}")
    database.execute("update sources set access = ?, remedy = ? where slug = ?", [access or "", remedy, source.slug])
    return [f"[{source.slug}] {access}: {line}" for line in remedy.splitlines()]


def reach_of(database: Database, source: Reached) -> Reach:
    """Return what a source is read by, and how each list did."""
    given = [("feed", url) for url in source.feeds]
    given += [("sitemap", url) for url in source.sitemaps] + [("listing", url) for url in source.listings]
    named = {url for _, url in given}
    found = [(seed.mechanism, seed.url) for seed in used_seeds(database, source.slug) if seed.url not in named]
    # a search may find nothing, and is well
    failed_times = "failures" if source.kind == SEARCH_KIND else FAILED_TIMES
    return Reach(
        [state_of(database, *each, failed_times) for each in given],
        [state_of(database, *each, failed_times) for each in found],
        past_probe(database, source.slug).empty,
    )


def state_of(database: Database, mechanism: str, url: str, failed_times: str) -> ListState:
    """Return how a list did when it was last asked for; ``failed_times`` is the SQL by which it is told."""
    row = database.execute(
        f"select iif(last_fetched is null, null, {failed_times}) as failed, trouble from discovery where url = ?", [url]
    ).fetchone()
    return ListState(mechanism, url, row.failed, row.trouble) if row else ListState(mechanism, url)
