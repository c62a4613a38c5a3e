"""Each thing that can be wrong with an installation is told with its remedy, and decides the exit status."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from scrapy.settings import Settings

from commands.cli.upkeep.doctor import Command
from commands.errors import CommandError
from commands.upkeep import doctor
from storage.clock import now
from storage.schema.database import open_database
from storage.tables import runs
from storage.tables.alerting.asked import ask_for_alert
from storage.tables.alerting.messages import add_message
from storage.upkeep.backup import back_up
from storage.upkeep.doctor import routine
from storage.upkeep.doctor.diagnosis import Condition
from storage.upkeep.doctor.machine import check_python, other_versions
from storage.upkeep.doctor.network import SourceAnswer, check_network
from tests.storysamples import RELEASE, add, article


@pytest.fixture(scope="module")
def sound_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of which a run has just ended well."""
    path = tmp_path_factory.mktemp("sound") / "a.db"
    with closing(open_database(path)) as database:
        runs.finish_run(database, runs.start_run(database, now()), {}, "finished", "", now())
    return path


@pytest.fixture
def settings(tmp_path: Path, sound_file: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A sound installation, with a back-up and a schedule, that asks nobody."""
    path = tmp_path / "data" / "a.db"
    path.parent.mkdir()
    path.write_bytes(sound_file.read_bytes())
    back_up({"articles.db": path}, tmp_path / "b", now())
    monkeypatch.setattr(routine, "output_of", lambda _: "# osecwatch: begin")
    monkeypatch.setattr(doctor, "addresses_to_ask", lambda _: [])
    names = {"ALERTS": "alerts.toml", "CHANNELS": "channels.toml", "BACKUPS": "b", "METRICS_FILE": "osecwatch.prom"}
    paths = {name: str(tmp_path / file) for name, file in names.items()}
    return Settings({"DATABASE": str(path), "RAW_PAGES": "", "CONTACT": "", **paths})


def examine(settings: Settings, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, str]]:
    command = Command()
    command.settings = settings
    status = command.execute([], argparse.Namespace(json=True))
    found = json.loads(capsys.readouterr().out)
    assert all(one["remedy"] for one in found if one["state"] in {"fault", "warning"})
    return status, {one["check"]: one["state"] for one in found if one["check"] != "lock"}


def test_a_sound_installation_is_well(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    _, states = examine(settings, capsys)
    assert set(states.values()) <= {"ok", "not checked"}
    assert states["backups"] == states["database"] == states["runs"] == states["alerts"] == "ok"
    assert 'osecwatch_check_ok{check="database"} 1\n' in Path(settings["METRICS_FILE"]).read_text("utf-8")


def damage_database(settings: Settings) -> None:
    Path(settings["DATABASE"]).write_bytes(b"no database" * 1000)


def damage_backup(settings: Settings) -> None:
    next(Path(settings["BACKUPS"]).rglob("*.zst")).write_bytes(b"?")


def make_backup_old(settings: Settings) -> None:
    backup = next(Path(settings["BACKUPS"]).iterdir())
    backup.rename(backup.with_name("2026-01-01T000000Z"))


def name_no_channel(settings: Settings) -> None:
    Path(settings["ALERTS"]).write_text('[a]\nchannels = "desk"\n', "utf-8")


def let_watch_be_silent(settings: Settings) -> None:
    with closing(open_database(settings["DATABASE"])) as database:
        database.execute("update runs set started = '2026-01-01T00:00:00Z', finished = '2026-01-01T01:00:00Z'")


def let_clock_have_been_ahead(settings: Settings) -> None:
    with closing(open_database(settings["DATABASE"])) as database:
        database.execute("update runs set started = '2099-01-01T00:00:00Z', finished = '2099-01-01T01:00:00Z'")


def make_backup_of_the_future(settings: Settings) -> None:
    backup = next(Path(settings["BACKUPS"]).iterdir())
    backup.rename(backup.with_name("2099-01-01T000000Z"))


def spoil_asked_rule(settings: Settings) -> None:
    with closing(open_database(settings["DATABASE"])) as database, database.atomic():
        ask_for_alert(database, "raid", {"channels": ["desk"]}, "anna", now())
        database.execute("update asked_alerts set rule = '{'")


def give_message_up(settings: Settings) -> None:
    with closing(open_database(settings["DATABASE"])) as database, database.atomic():
        number = add_message(database, "raid", ["desk"], now())
        database.execute("update alert_deliveries set state = 'given up' where message = ?", [number])


def lose_index_row(settings: Settings) -> None:
    with closing(open_database(settings["DATABASE"])) as database, database.atomic():
        add(database, article(RELEASE))
        database.execute("insert into articles_fts (articles_fts) values ('delete-all')")


def open_channels(settings: Settings) -> None:
    Path(settings["CHANNELS"]).touch(mode=0o644)


@pytest.mark.parametrize(
    ("spoil", "check"),
    [
        (let_clock_have_been_ahead, "runs"),
        (make_backup_of_the_future, "backups"),
        (spoil_asked_rule, "alerts"),
        (give_message_up, "alerts"),
        (lose_index_row, "database"),
        (open_channels, "alerts"),
        (damage_database, "database"),
        (damage_backup, "backups"),
        (make_backup_old, "backups"),
        (name_no_channel, "alerts"),
        (let_watch_be_silent, "runs"),
    ],
)
def test_what_is_wrong_is_a_fault(
    settings: Settings, capsys: pytest.CaptureFixture[str], spoil: Callable[[Settings], None], check: str
) -> None:
    spoil(settings)
    status, states = examine(settings, capsys)
    assert (status, states[check]) == (1, "fault")


def test_a_full_disk_is_a_fault_and_no_schedule_a_warning(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(2**40, 2**40 - 1, 1))
    monkeypatch.setattr(routine, "output_of", lambda _: "")
    status, states = examine(settings, capsys)
    assert (status, states["disk"], states["schedule"]) == (1, "fault", "warning")


def test_metrics_that_cannot_be_written_are_said_to_be(settings: Settings, tmp_path: Path) -> None:
    settings.set("METRICS_FILE", str(tmp_path / "none" / "osecwatch.prom"))
    command = Command()
    command.settings = settings
    with pytest.raises(CommandError, match=r"METRICS_FILE .* cannot be written"):
        command.execute([], argparse.Namespace(json=True))


def test_what_the_answers_of_sources_say() -> None:
    well = SourceAnswer("a.example", "", is_certificate=False, ahead=timedelta(seconds=3))
    late = well._replace(ahead=timedelta(hours=-2))
    unverified = SourceAnswer("b.example", "self-signed", is_certificate=True, ahead=None)
    silent = SourceAnswer("c.example", "no route", is_certificate=False, ahead=None)

    def states(*answers: SourceAnswer) -> list[Condition]:
        return [one.state for one in check_network(answers)]

    assert states(well, well) == [Condition.WELL, Condition.WELL, Condition.WELL]
    assert states(well, silent, unverified) == [Condition.WARNING, Condition.WARNING, Condition.WELL]
    assert states(silent) == [Condition.FAULT, Condition.WELL, Condition.UNKNOWN]
    assert states(unverified) == [Condition.WELL, Condition.FAULT, Condition.UNKNOWN]
    assert states(late)[2] is Condition.FAULT
    assert states() == [Condition.UNKNOWN] * 3


def test_a_package_that_is_not_as_locked_is_named() -> None:
    lock = "pytest==0.1 \\\n    --hash=sha256:00\nno-such-package==1.0\nother==1 ; python_version < '3'\n"
    assert [one.split()[0] for one in other_versions(lock)] == ["pytest", "no-such-package"]
    assert check_python((3, 10, 1)).state is Condition.FAULT
