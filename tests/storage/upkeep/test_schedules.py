"""What is installed runs the project's own commands, at the same times with every scheduler, and leaves no trace."""

from __future__ import annotations

import plistlib
import re
from pathlib import Path

import pytest

from storage.upkeep.schedules import JOBS, Place, crontab_with, launchd_agents, systemd_units

PLACE = Place(Path("/srv/100% news/osecwatch"), "desk@herald.example")
OTHERS = "MAILTO=me\n0 1 * * * somebody else's\n"


@pytest.mark.parametrize("present", ["", OTHERS])
def test_a_crontab_keeps_the_lines_of_others(present: str) -> None:
    installed = crontab_with(present, PLACE)
    assert installed.startswith(present)
    assert crontab_with(installed, PLACE) == installed
    assert crontab_with(installed, None) == present
    lines = [line for line in installed.removeprefix(present).splitlines() if not line.startswith("#")]
    assert len(lines) == len(JOBS)
    assert all(re.match(r"[\d,]+ (\*|\d+) \* \* (\*|\d) cd ", line) for line in lines)
    # an escaped one is a sign, any other one ends the command
    assert not [line for line in lines if re.search(r"(?<!\\)%", line)]


def test_lines_behind_ours_stay(capsys: pytest.CaptureFixture[str]) -> None:
    installed = crontab_with("", PLACE) + "0 2 * * * later\n"
    assert crontab_with(installed, None) == "0 2 * * * later\n"


def test_systemd_and_launchd_know_every_job() -> None:
    units, agents = systemd_units(PLACE), launchd_agents(PLACE)
    assert len(units) == 2 * len(agents) == 2 * len(JOBS)
    assert 'ExecStart="/srv/100%% news/osecwatch/.venv/bin/scrapy" "watch"' in units["osecwatch.service"]
    assert "OnCalendar=*-*-* *:17\n" in units["osecwatch.timer"]
    assert "OnCalendar=Sun *-*-* 04:41\n" in units["osecwatch-check.timer"]
    watch = plistlib.loads(agents["osecwatch.watch.plist"].encode())
    assert watch["ProgramArguments"][1:] == ["watch", "-s", "CONTACT=desk@herald.example"]
    assert watch["StartCalendarInterval"] == [{"Minute": 17}]
