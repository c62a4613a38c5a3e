"""Quality and cost of extraction beside plain trafilatura, and newspaper4k where it is installed, in one run.

    python -m tests.benchmarks.extraction [FOLDER ...]

A FOLDER holds pages as ID.html.gz with what is true of them in ID.json (url, title, authors, date, text); without one
the project's own sample pages are read. Costs are CPU seconds of this process, each page by each extractor in turn.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import trafilatura

from pipelines.extraction.page import extract_page
from pipelines.relevance.prefilter import Prefilter
from pipelines.relevance.topics_file import load_topics
from tests.sampleweb.world import load, read_article

ROOT = Path(__file__).resolve().parents[2]
#: pages read before any is timed, so that what an extractor loads once is not charged to a few dozen pages
WARM_UP = 10


@dataclass(frozen=True)
class Case:
    """A page and its true text."""

    url: str
    body: bytes
    text: str


@dataclass
class Result:
    """What one extractor made of all pages."""

    scores: list[tuple[float, float]] = field(default_factory=list)
    seconds: float = 0.0

    def row(self, against: float) -> str:
        precision = sum(p for p, _ in self.scores) / len(self.scores)
        recall = sum(r for _, r in self.scores) / len(self.scores)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        bad = sum(2 * p * r / (p + r) < 0.8 if p + r else True for p, r in self.scores)
        cost = 1000 * self.seconds / len(self.scores)
        return f"{f1:7.3f} {precision:7.3f} {recall:7.3f} {bad:6} {cost:9.1f} {self.seconds / against:9.2f}"


def ours(case: Case) -> str:
    cleaned = extract_page(case.body, case.url, "text/html; charset=utf-8", now=datetime.now(UTC))
    return cleaned.article.text if cleaned.article else ""


def plain_trafilatura(case: Case) -> str:
    document: Any = trafilatura.bare_extraction(case.body, url=case.url, with_metadata=True)
    return str(document.text or "") if document else ""


def newspaper4k(case: Case) -> str:
    import newspaper  # noqa: PLC0415 - only where it is installed

    article = newspaper.Article(case.url)
    article.set_html(case.body.decode("utf-8", "replace"))
    article.parse()
    return str(article.text)


def extractors() -> dict[str, Callable[[Case], str]]:
    found: dict[str, Callable[[Case], str]] = {"osecwatch": ours, "trafilatura": plain_trafilatura}
    return found | ({"newspaper4k": newspaper4k} if importlib.util.find_spec("newspaper") else {})


def overlap(gold: str, got: str) -> tuple[float, float]:
    """Precision and recall of runs of four words, each counted as often as it stands there."""
    wanted, found = (shingles(text) for text in (gold, got))
    both = sum((wanted & found).values())
    return both / (sum(found.values()) or 1), both / (sum(wanted.values()) or 1)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(zip(*(words[start:] for start in range(4)), strict=False)) or Counter([tuple(words)])


def recorded(folder: Path) -> Iterator[Case]:
    for truth in sorted(folder.glob("*.json")):
        gold = json.loads(truth.read_text("utf-8"))
        body = gzip.decompress(truth.with_suffix(".html.gz").read_bytes())
        yield Case(gold.get("url") or "https://page.example/", body, gold["text"])


def samples() -> Iterator[Case]:
    world = load()
    for file in sorted((ROOT / "tests" / "sampleweb" / "sites").glob("*/*.md")):
        article = read_article(file)
        for key, reply in world.items():
            if file.parent.name in key and key.endswith(article["path"]) and article["paragraphs"]:
                yield Case(f"https://{key}", reply.body, "\n\n".join(article["paragraphs"]))


def compare(name: str, cases: Sequence[Case]) -> None:
    results = {extractor: Result() for extractor in extractors()}
    for run in extractors().values():
        for case in cases[:WARM_UP]:
            run(case)
    for case in cases:
        for extractor, run in extractors().items():
            start = time.process_time()
            text = run(case)
            results[extractor].seconds += time.process_time() - start
            results[extractor].scores.append(overlap(case.text, text))
    print(f"\n{name}: {len(cases)} pages\n{'':14}     F1       P       R  F1<.8   ms CPU  against trafilatura")
    for extractor, result in results.items():
        print(f"{extractor:14}{result.row(results['trafilatura'].seconds)}")


def refusal(cases: Sequence[Case]) -> None:
    """The cost of refusing pages that hold no term, against extracting them."""
    screen = Prefilter(load_topics(ROOT / "pipelines" / "relevance" / "topics.toml"))
    refused = [case for case in cases if not screen.may_match(case.body)]
    seconds = {}
    for name, run in (("screen", lambda case: screen.may_match(case.body)), ("trafilatura", plain_trafilatura)):
        start = time.process_time()
        for case in refused:
            run(case)
        seconds[name] = time.process_time() - start
    if refused:
        share = seconds["screen"] / seconds["trafilatura"]
        print(f"refused without parsing: {len(refused)} of {len(cases)} pages, at {share:.3f} of trafilatura's CPU")


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]]
    sets = {str(folder): list(recorded(folder)) for folder in folders} or {"sample web": list(samples())}
    for name, cases in sets.items():
        compare(name, cases)
        refusal(cases)


if __name__ == "__main__":
    main()
