"""Python, the locked packages, the disk."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from packaging.requirements import InvalidRequirement, Requirement

from storage.upkeep.doctor.diagnosis import Condition, Diagnosis, judged

#: the oldest Python that pyproject.toml allows
OLDEST_PYTHON: Final = (3, 11)
#: bytes that must be free, and times the size of the data that should be, for a back-up and a restore; chosen
LEAST_FREE, FREE_FOR_DATA = 2**30, 3


def check_python(found: tuple[int, ...] = sys.version_info[:3]) -> Diagnosis:
    """Return whether this Python is new enough."""
    name = ".".join(map(str, found))
    faults = [] if found >= OLDEST_PYTHON else [f"Python {name} is older than 3.11"]
    return judged("python", faults, f"Python {name}", "make setup PYTHON=python3.12")


def check_lock(path: Path) -> Diagnosis:
    """Return whether the packages installed are those of the lock file."""
    if not path.is_file():
        return Diagnosis("lock", Condition.UNKNOWN, f"there is no {path}")
    wrong = [*other_versions(path.read_text("utf-8"))]
    shown = [*wrong[:5], *([f"and {len(wrong) - 5} more"] if len(wrong) > 5 else [])]
    return judged("lock", shown, "the packages are those of the lock file", "rm .venv/ready; make setup")


def other_versions(lock: str) -> Iterator[str]:
    """Yield a sentence for every package of a lock file that is missing here, or there in another version."""
    for line in lock.splitlines():
        try:
            wanted = Requirement(line.rstrip("\\ "))
        except InvalidRequirement:
            continue
        if wanted.marker and not wanted.marker.evaluate():
            continue
        try:
            found = version(wanted.name)
        except PackageNotFoundError:
            yield f"{wanted.name} is missing"
            continue
        if not wanted.specifier.contains(found, prereleases=True):
            yield f"{wanted.name} is {found}, not {str(wanted.specifier).removeprefix('==')}"


def check_disk(folder: Path) -> Diagnosis:
    """Return whether the disk of a folder has room for what comes, and for a back-up of what is there."""
    free = shutil.disk_usage(folder).free
    size = sum(path.stat().st_size for path in folder.glob("*") if path.is_file())
    told = f"{free / 2**30:.1f} GiB free beside {size / 2**30:.1f} GiB of data"
    if free < LEAST_FREE:
        return Diagnosis("disk", Condition.FAULT, told, "make room, or move the data folder to another disk")
    if free < FREE_FOR_DATA * size:
        return Diagnosis(
            "disk", Condition.WARNING, told, "a back-up and a restore want three times the size of the data free"
        )
    return Diagnosis("disk", Condition.WELL, told)
