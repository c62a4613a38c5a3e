"""Statements about one field, and the vote among them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Value]):
    """One statement: the value, where it came from, and how much it counts."""

    value: Value
    evidence: str
    weight: float


def elect(candidates: Iterable[Candidate[Value]], same: Callable[[Value], Hashable]) -> Candidate[Value] | None:
    """Return the strongest statement of the group with the most weight; the first one met wins a tie.

    Statements are of one group where ``same`` gives the same key. The winner's evidence names the whole group.
    """
    groups: dict[Hashable, list[Candidate[Value]]] = {}
    for candidate in candidates:
        groups.setdefault(same(candidate.value), []).append(candidate)
    if not groups:
        return None
    group = max(groups.values(), key=lambda members: sum(member.weight for member in members))
    best = max(group, key=lambda member: member.weight)
    return Candidate(best.value, ", ".join(dict.fromkeys(member.evidence for member in group)), best.weight)
