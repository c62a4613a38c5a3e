"""In how many articles each word stands, counted over a sample of them, so that rare words tell more than common ones.

Most words of any text are among the few thousand that stand in many articles. Their counts as of the last refresh are
kept in memory, a few megabytes, so that an article asks the index for its rarer words only.
"""

from __future__ import annotations

from collections.abc import Collection
from weakref import WeakKeyDictionary

from sqlite_utils import Database

from storage.sql import execute_many, placeholders, plain_rows, scalar

#: the word under which the counted articles themselves are counted
EVERY_ARTICLE = -1
#: one article in so many is counted, which says as much at a quarter of the cost; when MANY are, one in so many
COUNTED, COUNTED_LATER, MANY = 4, 16, 2500
#: a word is frequent that stands in more than one in so many articles
FREQUENT_FROM = 500
#: articles counted when frequent words are first noted, and the growth after which they are noted again; chosen, not
#: measured
FIRST_REFRESH, GROWTH = 500, 33 / 32

#: of each open database the articles counted at the refresh that was read, and the frequent words
_frequent: WeakKeyDictionary[Database, tuple[int, dict[int, int]]] = WeakKeyDictionary()


def frequencies_of(database: Database, words: Collection[int]) -> tuple[dict[int, int], int]:
    """Return in how many of the counted articles each of these words stands, and how many are counted."""
    frequent = frequent_words(database)
    found = {word: frequent.get(word, 0) for word in words}
    asked = [EVERY_ARTICLE, *(word for word in words if not found[word])]
    statement = f"select word, articles from words where word in ({placeholders(asked)})"
    found.update(plain_rows(database, statement, asked))
    return found, found.pop(EVERY_ARTICLE, 0)


def count_article(database: Database, article: int, words: Collection[int]) -> None:
    """Count the words of a new article, if it is one of those that are counted."""
    counted = articles_counted(database)
    if article % (COUNTED if counted < MANY else COUNTED_LATER):
        return
    execute_many(
        database,
        "insert into words (word, articles) values (?, 1) on conflict (word) do update set articles = articles + 1",
        [(word,) for word in (EVERY_ARTICLE, *words)],
    )
    if counted + 1 >= max(FIRST_REFRESH, GROWTH * articles_at_last_refresh(database)):
        refresh_frequent_words(database)


def articles_counted(database: Database) -> int:
    """Return how many articles are counted by now."""
    return scalar(database, "select articles from words where word = ?", [EVERY_ARTICLE]) or 0


def clear(database: Database) -> None:
    """Count anew from nothing."""
    database.execute("delete from words")
    database.execute("delete from frequent_words")
    _frequent.pop(database, None)


def frequent_words(database: Database) -> dict[int, int]:
    """Return the words that stood in many articles at the last refresh, each with how many."""
    counted_at_refresh = articles_at_last_refresh(database)
    known = _frequent.get(database)
    if known is None or known[0] != counted_at_refresh:
        rows = database.execute("select word, articles from frequent_words where word <> ?", [EVERY_ARTICLE])
        known = _frequent[database] = (counted_at_refresh, dict(rows.fetchall()))
    return known[1]


def articles_at_last_refresh(database: Database) -> int:
    """Return how many articles were counted at the last refresh."""
    row = database.execute("select articles from frequent_words where word = ?", [EVERY_ARTICLE]).fetchone()
    return int(row.articles) if row else 0


def refresh_frequent_words(database: Database) -> None:
    """Note which words are frequent."""
    database.execute("delete from frequent_words")
    database.execute(
        "insert into frequent_words (word, articles) select word, articles from words "
        f"where articles * {FREQUENT_FROM} > (select articles from words where word = {EVERY_ARTICLE}) order by word"
    )
