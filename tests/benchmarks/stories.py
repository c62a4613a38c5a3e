"""What it costs to add one article to an archive of 10,000, of 100,000 and of 1,000,000.

    python -m tests.benchmarks.stories [SIZE ...]

The archive is made up, the same on every run: words drawn by Zipf's law, with names of its own for every story, a
third of the articles rewrites of what one of the latest thousand told. They arrive in the order of their times, as
news does, 274 a day: a million in ten years. It is filled by noting the traces of each article, worked out on all
cores; then at each size another process adds some more articles in full, and its CPU time and its memory are measured,
and the size of the index.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import accumulate, count, islice
from multiprocessing import get_context
from pathlib import Path

from sqlite_utils import Database

from pipelines.grouping.candidates import INDEXED_TERMS
from pipelines.grouping.features import DocumentFeatures
from pipelines.grouping.planning import plan_article, profile_document
from plans import THIS_ARTICLE, IndexEntry
from settings import BATCH_SIZE
from storage.clock import stamp
from storage.schema.database import open_database
from storage.tables import sources as sources_table
from storage.tables.grouping import document_frequencies
from storage.tables.grouping.plans import write_plan
from storage.tables.grouping.stories import PERIOD, StoredArticle
from text.shingles import MAX_INDEXED
from text.words import split_words

SIZES = (10_000, 100_000, 1_000_000)
MEASURED = 1_000
A_DAY, RECENT, SOURCES, VOCABULARY, LENGTH = 274, 1000, 200, 200_000, 420
#: Zipf's law so bent that 460 words hold 252 different ones, and the ten commonest make 23 % of them; of 1,327 articles
#: of real news the first 460 words hold 250, and the ten commonest make 22 %
FLAT, STEEP = 10, 1.35
WINDOW_DAYS = 21.0
FIRST_DAY = datetime(2016, 1, 1, tzinfo=UTC)
#: so many articles are noted at a time
BATCH = 50_000
#: in a process that works traces out: the archive
archives: list[Database] = []
INDEX = ("fingerprints", "terms", "profiles", "words", "frequent_words", "links")


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        database = open_database(path)
        for number in range(SOURCES):
            sources_table.ensure(database, source(number), source(number))
        articles = archive(random.Random(2026))  # noqa: S311 - nothing secret
        stored = 0
        print(f"{'articles':>10} {'CPU ms an article':>18} {'index bytes an article':>23} {'memory MB':>10}")
        for size in sizes:
            for start in range(stored, size - MEASURED, BATCH):
                fill(database, path, list(islice(articles, min(BATCH, size - MEASURED - start))))
            with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
                spent, memory = pool.submit(add, path, list(islice(articles, MEASURED))).result()
            stored = size
            print(f"{size:>10} {spent:>18.2f} {index_size(database) / size:>23.0f} {memory:>10.0f}", flush=True)
        database.close()


def source(number: int) -> str:
    return f"source-{number}"


def archive(chance: random.Random) -> Iterator[StoredArticle]:
    """Articles without end by their times, a third of them about what one of the latest was about."""
    dictionary = [word(number) for number in range(VOCABULARY)]
    shares = list(accumulate(1 / (rank + FLAT) ** STEEP for rank in range(VOCABULARY)))
    recent: deque[list[str]] = deque(maxlen=RECENT)
    for number in count():
        sentences = text_of(chance, dictionary, shares)
        if recent and chance.random() < 1 / 3:
            kept = [sentence for sentence in chance.choice(recent) if chance.random() < 0.5]
            sentences = kept + sentences[len(kept) :]
        recent.append(sentences)
        title = " ".join(sentences[0].split()[:8])
        text = ". ".join(sentences) + "."
        time_ = FIRST_DAY + timedelta(days=number / A_DAY)
        yield StoredArticle(THIS_ARTICLE, source(chance.randrange(SOURCES)), title, text, time_, on_topic=True)


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


def fill(database: Database, path: Path, articles: list[StoredArticle]) -> None:
    """Stores articles and notes their traces, without deciding anything.

    Rows go in by their order in the index, which is many times as fast as article by article.
    """
    with ProcessPoolExecutor(initializer=open_archive, initargs=(path,)) as pool:
        traces = list(pool.map(traces_of, articles, chunksize=200))
    database.begin()
    numbers = [insert(database, article) for article in articles]
    of_article = list(zip(numbers, traces, strict=True))
    many = database.conn.executemany
    many(
        "insert or ignore into fingerprints (hash, article) values (?, ?)",
        sorted((one, number) for number, each in of_article for one in each.fingerprints),
    )
    many(
        "insert or ignore into terms (period, term, day, article) values (?, ?, ?, ?)",
        sorted((each.day // PERIOD, term, each.day, number) for number, each in of_article for term in each.terms),
    )
    many(
        "insert into profiles (article, profile) values (?, ?)", [(number, each.profile) for number, each in of_article]
    )
    for number, each in of_article:
        document_frequencies.count_article(database, number, each.vocabulary)
    database.commit()


def open_archive(path: Path) -> None:
    archives.append(open_database(path))


def traces_of(article: StoredArticle) -> IndexEntry:
    """Return what is indexed of an article whose plan finds no other."""
    document = DocumentFeatures(article)
    profile, numbers = profile_document(archives[0], split_words(article.title), document.sentences)
    sample = tuple(document.sample.values())[:MAX_INDEXED]
    return IndexEntry(document.day, sample, tuple(profile.leading(INDEXED_TERMS)), profile.pack(), numbers)


def add(path: Path, articles: list[StoredArticle]) -> tuple[float, float]:
    """The milliseconds of CPU to add an article, less what storing its text takes, and the process's memory in MB.

    Half of the articles are added in full, in transactions as long as a crawl's; the other half is only stored.
    """
    database = open_database(path)
    added, stored = articles[: len(articles) // 2], articles[len(articles) // 2 :]
    spent = cpu(database, added, decide=True) - cpu(database, stored, decide=False)
    database.close()
    return 1000 * spent / len(added), peak_memory()


def peak_memory() -> float:
    """The most memory that this process has had, in MB."""
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    # what getrusage says here includes what the parent had
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


def cpu(database: Database, articles: list[StoredArticle], *, decide: bool) -> float:
    """The seconds of CPU that adding or only storing these articles takes, writing them out included."""
    began = time.process_time()
    for start in range(0, len(articles), BATCH_SIZE):
        database.begin()
        for article in articles[start : start + BATCH_SIZE]:
            plan = plan_article(database, article, WINDOW_DAYS) if decide else None
            number = insert(database, article)
            if plan:
                write_plan(database, number, plan)
        database.commit()
    return time.process_time() - began


def insert(database: Database, article: StoredArticle) -> int:
    """Stores an article with its text, as short as the schema allows."""
    row = database.conn.execute(
        "insert into articles (url, source, title, published, word_count, first_seen, last_seen, on_topic, relevance, "
        "content_hash) values (?1, ?2, ?3, ?4, 0, ?4, ?4, 1, 1, '') returning id",
        [f"urn:id:{random.getrandbits(64)}", article.source, article.title, stamp(article.time)],
    ).fetchone()
    database.conn.execute("insert into texts (article, text) values (?, ?)", [row[0], article.text])
    return int(row[0])


def index_size(database: Database) -> int:
    """Return the bytes of all tables by which articles are found."""
    marks = ", ".join("?" * len(INDEX))
    row = database.execute(f"select sum(pgsize) from dbstat where name in ({marks})", INDEX).fetchone()
    return int(row[0])


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
