"""What a check has found, and how it is told."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Condition(StrEnum):
    """How a matter is; only a fault makes the exit status 1."""

    WELL = "ok"
    WARNING = "warning"
    FAULT = "fault"
    UNKNOWN = "not checked"


class Diagnosis(NamedTuple):
    """One matter: its name, how it is, what was seen, and what to do where it is not well."""

    check: str
    state: Condition
    told: str
    remedy: str = ""


def judged(check: str, faults: Iterable[str], well: str, remedy: str) -> Diagnosis:
    """Return a fault of all the sentences, or that it is well where there are none."""
    told = "; ".join(faults)
    return Diagnosis(check, Condition.FAULT, told, remedy) if told else Diagnosis(check, Condition.WELL, well)


def as_metrics(findings: Iterable[Diagnosis]) -> str:
    """Return findings in Prometheus' text format: 1 for what is well; what was not checked is left out."""
    lines = [
        "# HELP osecwatch_check_ok Whether a check of scrapy doctor found nothing wrong.",
        "# TYPE osecwatch_check_ok gauge",
    ]
    lines += [
        f'osecwatch_check_ok{{check="{one.check}"}} {int(one.state is Condition.WELL)}'
        for one in findings
        if one.state is not Condition.UNKNOWN
    ]
    return "\n".join([*lines, ""])
