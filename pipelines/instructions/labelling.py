"""A person's label, which wins over the score."""

from __future__ import annotations

from sqlite_utils import Database

from pipelines.care.guarding import guard_article
from pipelines.relevance.rescoring import apply_topic_change
from storage.clock import now
from storage.tables import labels, relevance
from storage.tables.care.shown import words_as_shown


def label_article(database: Database, name: str, on_topic: bool, note: str, window_days: float) -> str:
    """Store the label and what follows from it; return a sentence. Raise UnknownArticleError."""
    number = labels.resolve_article(database, name)
    labels.put(database, number, on_topic, note, now())
    (scored,) = relevance.read_judged(database, "articles.id = ?", [number])
    if scored.on_topic != on_topic:
        apply_topic_change(database, number, on_topic, scored.relevance, on_topic, window_days)
    guard_article(database, number, now())
    title = words_as_shown(database, number, scored.article.title)
    return f"article {number}, {title!r}, is labelled {'on' if on_topic else 'off'} topic"
