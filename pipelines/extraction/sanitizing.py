"""What came of a page, with every text in it as it may be stored."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from items import Article, ExtractionResult
from text.unicode import sound


def sanitize_result(result: ExtractionResult) -> ExtractionResult:
    """The reason and every text of the article made sound, wherever they were taken from."""
    article = result.article
    if article is not None:
        article = replace(article, **dict(_sound_fields(article)))
    return ExtractionResult(article, result.outcome, sound(result.reason))


def _sound_fields(article: Article) -> list[tuple[str, Any]]:
    """Every field of an article that holds text, with that text made sound."""
    found: list[tuple[str, Any]] = []
    for name in (field.name for field in fields(article)):
        value = getattr(article, name)
        if isinstance(value, str):
            found.append((name, sound(value)))
        elif isinstance(value, tuple):
            found.append((name, tuple(filter(None, map(sound, value)))))
    return found
