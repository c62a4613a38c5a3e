"""What sources are read by, looked at once: a spider that fetches lists only, and what it saw as a table or as JSON."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, cast

from rich.table import Table
from scrapy.crawler import Crawler

from commands.report import as_cell
from items import Hint
from pipelines.relevance.rescoring import article_of_hint
from pipelines.relevance.scoring import score_article
from pipelines.relevance.topics import Topics
from pipelines.relevance.topics_file import load_topics
from spiders.discovery.decisions import FailedReading, Reading
from spiders.discovery.mechanisms import seed_urls
from spiders.discovery.recorder import DiscoveryRecorder
from spiders.discovery.spider import DiscoverySpider
from spiders.sources.model import Source
from storage.monitoring.access import Access
from storage.monitoring.access_check import check_source
from storage.tables import sources as sources_table
from storage.tables.probing.seeds import used_seeds
from text.urls.article_urls import looks_like_article

#: how a source is reached that needs nobody
WELL = frozenset({Access.CONFIRMED, Access.DISCOVERED})


@dataclass(frozen=True, slots=True)
class CheckedList:
    """What came of one feed, sitemap or listing; ``fault`` says why it could not be read."""

    mechanism: str
    url: str
    #: named in the entry, or found on the site
    found: bool
    entries: int = 0
    taken: int = 0
    parts: int = 0
    newest: str = ""
    articles: int = 0
    on_topic: int = 0
    fault: str = ""


@dataclass(slots=True)
class CheckedSource:
    """What a check saw of one source."""

    source: str
    access: str = ""
    tried: str = ""
    #: the lines that mend its entry, if it needs any
    remedy: str = ""
    lists: list[CheckedList] = field(default_factory=list)
    samples: list[Hint] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return it as values that JSON has."""
        return {"source": self.source, "access": self.access, "tried": self.tried, "remedy": self.remedy} | {
            "lists": [asdict(each) for each in self.lists]
        }


class CheckRecorder(DiscoveryRecorder):
    """Record readings in the passing database of a check, and keep what is to be shown of each."""

    def __init__(self, crawler: Crawler, logger: Any) -> None:
        super().__init__(crawler, logger)
        self.topics = load_topics(crawler.settings["TOPICS"])
        self.checked: dict[str, list[CheckedList]] = {}

    def read(self, source: Source, mechanism: str, address: str, reading: Reading) -> None:
        super().read(source, mechanism, address, reading)
        self.keep(source, checked_list(source, mechanism, address, reading, self.topics))

    def unread(self, source: Source, mechanism: str, address: str, unread: FailedReading) -> None:
        super().unread(source, mechanism, address, unread)
        found = (mechanism, address) not in set(seed_urls(source))
        self.keep(source, CheckedList(mechanism, address, found, fault=unread.reason))

    def keep(self, source: Source, checked: CheckedList) -> None:
        """Keep what came of a list."""
        self.checked.setdefault(source.slug, []).append(checked)


class CheckSpider(DiscoverySpider):
    """Read what sources are read by, look through the sites of those that fail, and fetch no page."""

    name = "check"
    recorder_class = CheckRecorder

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed_pages: dict[str, list[Hint]] = {}
        self.results: list[CheckedSource] = []
        #: by source, the lists found that would be read in every run
        self.used_lists: dict[str, set[str]] = {}

    async def start(self) -> AsyncIterator[Any]:
        with self.session.change() as database:
            sources_table.upsert_sources(database, self.sources.values())
        for publishers in (True, False):
            for request in self.entries(publishers=publishers):
                yield request

    def register_listed(self, source: Source, hint: Hint, *, is_first_reading: bool = False) -> None:  # noqa: ARG002
        if not hint.url or source.accepts(hint.url):
            self.listed_pages.setdefault(source.slug, []).append(hint)

    def closed(self, reason: str) -> None:  # noqa: ARG002
        """Draw up the results while the passing database is there."""
        self.results = [self.result_of(source) for source in self.sources.values()]
        database = self.session.database
        self.used_lists = {slug: {seed.url for seed in used_seeds(database, slug)} for slug in self.sources}

    def result_of(self, source: Source) -> CheckedSource:
        """Return what was seen of a source."""
        with self.session.change() as database:
            check_source(database, source)
            row = database.execute("select access, tried, remedy from sources where slug = ?", [source.slug]).fetchone()
        lists = cast("CheckRecorder", self.recorder).checked.get(source.slug, [])
        return CheckedSource(
            source.slug, row.access, row.tried, row.remedy, lists, self.listed_pages.get(source.slug, [])
        )


def checked_list(source: Source, mechanism: str, address: str, reading: Reading, topics: Topics) -> CheckedList:
    """Return what is to be shown of a list that was read."""
    pages = reading.found.pages
    taken = [hint for hint in pages if not hint.url or source.accepts(hint.url)]
    return CheckedList(
        mechanism,
        address,
        (mechanism, address) not in set(seed_urls(source)),
        len(pages),
        len(taken),
        len(reading.found.children),
        f"{reading.newest:%Y-%m-%d}" if reading.newest else "",
        sum(bool(hint.url) and looks_like_article(hint.url) for hint in taken),
        sum(score_article(article_of_hint(hint), topics).on_topic for hint in taken),
    )


def check_table(results: Iterable[CheckedSource]) -> Table:
    """Lay out a row a list."""
    table = Table(box=None, pad_edge=False)
    for name in ("source", "access", "read by", "entries", "taken", "articles", "on topic", "newest", "fault"):
        table.add_column(name, overflow="fold", justify="right" if name in {"entries", "taken", "articles"} else "left")
    for result in results:
        for each in result.lists or [CheckedList("", "nothing", found=False)]:
            counts = map(str, (each.entries, each.taken, each.articles, each.on_topic))
            by = f"{'found: ' if each.found else ''}{each.mechanism} {each.url}"
            cells = (result.source, result.access, by, *counts, each.newest, each.fault)
            table.add_row(*map(as_cell, cells))
    return table


def check_sentences(results: Sequence[CheckedSource]) -> list[str]:
    """Return what was tried for sources that are not as their entries say, with the lines that mend them."""
    told = [f"{result.source}: {result.tried}" for result in results if result.tried]
    told += [f"[{result.source}] {line}" for result in results for line in result.remedy.splitlines()]
    well = sum(result.access in WELL for result in results)
    return [*told, f"{well} of {len(results)} sources can be read"]
