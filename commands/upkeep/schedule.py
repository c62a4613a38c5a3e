"""``scrapy schedule``: show what is to be run when, ask, install it, and say how to undo it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from scrapy.settings import BaseSettings

from commands.errors import CommandError
from commands.printing import print_line
from storage.upkeep.schedules import FENCE, Place, crontab_with, launchd_agents, systemd_units

_ROOT = Path(__file__).resolve().parents[2]
#: settings that name a file which a job writes
WRITTEN = ("DATABASE", "RAW_PAGES", "STATUS_FILE", "METRICS_FILE", "LOG_FILE")


def change_schedule(settings: BaseSettings, named: str | None, *, remove: bool) -> int:
    """Install the schedule of this user, or take it out again; return 1 where nothing was changed."""
    scheduler = named or usual_scheduler()
    contact = settings["CONTACT"]
    if not contact and not remove:
        raise CommandError("say how publishers reach you: make schedule CONTACT=you@example.org")
    place = None if remove else Place(_ROOT, contact, written_folders(settings))
    install = install_crontab if scheduler == "cron" else install_files
    done = install(scheduler, place)
    undo = f"; to undo it: .venv/bin/scrapy schedule --with {scheduler} --remove"
    told = "taken out" if remove else f"installed{undo}"
    print_line(f"{scheduler}: {told}" if done else "nothing was changed")
    return int(not done)


def written_folders(settings: BaseSettings) -> tuple[Path, ...]:
    """Return the folders that the jobs write into, by the settings; a folder within another one is left out."""
    named = [Path(settings["BACKUPS"]), *(Path(settings[name]).parent for name in WRITTEN if settings[name])]
    folders = sorted({(_ROOT / path).resolve() for path in named})
    return tuple(path for path in folders if not set(path.parents) & set(folders))


def usual_scheduler() -> str:
    """Return what this machine runs jobs of a user with."""
    if sys.platform == "darwin":
        return "launchd"
    return "systemd" if shutil.which("systemctl") and Path("/run/systemd/system").is_dir() else "cron"


def agreed(shown: str) -> bool:
    """Show what is going to be done, and ask; only "yes" is an agreement."""
    for line in shown.splitlines():
        print_line(line)
    try:
        return input("Do this? yes or no: ").strip().lower() == "yes"
    except EOFError:
        return False


def install_crontab(_: str, place: Place | None) -> bool:
    """Put the jobs into this user's crontab, beside what is in it."""
    wanted = crontab_with(present_crontab(), place)
    if not agreed(f"the crontab of this user is going to be:\n{wanted}"):
        return False
    started(["crontab", "-"], wanted)
    return True


def present_crontab() -> str:
    """Return this user's crontab. Raise CommandError where it cannot be read: it is not overwritten then."""
    status, crontab, errors = started(["crontab", "-l"], may_fail=True)
    if status and "no crontab" not in errors:
        raise CommandError(f"the crontab cannot be read: {errors.strip()}; nothing was changed")
    return "" if status else crontab


def install_files(scheduler: str, place: Place | None) -> bool:
    """Write the files of a scheduler and have them loaded; without a place, unload and delete them."""
    is_fenced = scheduler == "systemd" and place is not None and may_fence()
    render = partial(systemd_units, fenced=is_fenced) if scheduler == "systemd" else launchd_agents
    folder = Path.home() / (".config/systemd/user" if scheduler == "systemd" else "Library/LaunchAgents")
    files = {folder / name: text for name, text in render(place or Place(_ROOT, "")).items()}
    if not agreed("\n".join(f"{path}:\n{text}" if place else f"{path} is deleted" for path, text in files.items())):
        return False
    if place is None:
        load(scheduler, [*files], remove=True)
        for path in files:
            path.unlink(missing_ok=True)
        return True
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        path.write_text(text, "utf-8")
    load(scheduler, [*files], remove=False)
    return True


def may_fence() -> bool:
    """Return whether this user's units may have a file system of their own; where not, say so.

    A unit that asks for it in vain would not start at all.
    """
    asked = [f"--property={line}" for line in FENCE.split()]
    words = ["systemd-run", "--user", "--wait", "--collect", "--quiet", *asked, "true"]
    status, _, errors = started(words, may_fail=True)
    if status:
        why = errors.strip().splitlines()
        print_line(
            "the jobs are not kept from writing outside the data folder: this system lets no user have namespaces "
            f"of its own ({why[-1] if why else f'status {status}'}); see schedules/README.md"
        )
    return not status


def load(scheduler: str, files: Sequence[Path], *, remove: bool) -> None:
    """Have the files of a scheduler loaded, or unloaded, which may fail where they are not."""
    if scheduler == "launchd":
        for path in files:
            started(["launchctl", "unload" if remove else "load", "-w", str(path)], may_fail=remove)
        return
    timers = [path.name for path in files if path.suffix == ".timer"]
    if remove:
        started(["systemctl", "--user", "disable", "--now", *timers], may_fail=True)
    started(["systemctl", "--user", "daemon-reload"], may_fail=remove)
    if not remove:
        started(["systemctl", "--user", "enable", "--now", *timers])


def started(words: list[str], text: str = "", *, may_fail: bool = False) -> tuple[int, str, str]:
    """Return status, output and errors of a command. Raise CommandError where there is none, or where it failed."""
    try:
        answer = subprocess.run(words, input=text, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError as error:
        raise CommandError(f"{words[0]} cannot be started ({error.strerror}); try another one: --with") from error
    if answer.returncode and not may_fail:
        raise CommandError(f"{' '.join(words[:3])} failed: {answer.stderr.strip()}")
    return answer.returncode, answer.stdout, answer.stderr
