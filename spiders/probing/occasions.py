"""When a site is probed; decided without clock or database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

#: failures in a row after which one list of several is looked for anew
PATIENCE_RUNS: Final = 3
#: a site whose lists are silent or fail in part is not looked through more often; chosen, not measured
PROBE_AGAIN: Final = timedelta(days=14)
#: after a look that found nothing the site is left alone for so long, then twice as long, up to PROBE_AGAIN
PROBE_REST: Final = timedelta(days=1)
#: no new page for so long is a silence, where nobody knows what is usual; chosen, not measured
STANDSTILL: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is known of a source when its lists were read, or before: see ``why_probe``."""

    #: of the lists that are read in every run, how often in a row each has failed, this run included
    failures: Mapping[str, int]
    last_probe: datetime | None = None
    empty_probes: int = 0
    #: silent for longer than usual, by its own rate
    silent: bool = False
    newest: datetime | None = None

    @property
    def works(self) -> bool:
        """Whether all lists can be read."""
        return bool(self.failures) and not any(self.failures.values())


def why_probe(occasion: Occasion, at: datetime) -> str:
    """Return why a site is to be probed now, in words; empty where it is not."""
    failing = [times for times in occasion.failures.values() if times]
    if len(failing) == len(occasion.failures):
        # nothing of it can be read: the sooner the better, unless that was tried in vain
        why = "nothing that it is read by answers" if failing else "only its homepage is known"
        return "" if _is_since(occasion, at, rest_after(occasion.empty_probes)) else why
    return "" if _is_since(occasion, at, PROBE_AGAIN) else _why_doubted(occasion, max(failing, default=0), at)


def rest_after(empty_probes: int) -> timedelta:
    """Return for how long a site is left alone after so many probes in a row that found nothing."""
    return min(PROBE_REST * 2 ** min(empty_probes - 1, 9), PROBE_AGAIN) if empty_probes else timedelta()


def _why_doubted(occasion: Occasion, most_failures: int, at: datetime) -> str:
    """Return why lists of which some can be read may not be all; empty where nothing says so."""
    if most_failures >= PATIENCE_RUNS:
        return f"a list has failed {most_failures} times in a row"
    if occasion.silent:
        return "it is silent for longer than usual"
    if occasion.newest is not None and at - occasion.newest > STANDSTILL:
        return f"nothing on its lists is newer than {occasion.newest:%Y-%m-%d}"
    return ""


def _is_since(occasion: Occasion, at: datetime, span: timedelta) -> bool:
    """Whether the last probe is less than ``span`` ago; one in the future was noted by a clock that was wrong."""
    return occasion.last_probe is not None and timedelta() <= at - occasion.last_probe < span
