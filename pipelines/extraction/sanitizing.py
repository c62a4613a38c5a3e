"""The end of every extraction: exceptions become an outcome, and every text is one that may be stored."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from items import Article, ExtractionResult, Outcome
from text.unicode import sanitize_text

#: characters of a reason; chosen, not measured: a line in a table
MAX_REASON_CHARACTERS = 300


def run_safely(extract: Callable[[], ExtractionResult]) -> ExtractionResult:
    """Return what ``extract`` gives, sanitized; an exception becomes the outcome ``error`` with its traceback."""
    try:
        return sanitize_result(extract())
    except Exception as error:
        reason = f"extraction failed: {type(error).__name__}: {error}"[:MAX_REASON_CHARACTERS]
        return ExtractionResult(None, Outcome.ERROR, sanitize_text(reason), sanitize_text(traceback.format_exc()))


def sanitize_result(result: ExtractionResult) -> ExtractionResult:
    """Make the reason and every text of the article sound, wherever they were taken from."""
    article = result.article
    if article is not None:
        article = replace(article, **dict(_sound_fields(article)))
    return replace(result, article=article, reason=sanitize_text(result.reason))


def _sound_fields(article: Article) -> list[tuple[str, Any]]:
    """Return every field of an article that holds text, with that text made sound."""
    found: list[tuple[str, Any]] = []
    for name in (field.name for field in fields(article)):
        value = getattr(article, name)
        if type(value) is str:  # a member of an enumeration is a string too, and remains that member
            found.append((name, sanitize_text(value)))
        elif isinstance(value, tuple):
            found.append((name, tuple(filter(None, map(sanitize_text, value)))))
    return found
