"""``scrapy sources --add URL``: look at a site, show three of its articles, and write an entry for it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, cast

from scrapy import Request
from scrapy.crawler import CrawlerProcessBase
from scrapy.http import Response

from commands.crawling.site_checks.checking import CheckedSource, CheckSpider, check_table
from commands.crawling.site_checks.entry import (
    NewEntry,
    append_entry,
    ask_entry,
    guess_entry,
    unused_slug,
    whole_address,
)
from commands.printing import print_line
from commands.report import print_table
from items import ExtractionResult, Hint
from pipelines.extraction.document import extract_document
from pipelines.relevance.scoring import score_article
from pipelines.relevance.topics import Topics
from pipelines.relevance.topics_file import load_topics
from spiders.sources.model import Source
from spiders.workers import workers_of
from storage.clock import now
from storage.monitoring.access import ListState, entry_lines
from text.charset import decode_bytes
from text.urls.article_urls import looks_like_article
from text.urls.sections import bare_host

#: articles that are shown of a new source
SAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class Sample:
    """A page of a new source: its markup and what was extracted from it."""

    url: str
    markup: str
    result: ExtractionResult


class AddSpider(CheckSpider):
    """Look through one site and fetch three of the pages that it lists."""

    name = "add"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.samples: list[Sample] = []

    def fetch_listed(self, source: Source) -> Iterable[Request]:
        for hint in newest_articles(self.listed_pages.get(source.slug, []))[:SAMPLES]:
            meta = self.request_meta(source.slug, hint.url)
            yield Request(hint.url, self.sampled, dont_filter=True, meta=meta, cb_kwargs={"hint": hint})

    async def sampled(self, response: Response, hint: Hint) -> None:
        """Extract a page that came."""
        workers = workers_of(self.crawler)
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        result = await workers.run(extract_document, response.body, response.url, content_type, hint, now=now())
        markup = decode_bytes(response.body, content_type).text
        self.samples.append(Sample(response.url, markup, result))


def newest_articles(hints: Iterable[Hint]) -> list[Hint]:
    """Return the listed pages that look like articles, the newest first; all of them where none does."""
    hints = [hint for hint in hints if hint.url]
    articles = [hint for hint in hints if looks_like_article(hint.url)] or hints
    undated = datetime.min.replace(tzinfo=UTC)
    return sorted(articles, key=lambda hint: hint.published or hint.modified or undated, reverse=True)


def add_source(process: CrawlerProcessBase, address: str, sources: Sequence[Source], path: Path) -> int:
    """Look at a site and write an entry for it; return 1 where it has nothing to read or is watched already."""
    homepage = whole_address(address)
    if known := [source.slug for source in sources if bare_host(source.homepage) == bare_host(homepage)]:
        print_line(f"{homepage} is watched already, as [{known[0]}]; scrapy sources --check {known[0]} looks at it")
        return 1
    spider = look_through(process, homepage)
    (checked,) = spider.results
    print_table(check_table([checked]), [checked.tried] if checked.tried else [])
    states = [ListState(each.mechanism, each.url, 0) for each in checked.lists if is_used(spider, checked, each.url)]
    if not states:
        print_line(f"nothing to read was found at {homepage}; nothing was written")
        return 1
    topics = load_topics(process.settings["TOPICS"])
    for sample in spider.samples:
        print_line(describe_sample(sample, topics))
    return save_entry(new_entry_of(spider.samples, homepage, sources), entry_lines(states), path)


def look_through(process: CrawlerProcessBase, homepage: str) -> AddSpider:
    """Return the spider that has looked through a site."""
    crawler = process.create_crawler(AddSpider)
    source = Source(slug="new", name=homepage, kind="newspaper", country="INT", language="en", homepage=homepage)
    process.crawl(crawler, sources=[source])
    process.start()
    return cast("AddSpider", crawler.spider)


def is_used(spider: AddSpider, checked: CheckedSource, url: str) -> bool:
    """Whether a list is one of those that the probe chose; the part of an index is read by its index."""
    return url in spider.used_lists[checked.source]


def describe_sample(sample: Sample, topics: Topics) -> str:
    """Return a page of a new source in a few lines: what was extracted and how it is judged."""
    article = sample.result.article
    if article is None:
        return f"  {sample.url}\n    no article: {sample.result.reason}"
    score = score_article(article, topics)
    verdict = f"{'on topic' if score.on_topic else 'off topic'}, relevance {score.score:.1f}"
    day = f"{article.published:%Y-%m-%d}" if article.published else "no date"
    authors = ", ".join(article.authors) or "no author"
    return f"  {article.title}\n    {sample.url}\n    {day}, {authors}, {len(article.text.split())} words, {verdict}"


def new_entry_of(samples: Sequence[Sample], homepage: str, sources: Sequence[Source]) -> NewEntry:
    """Return the entry of a new source: guessed, and asked where somebody sits at the terminal."""
    languages = [sample.result.article.language for sample in samples if sample.result.article]
    guess = guess_entry(homepage, [sample.markup for sample in samples], languages)
    guess = replace(guess, slug=unused_slug(guess.slug, [source.slug for source in sources]))
    if sys.stdin.isatty():
        return ask_entry(guess, input)
    print_line("nobody is asked, since this is no terminal: look the guesses over")
    return guess


def save_entry(entry: NewEntry, lists: str, path: Path) -> int:
    """Write an entry at the end of the sources file; return 1, and change nothing, where it would not be sound."""
    entry = replace(entry, lists=lists)
    text, faults = append_entry(path.read_text(encoding="utf-8"), entry)
    if faults:
        print_line("\n".join([f"{path} was left as it is:", *faults]))
        return 1
    passing = path.with_suffix(".new")
    passing.write_text(text, encoding="utf-8")
    passing.replace(path)
    print_line(f"{path} has a new entry:\n\n{entry.lines()}")
    return 0
