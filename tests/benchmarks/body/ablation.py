"""What each step of extraction wins or costs: the same pages with one step at a time left out.

    python -m tests.benchmarks.body.ablation FOLDER ... [--step NAME]

A FOLDER holds pages as tests.benchmarks.extraction reads them. Each row gives body F1, its difference from extraction
as it is, pages under .8 and pages without a text.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

from pipelines.extraction import page
from pipelines.extraction.body import boilerplate, choice, finishing
from pipelines.extraction.markup import pruning
from pipelines.extraction.rejects.classification import PageClass
from tests.benchmarks.extraction import Case, Result, overlap, recorded


def unchanged(lines: Sequence[str], *_: object) -> list[str]:
    return list(lines)


def nothing(*_: object) -> None:
    """Do nothing, in the place of a step that changes the tree."""


#: a step's name, and what stands in its place: module, name, replacement
STEPS: Mapping[str, tuple[tuple[ModuleType, str, Callable[..., object]], ...]] = {
    "as it is": (),
    "no rejects": ((page, "classify_page", lambda _: PageClass()),),
    "no cards removed": ((pruning, "remove_cards", nothing),),
    "no marked containers removed": ((pruning, "remove_marked_containers", nothing),),
    "no tables unwrapped": ((pruning, "_unwrap_tables", nothing),),
    "no captions taken": ((page, "take_caption", lambda _: ""),),
    "quick extraction only": ((choice, "is_doubtful", lambda *_: False),),
    "standard and recall on every page": ((choice, "is_doubtful", lambda *_: True),),
    "no missed paragraphs": ((choice, "add_missed_paragraphs", unchanged),),
    "missed paragraphs always": (
        (choice, "_better", lambda body, other, kind, _: other if "missed" in kind else body),
    ),
    "no JSON-LD body": ((page, "declared_body", lambda _: []),),
    "no header lines cut": ((finishing, "cut_header_lines", unchanged),),
    "no boilerplate cut": ((finishing, "cut_boilerplate", unchanged),),
    "no pure links cut": ((boilerplate, "_cut_pure_links", unchanged),),
    "no standfirst put first": ((finishing, "prepend_standfirst", unchanged),),
}


def measure(cases: Iterable[Case]) -> Result:
    result = Result()
    for case in cases:
        found = page.extract_page(case.body, case.url, "text/html; charset=utf-8", now=datetime.now(UTC))
        result.scores.append(overlap(case.text, found.article.text if found.article else ""))
    return result


def f1(result: Result) -> float:
    precision, recall = (sum(score[side] for score in result.scores) / len(result.scores) for side in (0, 1))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main(arguments: Sequence[str]) -> None:
    wanted = arguments[arguments.index("--step") + 1] if "--step" in arguments else ""
    folders = [Path(name) for name in arguments if Path(name).is_dir()]
    sets = {folder.name: list(recorded(folder)) for folder in folders}
    whole: dict[str, float] = {}
    print(f"{'':36}" + "".join(f"{name:>28}" for name in sets))
    for step, replacements in STEPS.items():
        if wanted and step not in {wanted, "as it is"}:
            continue
        with ExitStack() as stack:
            for module, name, replacement in replacements:
                stack.enter_context(patch.object(module, name, replacement))
            row = ""
            for name, cases in sets.items():
                result = measure(cases)
                bad = sum(2 * p * r < 0.8 * (p + r) or not p + r for p, r in result.scores)
                empty = sum(not p and not r for p, r in result.scores)
                whole.setdefault(name, f1(result))
                row += f"{f1(result):12.4f} {f1(result) - whole[name]:+7.4f} {bad:3} {empty:3}"
        print(f"{step:36}{row}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
