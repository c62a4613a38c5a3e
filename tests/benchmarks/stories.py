"""What it costs to add one article to an archive of 10,000, of 100,000 and of 1,000,000.

    python -m tests.benchmarks.stories [SIZE ...]

The archive is made up, the same on every run: words drawn by Zipf's law, with names of its own for every story, a
third of the articles rewrites and copies, ten years of days. It is filled by noting the traces of each article; then
at each size some more articles are added in full, and their CPU time, the index and the memory are measured.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path

from sqlite_utils import Database

import storage.sources
from pipelines.grouping.document import Document
from pipelines.grouping.search import LEADING, kinship_of, profiled
from pipelines.grouping.words import words
from storage.database import open_database
from storage.kinship import THIS, Kinship, Traces, carry_out
from storage.stories import Stored
from storage.times import stamp

SIZES = (10_000, 100_000, 1_000_000)
MEASURED = 300
DAYS, SOURCES, VOCABULARY, LENGTH = 3650, 200, 200_000, 420
WINDOW_DAYS = 21.0
FIRST_DAY = datetime(2016, 1, 1, tzinfo=UTC)
INDEX = ("fingerprints", "terms", "profiles", "words", "links")


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "archive.db")
        for number in range(SOURCES):
            storage.sources.ensure(database, source(number), source(number))
        articles = archive(random.Random(2026))  # noqa: S311 - nothing secret
        stored = 0
        print(f"{'articles':>10} {'CPU ms an article':>18} {'index bytes an article':>23} {'memory MB':>10}")
        for size in sizes:
            fill(database, islice(articles, size - stored - MEASURED))
            spent = add(database, islice(articles, MEASURED))
            stored = size
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{size:>10} {spent:>18.2f} {index_size(database) / size:>23.0f} {memory:>10.0f}", flush=True)
        database.close()


def source(number: int) -> str:
    return f"source-{number}"


def archive(chance: random.Random) -> Iterator[Stored]:
    """Articles without end, their days in no order, a third of them about what an earlier one was about."""
    vocabulary = [word(number) for number in range(VOCABULARY)]
    shares = list(accumulate(1 / (rank + 10) for rank in range(VOCABULARY)))
    recent: list[tuple[datetime, list[str]]] = []
    while True:
        if recent and chance.random() < 1 / 3:
            time_, sentences = chance.choice(recent)
            time_ += timedelta(hours=chance.randrange(1, 96))
            kept = [sentence for sentence in sentences if chance.random() < 0.5]
            sentences = kept + text_of(chance, vocabulary, shares)[len(kept) :]
        else:
            time_ = FIRST_DAY + timedelta(minutes=chance.randrange(DAYS * 1440))
            sentences = text_of(chance, vocabulary, shares)
        recent = [*recent[-500:], (time_, sentences)]
        title = " ".join(sentences[0].split()[:8])
        text = ". ".join(sentences) + "."
        yield Stored(THIS, source(chance.randrange(SOURCES)), title, text, time_, on_topic=True)


def word(number: int) -> str:
    """A made-up word; the commonest are short."""
    letters = "etaoinshrdlucmfwypvbgk"
    found = ""
    while number or not found:
        number, letter = divmod(number, len(letters))
        found += letters[letter]
    return found


def text_of(chance: random.Random, vocabulary: list[str], shares: list[float]) -> list[str]:
    """The sentences of a new text, with a few names and numbers that recur in it."""
    names = [chance.choice(vocabulary).capitalize() for _ in range(8)] + [
        str(chance.randrange(2, 9999)) for _ in range(4)
    ]
    drawn = chance.choices(vocabulary, cum_weights=shares, k=LENGTH)
    sentences = [drawn[start : start + 20] for start in range(0, LENGTH, 20)]
    return [" ".join([part[0].capitalize(), *part[1:], *chance.sample(names, 2)]) for part in sentences]


def fill(database: Database, articles: Iterator[Stored]) -> None:
    """Stores articles and notes their traces, without deciding anything."""
    database.begin()
    for article in articles:
        carry_out(database, insert(database, article), Kinship(traces_of(database, article)))
    database.commit()


def traces_of(database: Database, article: Stored) -> Traces:
    document = Document(article)
    profile, vocabulary = profiled(database, words(article.title), document.sentences)
    sample = tuple(document.sample.values())
    return Traces(document.day, sample, tuple(profile.leading(LEADING)), profile.packed(), vocabulary)


def add(database: Database, articles: Iterator[Stored]) -> float:
    """Adds articles in full; returns the milliseconds of CPU that each took, storing the text not counted."""
    spent = 0.0
    count = 0
    database.begin()
    for article in articles:
        began = time.process_time()
        kinship = kinship_of(database, article, WINDOW_DAYS)
        spent += time.process_time() - began
        number = insert(database, article)
        began = time.process_time()
        carry_out(database, number, kinship)
        spent += time.process_time() - began
        count += 1
    database.commit()
    return 1000 * spent / count


def insert(database: Database, article: Stored) -> int:
    """Stores an article with its text, as short as the schema allows."""
    row = database.conn.execute(
        "insert into articles (url, source, title, published, word_count, first_seen, last_seen, on_topic, relevance, "
        "content_hash) values (?1, ?2, ?3, ?4, 0, ?4, ?4, 1, 1, '') returning id",
        [f"urn:id:{random.getrandbits(64)}", article.source, article.title, stamp(article.time)],
    ).fetchone()
    database.conn.execute("insert into texts (article, text) values (?, ?)", [row[0], article.text])
    return int(row[0])


def index_size(database: Database) -> int:
    """The bytes of all tables by which kin are found."""
    marks = ", ".join("?" * len(INDEX))
    row = database.execute(f"select sum(pgsize) from dbstat where name in ({marks})", INDEX).fetchone()
    return int(row[0])


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
