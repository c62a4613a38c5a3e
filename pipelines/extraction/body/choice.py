"""Which candidate the body is: a candidate takes another's place where a learned measure expects more of it.

The measure is a logistic regression over what the one has and the other lacks. Its weights lie in ``choice.json``;
``python -m tests.benchmarks.body.learn_body`` makes them again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from lxml.html import HtmlElement

from pipelines.extraction.body.candidates import Method, PageText, extract_candidate, read_page_text, squeeze
from pipelines.extraction.body.paragraphs import add_missed_paragraphs, read_page_paragraphs, split_merged_paragraphs
from text.prose import is_prose

WEIGHTS = Path(__file__).with_name("choice.json")
#: what a candidate may be compared as; each has a weight of its own
KINDS = ("standard", "recall", "missed paragraphs", "json-ld")
FEATURES = (
    "added prose",
    "added otherwise",
    "removed prose",
    "removed otherwise",
    "coverage gained",
    "share of the page",
    "prose gained",
    "repetition gained",
    *KINDS,
)
#: when an extraction is doubted, so that another method is tried: letters of the page's prose that it misses for each
#: letter that it has, share of prose in it where it is low, and its share of all that the page shows where it is low.
#: Measured by cross-validation on the benchmark's pages, 2026-11: one page in ten is doubted, half of them once more
#: after "recall"; to try all methods on every page would gain .001 of F1 at most
MAX_MISSING: Mapping[Method, float] = {"quick": 0.35, "recall": 1.0}
MIN_PROSE, MIN_SHARE = 0.1, 0.1
#: bound of what repetition counts
_MAX_REPETITION = 0.3
#: letters of a line by which it is found in the other text
_START_LETTERS = 80
#: a declared body is compared where it is longer by so much; as long as the extraction, it is the same or another text
MIN_DECLARED_RATIO = 1.2


def choose_body(tree: HtmlElement, url: str, headlines: Sequence[str], declared: list[str]) -> list[str]:
    """Return the paragraphs of the article; ``declared`` holds those that its structured data gives, if any."""
    page = read_page_text(tree)
    body = extract_candidate(tree, url, "quick")
    if is_doubtful(body, "quick", page):
        body = _best_extraction(tree, url, body, page)
    body = split_merged_paragraphs(body, tree, headlines)
    body = _better(body, add_missed_paragraphs(body, read_page_paragraphs(tree)), "missed paragraphs", page)
    longer = len(squeeze(declared)) > len(squeeze(body)) * MIN_DECLARED_RATIO
    return _better(body, declared, "json-ld", page) if longer else body


def is_doubtful(body: Sequence[str], method: Method, page: PageText) -> bool:
    """Return whether an extraction misses much of the page's prose or letters, or is hardly prose itself."""
    letters = squeeze(body)
    if len(letters) < max(1, page.letters * MIN_SHARE) or page.missing(letters) > len(letters) * MAX_MISSING[method]:
        return True
    return _letters_of_prose(body) < len(letters) * MIN_PROSE


def compare_bodies(body: Sequence[str], candidate: Sequence[str], kind: str, page: PageText) -> list[float]:
    """Return the features of a candidate beside a body, in the order of ``FEATURES``; shares are of both together."""
    old, new = squeeze(body), squeeze(candidate)
    added = [line for line in dict.fromkeys(candidate) if squeeze([line])[:_START_LETTERS] not in old]
    removed = [line for line in dict.fromkeys(body) if squeeze([line])[:_START_LETTERS] not in new]
    both = max(len(old) + len(squeeze(added)), 1)
    added_prose, removed_prose = _letters_of_prose(added), _letters_of_prose(removed)
    return [
        added_prose / both,
        (len(squeeze(added)) - added_prose) / both,
        removed_prose / both,
        (len(squeeze(removed)) - removed_prose) / both,
        page.coverage(new) - page.coverage(old),
        min(1.0, len(old) / max(page.letters, 1)),
        _letters_of_prose(candidate) / max(len(new), 1) - _letters_of_prose(body) / max(len(old), 1),
        max(-_MAX_REPETITION, min(_MAX_REPETITION, _repeated(candidate) - _repeated(body))),
        *(float(kind == one) for one in KINDS),
    ]


def expected_gain(features: Sequence[float]) -> float:
    """Return the log-odds that the candidate is the better body."""
    bias, weights = _weights()
    return bias + sum(weight * value for weight, value in zip(weights, features, strict=True))


def _best_extraction(tree: HtmlElement, url: str, quick: list[str], page: PageText) -> list[str]:
    """Return what recall or all methods together find, where more is expected of it than of a quick extraction."""
    recall = extract_candidate(tree, url, "recall")
    gains = [(expected_gain(compare_bodies(quick, recall, "recall", page)), recall)] if recall != quick else []
    if is_doubtful(recall, "recall", page):
        standard = extract_candidate(tree, url, "standard")
        if standard != quick:
            gains.append((expected_gain(compare_bodies(quick, standard, "standard", page)), standard))
    gain, best = max(gains, default=(0.0, quick))
    return best if gain > 0 else quick


def _better(body: list[str], candidate: list[str], kind: str, page: PageText) -> list[str]:
    if candidate == body or expected_gain(compare_bodies(body, candidate, kind, page)) <= 0:
        return body
    return candidate


def _letters_of_prose(lines: Sequence[str]) -> int:
    return sum(len(squeeze([line])) for line in lines if is_prose(line))


def _repeated(lines: Sequence[str]) -> float:
    """Return the share of a text that is the same paragraphs again."""
    letters = len(squeeze(lines))
    return 1 - len(squeeze(dict.fromkeys(lines))) / letters if letters else 0.0


@cache
def _weights() -> tuple[float, tuple[float, ...]]:
    table = json.loads(WEIGHTS.read_text("utf-8"))
    return table["bias"], tuple(table["weights"][name] for name in FEATURES)
