"""How much of what identifies a child the survivor guard finds, how much it holds otherwise, and what it costs.

``python -m tests.benchmarks.care`` prints the recall on the labelled sentences and texts by half, language and rule,
the share of articles on topic that are held, and milliseconds of CPU an article; ``--misses`` names what was told
wrongly.
A half that no rule was changed for yet tells how the rules do on what they have not seen; the others do not.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, NotRequired, TypedDict

from text.care.findings import Severity
from text.care.reading import find_identifying

ROOT = Path(__file__).resolve().parents[2]
LABELLED = ROOT / "tests" / "labelled"
#: sets of sentences and texts, the first read while the rules were first written, the second written by another hand
SETS = ("care", "care_second")
#: documents of which those on topic are counted, and where they are
ON_TOPIC = (
    LABELLED / "relevance.jsonl",
    LABELLED / "response.jsonl",
    ROOT.parent / "shared" / "bench" / "stories" / "dev.jsonl",
)
#: letters of the articles that the cost is told for; shorter ones are put together
LETTERS = 3_000
#: runs of which the quickest is told
RUNS = 5


class Labelled(TypedDict):
    """A sentence or text, and the rules that should find something in it."""

    id: str
    half: str
    kind: str
    language: str
    rules: list[str]
    text: str
    on_topic: NotRequired[bool]


class Score(NamedTuple):
    """How many of some texts are held."""

    held: int
    of: int

    def __str__(self) -> str:
        return f"{self.held} of {self.of}" + (f" ({self.held / self.of:.2f})" if self.of else "")


def read_lines(path: Path) -> list[Labelled]:
    """Return the documents of a file; none where it is absent."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def held_rules(text: str) -> set[str]:
    """Return the rules that hold a text."""
    return {finding.rule for finding in find_identifying(text) if finding.severity is not Severity.NOTE}


def score(documents: Iterable[Labelled]) -> Score:
    """Return how many documents are held."""
    held = [bool(held_rules(document["text"])) for document in documents]
    return Score(sum(held), len(held))


def scores_of(name: str, documents: list[Labelled]) -> Iterator[tuple[str, Score]]:
    """Yield the scores of a set: by half and kind, what should be held and what should not; by language; by rule."""
    groups: dict[str, list[Labelled]] = defaultdict(list)
    for one in documents:
        should = "identifying" if one["rules"] else "others"
        groups[f"{name}, {one['half']}, {one['kind']}s, {should}"].append(one)
        if one["rules"]:
            groups[f"{name}, {one['language']}, identifying"].append(one)
        for rule in one["rules"] if one["kind"] == "sentence" else ():
            groups[f"{name}, {rule}"].append(one)
    yield from ((group, score(groups[group])) for group in sorted(groups))


def on_topic(path: Path) -> list[str]:
    """Return the texts on topic of a file, with their titles."""
    return [
        f"{document.get('title', '')}\n\n{document['text']}"
        for document in read_lines(path)
        if document.get("on_topic", True)
    ]


def cost(texts: list[str]) -> float:
    """Return milliseconds of CPU for a text of LETTERS letters, the quickest of some runs."""
    whole = "\n\n".join(texts)
    articles = [whole[at : at + LETTERS] for at in range(0, len(whole) - LETTERS, LETTERS)]
    quickest = min(_run(articles) for _ in range(RUNS))
    return 1000 * quickest / len(articles)


def _run(articles: list[str]) -> float:
    began = time.process_time()
    for article in articles:
        find_identifying(article)
    return time.process_time() - began


def main() -> None:
    """Print all of it."""
    for name in SETS:
        documents = read_lines(LABELLED / f"{name}.jsonl")
        for group, held in scores_of(name, documents):
            print(f"{group:50} {held}")
        for one in documents if "--misses" in sys.argv else ():
            if bool(found := held_rules(one["text"])) != bool(one["rules"]):
                print(f"  {one['id']} {one['rules']} found {sorted(found)}: {one['text']}")
    for path in ON_TOPIC:
        texts = on_topic(path)
        held_texts = Score(sum(bool(held_rules(text)) for text in texts), len(texts))
        print(f"{'on topic, ' + path.stem:50} {held_texts}")
        if len("".join(texts)) > 2 * LETTERS:
            print(f"{'milliseconds for 3,000 letters, ' + path.stem:50} {cost(texts):.2f}")


if __name__ == "__main__":
    main()
