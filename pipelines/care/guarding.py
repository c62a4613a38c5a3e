"""Applying the rules of the guard to stored articles."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from storage.tables.care import guard
from text.care.findings import Severity
from text.care.masking import find_in_fields
from text.care.reading import RULES


def guard_article(database: Database, article: int, at: datetime) -> None:
    """Find what may identify a child in an article on topic and its versions, and mask it until a person decides."""
    text = guard.read_guard_text(database, article)
    if text is None:
        return
    in_versions = [
        one
        for version in text.versions
        for one in find_in_fields({"text": version})
        if one.finding.severity is not Severity.NOTE
    ]
    guard.write_findings(database, text, find_in_fields(text.fields), in_versions, RULES, at)


def guard_new_articles(database: Database, at: datetime) -> int:
    """Guard the articles on topic that are new to these rules, each in a change of its own; return how many."""
    count = 0
    for article in guard.unguarded_articles(database, RULES):
        with database.atomic():
            guard_article(database, article, at)
        count += 1
    return count
