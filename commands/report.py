"""A run in words: its tallies from Scrapy's statistics, its table, and the sentence it ends with."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from storage.tables.runs import Run, Tally
from text.terminal import printable

TALLY_COLUMNS = ("found", "fetched", "new", "updated", "duplicate", "off_topic", "failed", "waiting")


def tallies_of(sources: Iterable[str], statistics: Mapping[str, Any]) -> dict[str, Tally]:
    """Return the tally of each source from keys such as ``source/rappler/new`` and ``reason/rappler/...``."""
    tallies = {source: Tally() for source in sources}
    reasons: dict[str, Counter[str]] = {source: Counter() for source in tallies}
    for key, value in statistics.items():
        area, _, rest = key.partition("/")
        source, _, name = rest.partition("/")
        if source not in tallies:
            continue
        if area == "source":
            setattr(tallies[source], name, value)
        elif area == "reason":
            reasons[source][name] += value
    for source, counted in reasons.items():
        if counted and not tallies[source].why:
            reason, count = counted.most_common(1)[0]
            tallies[source].why = reason if count == 1 else f"{count} times: {reason}"
    return tallies


def tallies_table(tallies: Mapping[str, Tally]) -> Table:
    """Lay out a row a source and a last row for all; the columns of counts are never cut."""
    table = Table(box=None, pad_edge=False, show_footer=len(tallies) > 1)
    totals = Counter({name: sum(getattr(tally, name) for tally in tallies.values()) for name in TALLY_COLUMNS})
    table.add_column("source", "all", no_wrap=True)
    for name in TALLY_COLUMNS:
        heading = name.replace("_", "-")
        table.add_column(heading, str(totals[name]), justify="right", min_width=len(heading))
    table.add_column("why", overflow="fold", min_width=20)
    for source, tally in tallies.items():
        table.add_row(
            as_cell(source), *(str(getattr(tally, name) or "·") for name in TALLY_COLUMNS), as_cell(tally.why)
        )
    return table


def counts_table(counts: Counter[str]) -> Table:
    """Lay out a row a reason, the most frequent first."""
    table = Table(box=None, pad_edge=False)
    table.add_column("documents", justify="right")
    table.add_column("outcome and reason", overflow="fold")
    for reason, count in counts.most_common():
        table.add_row(f"{count:,}", as_cell(reason))
    return table


def conclude(tallies: Mapping[str, Tally], *, broken: int, finished: bool) -> tuple[str, str]:
    """Return a run's outcome, ``finished`` where nothing went wrong, and the sentence for it."""
    reached = sum(bool(tally.answered) for tally in tallies.values())
    if broken:
        return "broken", f"{broken} times an error inside the program got in the way; the log names each"
    if not finished:
        return "stopped", "the run was stopped before its end; what is left waits for the next one"
    if not reached:
        return "unreached", f"none of the {len(tallies)} sources could be reached; try make demo"
    return "finished", f"{reached} of {len(tallies)} sources answered"


def runs_table(latest: Sequence[Run]) -> Table:
    """Lay out a row a run, the latest first."""
    table = Table(box=None, pad_edge=False)
    table.add_column("run", justify="right")
    for name in ("started", "took", "outcome"):
        table.add_column(name, no_wrap=True)
    for name in TALLY_COLUMNS:
        table.add_column(name.replace("_", "-"), justify="right")
    table.add_column("reason", overflow="fold")
    for run in latest:
        took = f"{(run.finished - run.started).total_seconds():.0f} s" if run.finished else "?"
        counts = (str(getattr(run.totals, name) or "·") for name in TALLY_COLUMNS)
        table.add_row(str(run.id), f"{run.started:%Y-%m-%d %H:%M}", took, run.outcome, *counts, as_cell(run.reason))
    return table


def print_table(table: Table, sentences: Iterable[str] = ()) -> None:
    """Print a table and sentences below it; what comes from the web is shown as it is, without markup."""
    console = Console(width=None if sys.stdout.isatty() else 160)
    # a terminal narrower than the table breaks its lines, which reads better than headings cut to their first letters
    needed = console.measure(table, options=console.options.update(max_width=1000)).minimum
    console.width = max(console.width, needed)
    console.print(table)
    for sentence in sentences:
        console.print(printable(sentence), markup=False, highlight=False, soft_wrap=True)


def as_cell(text: object) -> Text:
    """Return a table's cell that shows a text as it is, without markup and without what a terminal would obey."""
    return Text(printable(text))
