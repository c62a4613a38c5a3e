"""Learns which candidate is the better body and writes pipelines/extraction/body/choice.json.

    python -m tests.benchmarks.body.learn_body FOLDER ... [--check]

A FOLDER holds pages as tests.benchmarks.extraction reads them. For every page each candidate is finished as the
article's body and scored; a candidate's gain over the body it is compared with is learned, each pair weighing as much
as it gains or loses. What is printed is measured by cross-validation, a site's pages always in one part: the choice is
made by weights that were learned without them. ``--check`` writes nothing, and fails where the file holds other weights
than those learned.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean
from unittest.mock import patch
from urllib.parse import urlsplit

import numpy as np
from lxml.html import HtmlElement
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from items import Article
from pipelines.extraction import page as page_module
from pipelines.extraction.body import choice
from pipelines.extraction.body.candidates import Method, PageText, extract_candidate, read_page_text, squeeze
from pipelines.extraction.body.finishing import FinishedBody, finish_body
from pipelines.extraction.body.paragraphs import add_missed_paragraphs, read_page_paragraphs, split_merged_paragraphs
from pipelines.extraction.fields.header_block import HeaderLine
from pipelines.extraction.markup.structured_data import StructuredData
from tests.benchmarks.extraction import Case, overlap, recorded
from text.unicode import sanitize_text

METHODS: tuple[Method, ...] = ("quick", "standard", "recall")
#: inverse strength of the regularisation, found by cross-validation; parts of the cross-validation
STRENGTH, PARTS = 0.05, 10
#: gains and losses that say nothing, and beyond which none counts more
LEAST_GAIN, MOST_GAIN = 0.003, 0.5
#: by how much a weight may differ from the file's: machines round differently (chosen, not measured)
MAX_DIFFERENCE = 0.02


@dataclass
class Example:
    """A candidate beside a body: what is seen of them, and the difference of their scores."""

    old: str
    new: str
    features: list[float]
    gain: float


@dataclass
class Page:
    """The scores of a page's finished bodies and the comparisons among them."""

    site: str
    #: the methods whose extraction is doubted
    doubtful: frozenset[Method]
    scores: dict[str, float]
    examples: list[Example]


class Recorder:
    """Stands in for the steps that choose and finish a body: remembers a page's candidates and how each is finished."""

    def __init__(self) -> None:
        self.bodies: dict[str, list[str]] = {}
        self.page = PageText((), 0)
        self.finish: Callable[[list[str]], FinishedBody] = lambda lines: FinishedBody(lines, "", "")

    def choose_body(self, tree: HtmlElement, url: str, headlines: Sequence[str], declared: list[str]) -> list[str]:
        self.page = read_page_text(tree)
        paragraphs = read_page_paragraphs(tree)
        for method in METHODS:
            body = split_merged_paragraphs(extract_candidate(tree, url, method), tree, headlines)
            self.bodies[method] = body
            self.bodies[f"{method}, missed paragraphs"] = add_missed_paragraphs(body, paragraphs)
        if declared:
            self.bodies["json-ld"] = declared
        return self.bodies["quick"]

    def finish_body(
        self,
        lines: list[str],
        article: Article,
        header: tuple[HeaderLine, ...],
        structured: StructuredData,
        declared: list[str],
        links: Collection[str],
        shown: str,
    ) -> FinishedBody:
        self.finish = lambda body: finish_body(list(body), article, header, structured, declared, links, shown)
        return self.finish(lines)

    def text(self, name: str) -> str:
        """Return an article's text with one of the candidates as its body."""
        return sanitize_text("\n\n".join(self.finish(self.bodies[name]).paragraphs))


def read_case(case: Case) -> Page:
    """Extract a page once, and finish each of its candidates as the body."""
    recorder = Recorder()
    with patch.multiple(page_module, choose_body=recorder.choose_body, finish_body=recorder.finish_body):
        page_module.extract_page(case.body, case.url, "text/html; charset=utf-8", now=datetime.now(UTC))
    bodies = recorder.bodies or {method: list[str]() for method in METHODS}
    scores = {name: f1(case.text, recorder.text(name)) for name in recorder.bodies} or dict.fromkeys(METHODS, 0.0)
    examples = [
        Example(
            old, new, choice.compare_bodies(bodies[old], bodies[new], kind, recorder.page), scores[new] - scores[old]
        )
        for old, new, kind in comparisons(scores)
        if bodies[old] != bodies[new] and is_compared(bodies[old], bodies[new], kind)
    ]
    doubtful = frozenset(
        method for method in choice.MAX_MISSING if choice.is_doubtful(bodies[method], method, recorder.page)
    )
    return Page((urlsplit(case.url).hostname or "").removeprefix("www."), doubtful, scores, examples)


