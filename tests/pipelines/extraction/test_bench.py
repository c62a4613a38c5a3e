"""A floor under the cleaner's quality, on the recorded pages that may stand beside this checkout."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
BENCH = ROOT / "../shared/bench/extraction"
FLOORS = {
    "news": {"body.f1": 0.97, "title.exact": 0.83, "title.fuzzy": 0.94, "date.ok": 1.0, "author.f1": 0.955},
    "scrapinghub": {"body.f1": 0.968},
}


@pytest.mark.slow
@pytest.mark.skipif(not BENCH.is_dir(), reason="the recorded pages are not beside this checkout")
@pytest.mark.parametrize("cases", FLOORS)
def test_the_cleaner_stays_above_its_floor(cases: str, tmp_path: Path) -> None:
    summary = evaluated(cases, tmp_path / "scores.json")
    reached = {name: summary[name.split(".")[0]][name.split(".")[1]] for name in FLOORS[cases]}
    assert {name: value for name, value in reached.items() if value < FLOORS[cases][name]} == {}
    assert summary["body"]["bad"] <= (1 if cases == "news" else 8)


def evaluated(cases: str, scores: Path) -> dict[str, Any]:
    """The evaluator's summary over one directory of cases."""
    command = [sys.executable, str(BENCH / "evaluate.py"), "--cases", str(BENCH / "cases" / cases)]
    command += ["--json", str(scores), "--extractor", f"{sys.executable} -m scrapy clean"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)
    summary: dict[str, Any] = json.loads(scores.read_text("utf-8"))["summary"]
    return summary
