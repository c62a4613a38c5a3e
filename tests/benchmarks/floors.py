"""Quality floors: extraction, grouping, copies and relevance on the shared benchmarks must not fall below the table.

``make floors`` measures with the project's own commands, prints each measure beside its floor, and fails below one.
It takes 100 s of CPU time (2026-11-28). Where ``../shared/bench`` is absent it says so and checks nothing; the
floors that run everywhere are those of ``tests/pages`` and ``tests/labelled``, in ``make test``.
"""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT.parent / "shared" / "bench"
SCRAPY = (sys.executable, "-m", "scrapy")
EXTRACTION_CASES = ("news", "scrapinghub", "general")
DEDUP, STORIES = BENCH / "dedup", BENCH / "stories" / "dev.jsonl"


@dataclass(frozen=True, slots=True)
class Floor:
    """What a measure may not fall below, or not exceed where less is better, and what was measured on which day."""

    bound: float
    measured: float
    day: str
    less_is_better: bool = False

    def holds(self, value: float) -> bool:
        return value <= self.bound if self.less_is_better else value >= self.bound


#: shares from 0 to 1, and counts of pages; a floor is raised when a change has lifted its measure
FLOORS = {
    "news.body.f1": Floor(0.975, 0.980, "2026-11-28"),
    "news.body.bad": Floor(1, 1, "2026-11-28", less_is_better=True),
    "news.body.empty": Floor(0, 0, "2026-11-28", less_is_better=True),
    "news.title.exact": Floor(0.92, 0.927, "2026-11-28"),
    "news.title.fuzzy": Floor(0.97, 0.976, "2026-11-28"),
    "news.date.ok": Floor(1.0, 1.0, "2026-11-28"),
    "news.author.f1": Floor(0.96, 0.967, "2026-11-28"),
    "scrapinghub.body.f1": Floor(0.970, 0.974, "2026-11-28"),
    "scrapinghub.body.bad": Floor(6, 5, "2026-11-28", less_is_better=True),
    "scrapinghub.body.empty": Floor(0, 0, "2026-11-28", less_is_better=True),
    "general.body.f1": Floor(0.940, 0.944, "2026-11-28"),
    "general.body.word_f1": Floor(0.945, 0.951, "2026-11-28"),
    "general.body.bad": Floor(22, 19, "2026-11-28", less_is_better=True),
    "general.body.empty": Floor(2, 2, "2026-11-28", less_is_better=True),
    "general.title.exact": Floor(0.87, 0.879, "2026-11-28"),
    "general.title.fuzzy": Floor(0.935, 0.942, "2026-11-28"),
    "general.date.ok": Floor(0.868, 0.875, "2026-11-28"),
    "general.date.wrong": Floor(0.10, 0.096, "2026-11-28", less_is_better=True),
    "general.author.f1": Floor(0.77, 0.781, "2026-11-28"),
    "same_story.bcubed.f1": Floor(0.955, 0.959, "2026-11-28"),
    "same_story.pairwise.f1": Floor(0.885, 0.895, "2026-11-28"),
    "neardup.near_dup.recall.exact": Floor(1.0, 1.0, "2026-11-28"),
    "neardup.near_dup.recall.cut": Floor(1.0, 1.0, "2026-11-28"),
    "neardup.near_dup.recall.chrome": Floor(1.0, 1.0, "2026-11-28"),
    "neardup.near_dup.recall.rewrite_hi": Floor(1.0, 1.0, "2026-11-28"),
    "neardup.near_dup.recall.rewrite_mid": Floor(0.98, 0.985, "2026-11-28"),
    "neardup.near_dup.recall.rewrite_lo": Floor(0.92, 0.940, "2026-11-28"),
    "neardup.near_dup.recall.embedded": Floor(0.78, 0.803, "2026-11-28"),
    "neardup.near_dup.wrongly_linked.neg_series": Floor(0, 0, "2026-11-28", less_is_better=True),
    "neardup.near_dup.wrongly_linked.neg_template": Floor(0, 0, "2026-11-28", less_is_better=True),
    "stories.bcubed.f1": Floor(0.98, 1.0, "2026-11-28"),
    "stories.pairwise.f1": Floor(0.96, 1.0, "2026-11-28"),
    "stories.relevance.f1": Floor(0.99, 1.0, "2026-11-28"),
}


