"""Loads what reads articles, and what that loads with its first one, for processes that are forked from this one."""

from __future__ import annotations

import gc

from items import Article
from pipelines.ledgers.article_reading import read_article_text

SAMPLE_TEXT = """The court in Cebu City sentenced the woman, 41, to life in prison on Monday.

"The ferry leaves at nine," said Mayor Ana Reyes. The fine is PHP2 million under RA 11930, the police said."""

read_article_text(Article("The ferry leaves at nine", SAMPLE_TEXT, language="en"))
gc.collect()
gc.freeze()  # as in pipelines.extraction.preload
