"""What extracted an article: the version of this extractor and of what it builds on."""

from __future__ import annotations

from importlib.metadata import version

#: raised with every change of pipelines/extraction that changes what comes out of a page
EXTRACTOR_REVISION = 6

EXTRACTOR = f"extractor {EXTRACTOR_REVISION}, trafilatura {version('trafilatura')}"
