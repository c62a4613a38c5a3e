"""The thresholds of the topics, from the file that the articles are judged by."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_TOPICS_FILE = Path(__file__).resolve().parents[3] / "pipelines" / "relevance" / "topics.toml"


@cache
def thresholds() -> list[float]:
    """Return the relevance from which on an article is on topic, for every topic."""
    topics = tomllib.loads(_TOPICS_FILE.read_text(encoding="utf-8"))["topic"]
    return [float(topic["threshold"]) for topic in topics.values()]
