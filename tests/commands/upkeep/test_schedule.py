"""Installing a schedule: shown, asked for, undone; what is not understood is never overwritten."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from scrapy.settings import Settings

from commands.base import CommandError
from commands.upkeep.schedule import Command

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


def run(answer: str, monkeypatch: pytest.MonkeyPatch, *, remove: bool = False) -> int:
    command = Command()
    command.settings = Settings({"CONTACT": "desk@herald.example"})
    monkeypatch.setattr("builtins.input", lambda _: answer)
    return command.execute([], argparse.Namespace(scheduler="cron", remove=remove))


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
