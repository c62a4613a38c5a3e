"""The schedule as cron, systemd and launchd want it written, from one list of jobs."""

from __future__ import annotations

import plistlib
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

#: the lines around ours in a crontab, between which everything is replaced or taken out
BEGIN, END = "# osecwatch: begin", "# osecwatch: end"


class Job(NamedTuple):
    """A command of the project and when it is run; every hour where no hour is named, any day where no weekday is."""

    name: str
    words: tuple[str, ...]
    minutes: tuple[int, ...]
    hour: int | None = None
    #: 1 is Monday
    weekday: int | None = None


#: minutes that are not the full hour, when everybody else's jobs begin. A digest is sent once a period however often
#: it is asked for, so that sleep, daylight saving and zones make no difference.
JOBS: Final = (
    Job("watch", ("watch",), (17,)),
    Job("alert", ("alert",), (2, 32, 47)),
    Job("digest-day", ("digest", "--period", "day"), (11,)),
    Job("digest-week", ("digest", "--period", "week"), (13,)),
    Job("upkeep", ("upkeep",), (29,), 3),
    Job("backup", ("backup",), (41,), 3),
    Job("check", ("check-database",), (41,), 4, 7),
    Job("doctor", ("doctor",), (7,), 6),
)


class Place(NamedTuple):
    """Where the project is, how publishers reach its operator, and the folders that its jobs write into."""

    root: Path
    contact: str
    written: tuple[Path, ...] = ()

    def command(self, job: Job) -> list[str]:
        """Return the words that run a job."""
        return [str(self.root / ".venv/bin/scrapy"), *job.words, "-s", f"CONTACT={self.contact}"]


def crontab_with(present: str, place: Place | None) -> str:
    """Return a crontab with our lines in place of those that it had; without any where there is no place."""
    before, begin, rest = present.partition(BEGIN)
    behind = rest.partition(END)[2] if begin else ""
    kept = before.rstrip("\n") + ("\n" if before.strip() else "") + behind.lstrip("\n")
    return kept if place is None else "\n".join([*kept.splitlines(), BEGIN, *cron_lines(place), END, ""])


def cron_lines(place: Place) -> Iterator[str]:
    """Yield a line a job; cron reads a per cent sign as the end of the command unless it is escaped."""
    for job in JOBS:
        minutes = ",".join(map(str, job.minutes))
        hour, weekday = ("*" if value is None else value for value in (job.hour, job.weekday))
        command = shlex.join(place.command(job)).replace("%", r"\%")
        log = shlex.quote(str(place.root / "data" / "schedule.log")).replace("%", r"\%")
        where = shlex.quote(str(place.root)).replace("%", r"\%")
        yield f"{minutes} {hour} * * {weekday} cd {where} && umask 077 && {command} >> {log} 2>&1"


def systemd_units(place: Place, *, fenced: bool = True) -> dict[str, str]:
    """Return the units of a user by their file names; ``fenced`` ones see a file system that they may not write to."""
    units: dict[str, str] = {}
    for job in JOBS:
        name = "osecwatch" if job.name == "watch" else f"osecwatch-{job.name}"
        units[f"{name}.service"] = service_unit(place, job) + (fence(place.written) if fenced else "")
        units[f"{name}.timer"] = timer_unit(job)
    return units


def service_unit(place: Place, job: Job) -> str:
    """Return the unit that runs a job once, with as few rights as it needs."""
    command = " ".join(quoted_for_systemd(word) for word in place.command(job))
    return f"""\
[Unit]
Description=osecwatch: {job.name}

[Service]
Type=oneshot
WorkingDirectory={str(place.root).replace("%", "%%")}
ExecStart={command}
Nice=10
# only the command itself is asked to end; it stores what has come and ends its workers
KillMode=mixed
UMask=0077
# a watch with two workers takes 600 MB
MemoryMax=2G
NoNewPrivileges=true
LockPersonality=true
RestrictRealtime=true
RestrictSUIDSGID=true
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
RestrictNamespaces=true
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
"""


#: what a unit of a user may ask for only together with a namespace of its own, which some systems let no user have
FENCE: Final = """\
PrivateUsers=true
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=true
ProtectKernelTunables=true
ProtectControlGroups=true
"""


def fence(written: Iterable[Path]) -> str:
    """Return the lines that leave a job only these folders to write into; one that is missing is passed over."""
    paths = (quoted_for_systemd(f"-{folder}", dollars=False) for folder in written)
    return FENCE + "".join(f"ReadWritePaths={path}\n" for path in paths)


def quoted_for_systemd(word: str, *, dollars: bool = True) -> str:
    """Return a word as ExecStart takes it; other settings know no variables, so that a dollar sign stays as it is."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped.replace("$", "$$") if dollars else escaped}"'


def timer_unit(job: Job) -> str:
    """Return the timer of a job; what was missed because the machine was off is made up for once."""
    days = {None: "", 7: "Sun "}[job.weekday]
    minutes = ",".join(f"{minute:02}" for minute in job.minutes)
    at = f"{days}*-*-* {'*' if job.hour is None else f'{job.hour:02}'}:{minutes}"
    return f"""\
[Unit]
Description=osecwatch: when {job.name} is run

[Timer]
OnCalendar={at}
Persistent=true

[Install]
WantedBy=timers.target
"""


def launchd_agents(place: Place) -> dict[str, str]:
    """Return the agents of a user by their file names; what was missed while the machine slept is made up for once."""
    agents: dict[str, str] = {}
    log = str(place.root / "data" / "schedule.log")
    for job in JOBS:
        rest = {} if job.hour is None else {"Hour": job.hour}
        rest |= {} if job.weekday is None else {"Weekday": job.weekday}
        agent = {
            "Label": f"osecwatch.{job.name}",
            "ProgramArguments": place.command(job),
            "WorkingDirectory": str(place.root),
            "StartCalendarInterval": [{"Minute": minute, **rest} for minute in job.minutes],
            "ProcessType": "Background",
            "Umask": 0o077,
            "StandardOutPath": log,
            "StandardErrorPath": log,
        }
        agents[f"osecwatch.{job.name}.plist"] = plistlib.dumps(agent).decode()
    return agents
