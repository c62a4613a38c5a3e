"""The text that a page's structured data gives as the body of its article."""

from __future__ import annotations

import re
from html import unescape

from pipelines.extraction.markup.structured_data import StructuredData
from text.paragraphs import divide_into_paragraphs, split_paragraphs
from text.prose import count_words
from text.shingles import containment, page_shingles

#: fewer words than this in ``articleBody`` are a teaser; chosen, not measured
MIN_DECLARED_WORDS = 60
#: share of the declared text that an extraction holds, and shingles of the extraction for one of the declared text,
#: where what follows the end of the declared text is cut
_MIN_HELD = 0.9
_MIN_DECLARED_SHARE = 0.4


def declared_body(structured: StructuredData) -> list[str]:
    """Return the paragraphs of the JSON-LD ``articleBody``, without markup; nothing where it is a teaser."""
    value = structured.article.get("articleBody")
    if isinstance(value, list):
        value = "\n".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return []
    text = re.sub(r"(?i)<(?:/p|br|/h\d|/li|/div)\b[^>]{0,200}>", "\n", unescape(value))
    lines = split_paragraphs(re.sub(r"<[^>]{0,500}>", " ", text))
    if sum(map(count_words, lines)) < MIN_DECLARED_WORDS:
        return []
    return divide_into_paragraphs(lines[0]) if len(lines) == 1 else lines


def cut_after_declared_end(lines: list[str], declared: list[str]) -> list[str]:
    """Return the lines up to the last that the declared text holds, where they hold all of it and it most of them."""
    if not declared:
        return lines
    known, found = page_shingles(" ".join(declared)), page_shingles(" ".join(lines))
    if containment(known, found) <= _MIN_HELD or len(known) <= len(found) * _MIN_DECLARED_SHARE:
        return lines
    inside = [containment(page_shingles(line), known) >= 0.5 for line in lines]
    return lines[: len(inside) - inside[::-1].index(True)] if any(inside) else lines