def f1(gold: str, got: str) -> float:
    precision, recall = overlap(gold, got)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def is_compared(old: list[str], new: list[str], kind: str) -> bool:
    """Return whether extraction would compare the two; a declared body must be the longer."""
    return kind != "json-ld" or len(squeeze(new)) > len(squeeze(old)) * choice.MIN_DECLARED_RATIO


def comparisons(scores: dict[str, float]) -> Iterator[tuple[str, str, str]]:
    yield from (("quick", method, method) for method in ("standard", "recall"))
    for method in METHODS:
        if f"{method}, missed paragraphs" in scores:
            yield method, f"{method}, missed paragraphs", "missed paragraphs"
        if "json-ld" in scores:
            yield method, "json-ld", "json-ld"


def learn(pages: Sequence[Page]) -> tuple[float, dict[str, float]]:
    """Return bias and weights for features as they are."""
    examples = [one for page in pages for one in page.examples if abs(one.gain) > LEAST_GAIN]
    values = np.array([one.features for one in examples])
    mean, spread = values.mean(0), values.std(0) + 1e-9
    better = [one.gain > 0 for one in examples]
    weight = [20 * min(abs(one.gain), MOST_GAIN) for one in examples]
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit((values - mean) / spread, better, sample_weight=weight)
    weights: NDArray[np.float64] = model.coef_[0] / spread
    return float(model.intercept_[0] - weights @ mean), dict(zip(choice.FEATURES, map(float, weights), strict=True))


def chosen_score(page: Page, bias: float, weights: dict[str, float]) -> float:
    """Return the score of the body that these weights choose."""
    gains = {
        (one.old, one.new): bias
        + sum(weights[name] * value for name, value in zip(choice.FEATURES, one.features, strict=True))
        for one in page.examples
    }
    tried: list[Method] = ["quick"]
    if "quick" in page.doubtful:
        tried += ["recall", "standard"] if "recall" in page.doubtful else ["recall"]
    body = max(tried, key=lambda method: gains.get(("quick", method), 0.0))
    if gains.get((body, "json-ld"), 0.0) > 0:
        return page.scores["json-ld"]
    completed = f"{body}, missed paragraphs"
    return page.scores[completed if gains.get((body, completed), 0.0) > 0 else body]


def main(arguments: Sequence[str]) -> int:
    folders = [Path(name) for name in arguments if not name.startswith("--")]
    sets = {str(folder): [read_case(case) for case in recorded(folder)] for folder in folders}
    pages = [page for found in sets.values() for page in found]
    sites = [page.site for page in pages]
    chosen: dict[int, float] = {}
    for learned, held in GroupKFold(PARTS, shuffle=True, random_state=1).split(pages, groups=sites):
        bias, weights = learn([pages[number] for number in learned])
        chosen |= {number: chosen_score(pages[number], bias, weights) for number in held}
    first = 0
    for name, found in sets.items():
        part = [chosen[number] for number in range(first, first + len(found))]
        first += len(found)
        report(name, found, part)
    bias, weights = learn(pages)
    if "--check" in arguments:
        return check({"bias": bias, **weights})
    table = {"bias": round(bias, 4), "weights": {name: round(value, 4) for name, value in weights.items()}}
    choice.WEIGHTS.write_text(json.dumps(table, indent=1) + "\n", "utf-8")
    return 0


def check(learned: dict[str, float]) -> int:
    """Print by how much the file's weights differ from those learned; return 1 where one differs too much."""
    table = json.loads(choice.WEIGHTS.read_text("utf-8"))
    known = {"bias": table["bias"], **table["weights"]}
    name, difference = max(((name, abs(known[name] - learned[name])) for name in learned), key=lambda pair: pair[1])
    print(f"\n{choice.WEIGHTS.name}: the greatest difference is {difference:.4f}, of {name!r}")
    return int(difference > MAX_DIFFERENCE)


def report(name: str, pages: Sequence[Page], chosen: Sequence[float]) -> None:
    """Print the mean page F1 of each choice, and how many pages lie under .8."""
    print(f"\n{name}: {len(pages)} pages, {sum('quick' in page.doubtful for page in pages)} doubtful")
    columns: dict[str, list[float]] = {method: [page.scores[method] for page in pages] for method in METHODS}
    columns["learned, cross-validated"] = list(chosen)
    columns["the best of all"] = [max(page.scores.values()) for page in pages]
    for column, values in columns.items():
        print(f"{column:28}{fmean(values):8.4f}{sum(value < 0.8 for value in values):5} under .8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
