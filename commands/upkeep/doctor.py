"""``scrapy doctor``: whether all is well, with a remedy for each thing that is not."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from scrapy.settings import BaseSettings
from sqlite_utils import Database

from commands.errors import CommandError
from commands.printing import print_line
from storage.alerting.channels import ChannelsError, load_addresses, missing_channels
from storage.alerting.rules_file import load_rules, with_asked_rules
from storage.clock import now
from storage.schema.database import DatabaseError, open_database_to_read
from storage.tables.raw_pages import path_of
from storage.upkeep.doctor.diagnosis import Condition, Diagnosis, as_metrics, judged
from storage.upkeep.doctor.machine import check_disk, check_lock, check_python
from storage.upkeep.doctor.network import addresses_to_ask, ask, check_network
from storage.upkeep.doctor.routine import check_alerts, check_backups, check_runs, check_schedule
from storage.upkeep.file_checks import check_file, check_raw_file

_ROOT = Path(__file__).resolve().parents[2]


def examine_installation(settings: BaseSettings, *, as_json: bool) -> int:
    """Print what every check finds; return 1 where something is wrong."""
    found = [*diagnose(settings)]
    if as_json:
        print(json.dumps([one._asdict() for one in found], indent=2))
    else:
        for one in found:
            print_line(f"{one.state:11} {one.check}: {one.told}{f' -> {one.remedy}' if one.remedy else ''}")
    if path := settings["METRICS_FILE"]:
        write_metrics(Path(path), as_metrics(found))
    return int(any(one.state is Condition.FAULT for one in found))


def write_metrics(path: Path, metrics: str) -> None:
    """Put a file in place at once, so that nobody reads half of it. Raise CommandError where it cannot be written."""
    part = path.with_suffix(".part")
    try:
        part.write_text(metrics, "utf-8")
        # the collector has another user
        part.chmod(0o644)
        part.replace(path)
    except OSError as error:
        raise CommandError(f"METRICS_FILE {path} cannot be written ({error.strerror}); name another file") from error


def diagnose(settings: BaseSettings) -> Iterator[Diagnosis]:
    """Yield what every check finds, in the order in which a person would mend it."""
    yield check_python()
    yield check_lock(_ROOT / "requirements.txt")
    path = Path(settings["DATABASE"])
    try:
        faults = [*check_file(path), *check_raw_file(Path(path_of(settings["RAW_PAGES"], settings["DATABASE"])))]
    except DatabaseError as error:
        faults = [str(error)]
    yield judged("database", faults, f"{path} and its full-text index are whole", "make restore")
    if path.parent.is_dir():
        yield check_disk(path.parent)
    yield check_schedule()
    if path.is_file() and not faults:
        yield from examine_archive(settings, path)
    yield check_backups(Path(settings["BACKUPS"]), now())


def examine_archive(settings: BaseSettings, path: Path) -> Iterator[Diagnosis]:
    """Yield what the archive says of the runs, the alerts and, by its sources, the line."""
    with closing(open_database_to_read(path)) as database:
        yield check_runs(database, now())
        yield check_alerts(database, faults_of_alerts(settings, database))
        addresses = addresses_to_ask(database)
    yield from check_network([*ask(addresses, f"{settings['BOT_NAME']} {settings['CONTACT']}".strip())])


def faults_of_alerts(settings: BaseSettings, database: Database) -> list[str]:
    """Return what is wrong with the files of alerts and of channels."""
    file = with_asked_rules(load_rules(settings["ALERTS"]), database)
    try:
        addresses = load_addresses(Path(settings["CHANNELS"]), os.environ)
    except ChannelsError as error:
        return [*file.faults, str(error)]
    return [*file.faults, *missing_channels((channel for rule in file.rules for channel in rule.channels), addresses)]
