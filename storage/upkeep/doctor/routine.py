"""The schedule and its runs, what waits to be sent, the back-ups."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from storage.clock import stamp
from storage.monitoring.present import watch_of
from storage.tables import runs
from storage.tables.alerting import messages
from storage.upkeep.backup import BackupError, backups_in, unpack, verified_files
from storage.upkeep.doctor.diagnosis import Condition, Diagnosis, judged
from storage.upkeep.restoring import is_sound

#: how old the latest back-up of a nightly schedule may be: one that is missed is no trouble
OLDEST_BACKUP: Final = timedelta(hours=50)
#: what a schedule of each kind is known by: a command that lists it, and a word in its answer
_SCHEDULERS: Final = (
    (("crontab", "-l"), "osecwatch"),
    (("systemctl", "--user", "is-enabled", "osecwatch.timer"), "enabled"),
    (("launchctl", "list"), "osecwatch.watch"),
)


def check_schedule() -> Diagnosis:
    """Return whether cron, systemd or launchd is to run the watch."""
    found = [command[0] for command, word in _SCHEDULERS if word in output_of(command)]
    if found:
        return Diagnosis("schedule", Condition.WELL, f"installed: {', '.join(found)} knows the watch")
    return Diagnosis("schedule", Condition.WARNING, "no schedule of this user runs the watch", "make schedule")


def output_of(command: Sequence[str]) -> str:
    """Return what a command prints; nothing where there is none, or it does not answer in time."""
    if not shutil.which(command[0]):
        return ""
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=10, check=False).stdout  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""


def check_runs(database: Database, at: datetime) -> Diagnosis:
    """Return whether a run has ended well in time."""
    watch = watch_of(runs.latest(database))
    good = stamp(watch.good) if watch.good else "never"
    silent = watch.good is None or watch.is_overdue(at)
    faults = [f"no run has ended well within twice the schedule; the last good one: {good}"] if silent else []
    return judged("runs", faults, f"the last good run ended {good}", "scrapy runs says how the last ones ended")


def check_alerts(database: Database, faults: Sequence[str]) -> Diagnosis:
    """Return whether every rule and channel can be used, and nothing waits that a channel did not take."""
    waiting = [
        f"{count} for {channel} {state}: {reason or 'not tried yet'}"
        for channel, state, count, _, reason in messages.undelivered(database)
    ]
    remedy = "mend the rule, or the channel's address, then scrapy alert --again; or scrapy alert --drop CHANNEL"
    return judged("alerts", [*faults, *waiting], "nothing waits to be sent", remedy)


def check_backups(folder: Path, at: datetime) -> Diagnosis:
    """Return whether the latest back-up is fresh and could be gone back to."""
    if not (backups := backups_in(folder)):
        return Diagnosis("backups", Condition.WARNING, f"there is none in {folder}", "make backup; make schedule")
    latest = backups[-1]
    faults = [*faults_of_backup(latest)]
    made = datetime.strptime(latest.name, "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC)
    if at - made > OLDEST_BACKUP:
        faults.append(f"it is {(at - made).days} days old")
    if made - at > OLDEST_BACKUP:
        faults.append("it was made by a clock that was ahead, and hides the later ones; delete it")
    return judged("backups", [f"{latest}: {one}" for one in faults], f"{latest.name} can be restored", "make backup")


def faults_of_backup(backup: Path) -> Iterator[str]:
    """Yield what would keep a back-up from being gone back to, by unpacking it in a folder of its own."""
    try:
        files = verified_files(backup)
        with tempfile.TemporaryDirectory(dir=backup.parent, prefix="restore-test-") as folder:
            for name, packed in files.items():
                unpack(packed, Path(folder) / name)
                if not is_sound(Path(folder) / name):
                    yield f"{name} is no whole database"
    except (BackupError, OSError, EOFError) as error:
        yield str(error)
