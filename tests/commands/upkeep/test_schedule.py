"""Installing a schedule: shown, asked for, undone; what is not understood is never overwritten."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from scrapy.settings import Settings

from commands.cli.upkeep.schedule import Command
from commands.errors import CommandError
from commands.upkeep.schedule import WRITTEN

CRONTAB = """#!/bin/sh
if [ "$1" = -l ]; then cat {file} 2>/dev/null || {{ echo "{refusal}" >&2; exit 1; }}; else cat > {file}; fi
"""


@pytest.fixture
def crontab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cron of which nobody has a crontab yet; returns where it keeps one."""
    write_cron(tmp_path, "no crontab for you")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return tmp_path / "kept"


def write_cron(folder: Path, refusal: str) -> None:
    program = folder / "crontab"
    program.write_text(CRONTAB.format(file=folder / "kept", refusal=refusal), "utf-8")
    program.chmod(0o700)


def run(answer: str, monkeypatch: pytest.MonkeyPatch, *, remove: bool = False, scheduler: str = "cron") -> int:
    command = Command()
    command.settings = Settings(
        dict.fromkeys(WRITTEN, "") | {"CONTACT": "desk@herald.example", "DATABASE": "data/o.db", "BACKUPS": "/mnt/b"}
    )
    monkeypatch.setattr("builtins.input", lambda _: answer)
    return command.execute([], argparse.Namespace(scheduler=scheduler, remove=remove))


def test_a_schedule_is_asked_for_installed_and_taken_out(crontab: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("no", monkeypatch) == 1
    assert not crontab.exists()
    assert run("yes", monkeypatch) == 0
    assert "watch -s CONTACT=desk@herald.example" in crontab.read_text("utf-8")
    assert run("yes", monkeypatch, remove=True) == 0
    assert crontab.read_text("utf-8") == ""


def test_a_crontab_that_cannot_be_read_is_left_alone(crontab: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_cron(crontab.parent, "you may not use crontab")
    with pytest.raises(CommandError, match="may not use crontab"):
        run("yes", monkeypatch)
    assert not crontab.exists()


@pytest.mark.parametrize("allowed", [True, False])
def test_systemd_units_are_fenced_where_this_user_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, allowed: bool
) -> None:
    for name in ("systemctl", "systemd-run"):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n[ {name} = systemctl ] || {'true' if allowed else 'exit 217'}\n", "utf-8")
        program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert run("yes", monkeypatch, scheduler="systemd") == 0
    unit = tmp_path / ".config/systemd/user/osecwatch.service"
    assert ('ReadWritePaths="-/mnt/b"' in unit.read_text("utf-8")) == allowed
    assert ("namespaces" in capsys.readouterr().out) != allowed
    assert run("yes", monkeypatch, remove=True, scheduler="systemd") == 0
    assert not unit.exists()
