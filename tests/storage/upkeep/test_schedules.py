"""What is installed runs the project's own commands, at the same times with every scheduler, and leaves no trace."""

from __future__ import annotations

import plistlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from configparser import RawConfigParser
from pathlib import Path

import pytest

from storage.upkeep.schedules import JOBS, Place, crontab_with, launchd_agents, systemd_units
from tests.test_layout import ROOT

PLACE = Place(Path("/srv/100% news/osecwatch"), "desk@herald.example", (Path("/srv/100% news/osecwatch/data"),))
ROOM = ROOT / "schedules" / "systemd" / "osecwatch-room.service"
#: what keeps a job, or the reading room, to what it needs
HARDENED = {
    **dict.fromkeys(("NoNewPrivileges", "PrivateTmp", "PrivateUsers", "RestrictNamespaces"), "true"),
    **dict.fromkeys(("ProtectKernelTunables", "ProtectControlGroups", "LockPersonality"), "true"),
    "ProtectSystem": "strict",
    "ProtectHome": "read-only",
    "UMask": "0077",
    "SystemCallFilter": "@system-service",
}
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


def parsed(unit: str) -> dict[str, str]:
    """Return the section Service of a unit."""
    parser = RawConfigParser(delimiters=("=",), comment_prefixes=("#",), strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(unit)
    return dict(parser["Service"])


def services() -> Iterator[str]:
    yield ROOM.read_text("utf-8")
    yield from (text for name, text in systemd_units(PLACE).items() if name.endswith(".service"))


def test_every_service_may_write_into_the_data_folder_only() -> None:
    for service in map(parsed, services()):
        assert HARDENED.items() <= service.items()
        assert service["ReadWritePaths"].strip('"') in {"-/srv/100%% news/osecwatch/data", "-%h/osecwatch/data"}
        assert re.fullmatch(r"[12]G", service["MemoryMax"])


def test_where_a_user_may_have_no_namespaces_nothing_asks_for_one() -> None:
    service = parsed(systemd_units(PLACE, fenced=False)["osecwatch.service"])
    assert not {"PrivateUsers", "ProtectSystem", "PrivateTmp", "ReadWritePaths"} & service.keys()
    assert service["NoNewPrivileges"] == "true"


def test_systemd_finds_no_fault_in_the_units(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze here")
    place = Place(ROOT, "desk@herald.example", (tmp_path / 'a "b" $1 100% data',))
    for name, text in systemd_units(place).items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / ROOM.name).write_text(ROOM.read_text("utf-8"), "utf-8")
    verify = ["systemd-analyze", "--user", "verify", *map(str, sorted(tmp_path.glob("osecwatch*")))]
    found = subprocess.run(verify, env={"XDG_RUNTIME_DIR": str(tmp_path)}, capture_output=True, text=True, check=False)
    # commands that are not there are those of a checkout without .venv
    faults = [line for line in found.stderr.splitlines() if "osecwatch" in line and "not executable" not in line]
    assert faults == []
