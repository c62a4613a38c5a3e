"""What became of a feed, sitemap or listing, written to the database, the statistics and the log."""

from __future__ import annotations

import logging

from scrapy.crawler import Crawler

from spiders.discovery.decisions import FailedReading, Reading
from spiders.sources.model import Source
from storage.clock import now
from storage.session import Session, session_of
from storage.tables import discovery
from storage.tables import sources as sources_table


class DiscoveryRecorder:
    """The record of one crawl's readings; ``mechanism`` and ``address`` say what was read for ``source``."""

    def __init__(self, crawler: Crawler, logger: logging.LoggerAdapter[logging.Logger]) -> None:
        self.crawler = crawler
        self.logger = logger

    @property
    def session(self) -> Session:
        return session_of(self.crawler)

    def answered(self, source: Source) -> None:
        """Note that the source's server is there, whatever it says."""
        self.crawler.stats.set_value(f"source/{source.slug}/answered", 1)

    def read(self, source: Source, mechanism: str, address: str, reading: Reading) -> None:
        """Record a reading."""
        pages = len(reading.found.pages)
        with self.session.change() as database:
            discovery.record_success(database, address, source.slug, mechanism, reading.visit, reading.status, pages)
            discovery.annotate(database, address, reading.found.note, reading.newest)
            discovery.divide(database, address, source.slug, reading.parts(dated=True), reading.parts(dated=False))
            sources_table.record_source_success(database, source.slug, reading.visit.last_success or now())
            if reading.unreliable:
                sources_table.mark_validators_unreliable(
                    database, source.slug, f"{address} changed under the same ETag or date"
                )
            elif reading.visit.etag or reading.visit.last_modified:
                sources_table.record_reliable_validators(database, source.slug)
        if reading.fault:
            self.logger.warning("%s: %s %s: %s", source.slug, mechanism, address, reading.fault)
            self.crawler.stats.set_value(f"source/{source.slug}/why", f"{mechanism}: {reading.fault}")
        self.logger.info("%s: %s %s names %d pages", source.slug, mechanism, address, pages)
        if reading.found.note:
            self.logger.warning("%s: %s %s: %s", source.slug, mechanism, address, reading.found.note)

    def left_out(self, source: Source, number: int, what: str) -> None:
        """Count what a run leaves for a later one, if anything."""
        if not number:
            return
        self.logger.info("%s: %d left for a later run: %s", source.slug, number, what)
        self.crawler.stats.inc_value(f"reason/{source.slug}/put off: {what}", number)

    def unchanged(self, source: Source, address: str, status: int) -> None:
        """Record that nothing is new."""
        at = now()
        with self.session.change() as database:
            discovery.record_unchanged(database, address, status, at)
            sources_table.record_source_success(database, source.slug, at)

    def unread(self, source: Source, mechanism: str, address: str, unread: FailedReading) -> None:
        """Record why it could not be read."""
        self.logger.warning("%s: %s %s could not be read: %s", source.slug, mechanism, address, unread.reason)
        self.crawler.stats.set_value(f"source/{source.slug}/why", f"{mechanism}: {unread.reason}")
        with self.session.change() as database:
            discovery.record_failure(
                database, address, source.slug, mechanism, unread.status, unread.reason, unread.trouble, now()
            )
            sources_table.record_source_failure(database, source.slug, f"{mechanism} {address}: {unread.reason}")

    def found_nothing(self, source: Source, reason: str) -> None:
        """Note for the run's table that a probe of the source's site found nothing to read."""
        self.logger.warning("%s: %s", source.slug, reason)
        self.crawler.stats.set_value(f"source/{source.slug}/why", reason)

    def deferred(self, source: Source, mechanism: str, reason: str) -> None:
        """Note for the run's table that it was left for a later run; it was not looked at, so it has no row."""
        self.crawler.stats.set_value(f"source/{source.slug}/why", f"{mechanism} put off: {reason}")