def run_command(*command: str | Path) -> str:
    """Return what a command prints; what it says of its work goes to the terminal only when it fails."""
    done = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def measure_extraction(folder: Path) -> Iterator[tuple[str, object]]:
    """Yield the evaluator's summary of what ``scrapy clean`` makes of each set of pages."""
    for name in EXTRACTION_CASES:
        result = folder / f"{name}.json"
        cases = ("--cases", BENCH / "extraction" / "cases" / name)
        extractor = ("--extractor", " ".join((*SCRAPY, "clean")))
        run_command(sys.executable, BENCH / "extraction" / "evaluate.py", *cases, *extractor, "--json", result)
        yield name, json.loads(result.read_text("utf-8"))["summary"]


def measure_grouping(folder: Path) -> Iterator[tuple[str, object]]:
    """Yield the evaluator's scores of the groups and copies that the archive finds among loaded documents."""
    same, near = (unpack(DEDUP / f"{name}.jsonl.gz", folder) for name in ("same_story", "neardup"))
    yield "same_story", score_groups(same, folder, "--jsonl", ["-s", "STORY_WINDOW_DAYS=7"])
    yield "neardup", score_groups(near, folder, "--pairs", [], DEDUP / "neardup_pairs.jsonl")
    yield "stories", score_groups(STORIES, folder, "--jsonl", [])


def unpack(packed: Path, folder: Path) -> Path:
    unpacked = folder / packed.stem
    with gzip.open(packed) as source, unpacked.open("wb") as target:
        shutil.copyfileobj(source, target)
    return unpacked


def score_groups(documents: Path, folder: Path, form: str, options: list[str], pairs: Path | None = None) -> object:
    database = ("-s", f"DATABASE={folder / documents.stem}.db")
    run_command(*SCRAPY, "load", "--on-topic", *options, *database, documents)
    predicted = folder / f"{documents.stem}.predicted"
    predicted.write_text(run_command(*SCRAPY, "groups", form, *database), "utf-8")
    asked = ("--pairs", predicted, "--gold-pairs", pairs) if pairs else ("--clusters", predicted)
    return json.loads(run_command(sys.executable, DEDUP / "evaluate.py", documents, *asked))


def measure_relevance(folder: Path) -> Iterator[tuple[str, object]]:
    """Yield the F1 of the on-topic verdicts on the labelled documents."""
    database = folder / "relevance.db"
    run_command(*SCRAPY, "load", "-s", f"DATABASE={database}", STORIES)
    labelled = [json.loads(line) for line in STORIES.read_text("utf-8").splitlines() if line]
    expected = {f"urn:id:{document['id']}" for document in labelled if document["on_topic"]}
    connection = sqlite3.connect(database)
    found = {url for (url,) in connection.execute(ON_TOPIC_URLS)}
    connection.close()
    yield "stories", {"relevance": {"f1": 2 * len(expected & found) / (len(expected) + len(found))}}


ON_TOPIC_URLS = "select pages.url from pages join articles on articles.id = pages.article where articles.on_topic"


def flatten(name: str, value: object) -> Iterator[tuple[str, float]]:
    """Yield the numbers of nested dictionaries, each under the path of its keys with dots."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from flatten(f"{name}.{key}", inner)
    elif isinstance(value, int | float):
        yield name, value


def measure_all() -> dict[str, float]:
    measures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        for measure in (measure_extraction, measure_grouping, measure_relevance):
            for of, result in measure(Path(name)):
                measures |= flatten(of, result)
    return measures


def main() -> int:
    if not BENCH.is_dir():
        print("floors: ../shared/bench is not here, so the floors of the large benchmarks are not checked")
        return 0
    measures = measure_all()
    failures = 0
    print(f"{'measure':46}{'now':>9}{'floor':>9}{'was':>9}")
    for name, floor in FLOORS.items():
        holds = floor.holds(measures[name])
        failures += not holds
        print(f"{name:46}{measures[name]:9.4f}{floor.bound:9.3f}{floor.measured:9.3f}{'' if holds else '  FAILS'}")
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())
