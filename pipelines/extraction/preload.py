"""Loads the extractor and what it loads with its first page, for processes that are forked from this one."""

from __future__ import annotations

import gc
from datetime import UTC, datetime

from pipelines.extraction.document import extract_document

SAMPLE_PAGE = b"""<html lang="en"><head><title>The harbour opens again</title>
<meta property="article:published_time" content="2024-05-04T09:30:00+08:00"></head><body><article>
<h1>The harbour opens again</h1><p>By Staff Writer</p><p>4 May 2024</p>
<p>The harbour of the town opens again on Monday after two years of works, the council said.</p>
<p>Boats will go to the islands twice a day, and the market by the quay is to follow in autumn.</p>
</article></body></html>"""

for kind in ("text/html", "text/plain"):
    extract_document(SAMPLE_PAGE, "https://www.example.org/2024/05/harbour", kind, now=datetime(2024, 6, 1, tzinfo=UTC))
gc.collect()
gc.freeze()  # or the collector would write to every page of memory that is shared
