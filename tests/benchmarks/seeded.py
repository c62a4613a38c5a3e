"""A large archive made from a seed: made-up words in the shape of real articles, for measuring only."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from storage.clock import stamp
from storage.schema.database import open_database

SEED = 7
BATCH = 10_000
YEARS = 10
SOURCES = [*["newspaper"] * 30, *["ngo"] * 8, *["government"] * 6, *["broadcaster"] * 4, *["wire"] * 2, *["blog"] * 2]
COMMON = ("children", "online", "police", "court", "the", "of", "and", "sexual", "exploitation", "report")
#: stands in about one article of a thousand
RARE = "zamboanga"
STORY_SIZES = (1, 1, 1, 1, 2, 3, 6)
OUTCOMES = ("stored", "stored", "off_topic", "duplicate", "pending")

Row = tuple[object, ...]


class Maker:
    """Makes rows; the same seed makes the same ones."""

    def __init__(self, articles: int, now: datetime) -> None:
        self.random = random.Random(SEED)  # noqa: S311 - nothing secret
        self.articles, self.now = articles, now
        self.stories = 0
        self.words = [self.word() for _ in range(30_000)]
        # as in any language, a few words make up most of the text
        self.weights = list(accumulate(1 / (place + 3) for place in range(len(self.words))))
        self.paragraphs = [self.paragraph() for _ in range(20_000)]
        self.rows: dict[str, list[Row]] = {}

    def word(self) -> str:
        syllables = range(self.random.randint(2, 4))
        return "".join(self.random.choice("bcdfghjklmnprstvz") + self.random.choice("aeiou") for _ in syllables)

    def draw(self, count: int) -> list[str]:
        return self.random.choices(self.words, cum_weights=self.weights, k=count)

    def paragraph(self) -> str:
        words = self.draw(75)
        for _ in range(12):
            words[self.random.randrange(75)] = self.random.choice(COMMON)
        return " ".join(words).capitalize() + "."

    def batches(self) -> Iterator[dict[str, list[Row]]]:
        """Rows by table, a batch of articles at a time."""
        number = 1
        while number <= self.articles:
            self.rows = {name: [] for name in ("stories", "articles", "texts", "matches", "pages", "reuse")}
            last = min(number + BATCH - 1, self.articles)
            while number <= last:
                number = self.event(number, last)
            yield self.rows

    def event(self, first: int, last: int) -> int:
        """One event with all its articles; gives back the next number."""
        size = min(self.random.choice(STORY_SIZES), last - first + 1)
        at = self.now - timedelta(days=365 * YEARS * (1 - first / self.articles), minutes=self.random.randrange(600))
        on_topic = self.random.random() < 0.7
        story = self.story(first, size, at) if size > 1 and on_topic else None
        for place in range(size):
            self.article(first + place, at + timedelta(hours=place), on_topic, story, first if place == 2 else None)
            if place:
                self.rows["reuse"].append((first, first + place, "edited", 0.6, 0.5, float(place), "[[0, 40, 0, 40]]"))
        return first + size

    def story(self, first: int, size: int, at: datetime) -> int:
        self.stories += 1
        ends = (stamp(at), stamp(at + timedelta(hours=size)))
        title = "Story " + " ".join(self.draw(6))
        self.rows["stories"].append((self.stories, title, *ends, size, size, "s0", first, size - (size > 2)))
        return self.stories

    def article(self, number: int, at: datetime, on_topic: bool, story: int | None, copy_of: int | None) -> None:
        url, seen = f"https://x.example/{number}", stamp(at + timedelta(hours=1))
        source = f"s{self.random.randrange(len(SOURCES))}"
        language = self.random.choices(["en", "tl", "de", "nl"], weights=[80, 12, 4, 4])[0]
        title, relevance = " ".join(self.draw(8)).capitalize(), self.random.random() * 10
        told = (number, url, source, title, stamp(at), "second", language, 450)
        kept = (seen, seen, on_topic, relevance, str(number), copy_of if story else None, story)
        self.rows["articles"].append(told + kept)
        text = "\n\n".join(self.random.choices(self.paragraphs, k=6))
        if self.random.random() < 0.001:
            text += f"\n\nIt was in {RARE}."
        self.rows["texts"].append((number, text))
        self.rows["matches"].append((number, "osaec", "online sexual exploitation", 2, 3.5, "x y z"))
        if number % 7 == 0:
            self.rows["matches"].append((number, "osaec", "OSAEC", 1, 4.0, "x y z"))
        outcome = self.random.choice(OUTCOMES)
        self.rows["pages"].append((url, url, source, seen, seen, outcome, number))


COLUMNS = {
    "stories": "id, title, first_published, last_published, articles, sources, first_publisher, release, "
    "independent_texts",
    "articles": "id, url, source, title, published, published_precision, language, word_count, first_seen, last_seen, "
    "on_topic, relevance, content_hash, duplicate_of, story",
    "texts": "article, text",
    "matches": "article, topic, term, count, weight, sentence",
    "pages": "url, canonical, source, first_seen, last_seen, outcome, article",
    "reuse": "earlier, later, kind, share_of_earlier, share_of_later, lag_hours, sentences",
}


def make(path: Path, articles: int) -> None:
    """Makes an archive of so many articles; for a million that takes a quarter of an hour and 8 GB."""
    database = open_database(path)
    connection: sqlite3.Connection = database.conn
    for pragma in ("synchronous = off", "foreign_keys = off", "cache_size = -400000"):
        connection.execute(f"pragma {pragma}")
    # the full-text index is built at the end, which is faster than article by article
    triggers = connection.execute(
        "select name, sql from sqlite_master where type = 'trigger' and sql like '%articles_fts%'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"drop trigger {name}")
    now = datetime.now(UTC)
    add_sources(connection, now)
    for rows in Maker(articles, now).batches():
        for table, columns in COLUMNS.items():
            marks = ", ".join("?" * (columns.count(",") + 1))
            connection.executemany(f"insert into {table} ({columns}) values ({marks})", rows[table])
        connection.commit()
    connection.execute("insert into articles_fts(articles_fts) values ('rebuild')")
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("analyze")
    connection.commit()
    database.close()


def add_sources(connection: sqlite3.Connection, now: datetime) -> None:
    columns = "slug, name, kind, country, language, homepage, last_success, health"
    rows = [
        (f"s{place}", f"Source {place}", kind, ("PH", "US", "GB")[place % 3], f"https://s{place}.example/")
        for place, kind in enumerate(SOURCES)
    ]
    connection.executemany(
        f"insert into sources ({columns}) values (?, ?, ?, ?, 'en', ?, '{stamp(now)}', 'healthy')", rows
    )
