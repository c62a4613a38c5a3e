"""The two gates before extraction: the prefilter over raw bytes, then whole words and where they stand."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipelines.relevance.prefilter import Prefilter
from pipelines.relevance.topics_file import load_topics
from pipelines.relevance.word_gate import WordGate
from text.charset import decode_page


class Gates(NamedTuple):
    """What a page must pass before it is extracted; the second costs ten times the first."""

    prefilter: Prefilter
    word_gate: WordGate

    def refusal_reason(self, body: bytes, content_type: str) -> str:
        """Return why a page cannot be on topic; empty where it may be."""
        if not self.prefilter.may_match(body):
            return "no term of the topics stands on the page"
        if not self.word_gate.may_match(decode_page(body, content_type).text.encode()):
            return "no terms of the topics stand close enough on the page"
        return ""


@cache
def page_gates(topics: str | Path) -> Gates:
    """Return what a page must pass by a topics file, made once in each process."""
    loaded = load_topics(topics)
    prefilter = Prefilter(loaded)
    return Gates(prefilter, WordGate(loaded, prefilter))
