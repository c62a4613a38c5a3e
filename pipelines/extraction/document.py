"""One document in, one article or a reason out, whatever kind of document it is."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from items import ExtractionResult, Hint
from text.signatures import is_pdf

#: as what the text layer of a PDF is archived, in place of the file
TEXT_LAYER_TYPE: Final = "application/vnd.osecwatch.text-layer+json"


def extract_document(
    body: bytes, url: str, content_type: str, hint: Hint | None = None, *, now: datetime
) -> ExtractionResult:
    """Extract a page, a PDF or a plain text; never raises, whatever the bytes are."""
    # The extractors load slowly: only who extracts shall wait for them, not every command and the crawler itself.
    if is_pdf(body):
        from pipelines.extraction.pdf.release import extract_release  # noqa: PLC0415

        return extract_release(body, url, hint, now=now)
    if content_type == TEXT_LAYER_TYPE:
        from pipelines.extraction.pdf.release import extract_archived_layer  # noqa: PLC0415

        return extract_archived_layer(body, url, hint, now=now)
    if content_type.startswith("text/plain"):
        from pipelines.extraction.plain_text import extract_text  # noqa: PLC0415
        from text.charset import decode_page  # noqa: PLC0415

        return extract_text(decode_page(body, content_type).text, url, hint, now=now)
    from pipelines.extraction.page import extract_page  # noqa: PLC0415

    return extract_page(body, url, content_type, hint, now=now)


def extract_following_document(body: bytes, url: str, content_type: str, *, now: datetime) -> ExtractionResult:
    """Extract a page on which an article goes on, however short it is; never raise, whatever the bytes are."""
    from pipelines.extraction.page import extract_following_page  # noqa: PLC0415

    return extract_following_page(body, url, content_type, now=now)
