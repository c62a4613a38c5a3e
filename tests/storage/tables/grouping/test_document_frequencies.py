"""Words are counted over a sample of articles, and asked for alike whether they are frequent or rare."""

from __future__ import annotations

from sqlite_utils import Database

from storage.tables.grouping import document_frequencies
from storage.tables.grouping.document_frequencies import COUNTED, COUNTED_LATER, FIRST_REFRESH, GROWTH, MANY

EVERYWHERE, RARE, UNKNOWN = 7, 8, 9


def counted(database: Database, articles: int, words: tuple[int, ...] = (EVERYWHERE,)) -> None:
    """Counts the words of so many articles, each of which is one of those that are counted."""
    for one in range(1, articles + 1):
        document_frequencies.count_article(database, one * COUNTED_LATER, words)


def test_words_are_known_by_how_many_articles_hold_them(database: Database) -> None:
    counted(database, 3)
    document_frequencies.count_article(database, COUNTED, (EVERYWHERE, RARE))
    assert document_frequencies.frequencies_of(database, (EVERYWHERE, RARE, UNKNOWN)) == (
        {EVERYWHERE: 4, RARE: 1, UNKNOWN: 0},
        4,
    )


def test_an_archive_without_articles_knows_no_word(database: Database) -> None:
    assert document_frequencies.frequencies_of(database, (RARE,)) == ({RARE: 0}, 0)
    assert document_frequencies.frequencies_of(database, ()) == ({}, 0)


def test_only_a_sample_is_counted_and_a_smaller_one_later(database: Database) -> None:
    document_frequencies.count_article(database, COUNTED + 1, (RARE,))
    assert document_frequencies.frequencies_of(database, (RARE,)) == ({RARE: 0}, 0)
    counted(database, MANY)
    document_frequencies.count_article(database, COUNTED, (RARE,))
    assert document_frequencies.frequencies_of(database, (RARE,)) == ({RARE: 0}, MANY)
    document_frequencies.count_article(database, COUNTED_LATER, (RARE,))
    assert document_frequencies.frequencies_of(database, (RARE,)) == ({RARE: 1}, MANY + 1)


def test_frequent_words_are_known_as_of_a_census_that_is_never_old(database: Database) -> None:
    counted(database, FIRST_REFRESH + 1)
    assert document_frequencies.frequencies_of(database, (EVERYWHERE,)) == (
        {EVERYWHERE: FIRST_REFRESH},
        FIRST_REFRESH + 1,
    )
    counted(database, FIRST_REFRESH)
    found, articles = document_frequencies.frequencies_of(database, (EVERYWHERE,))
    assert articles == 2 * FIRST_REFRESH + 1
    assert articles / GROWTH - 1 <= found[EVERYWHERE] <= articles


def test_what_another_connection_counts_is_seen(database: Database) -> None:
    counted(database, FIRST_REFRESH)
    assert document_frequencies.frequent_words(database) == {EVERYWHERE: FIRST_REFRESH}
    database.execute("update frequent_words set articles = articles + 20")
    assert document_frequencies.frequencies_of(database, (EVERYWHERE,))[0] == {EVERYWHERE: FIRST_REFRESH + 20}


def test_what_is_forgotten_is_counted_anew(database: Database) -> None:
    counted(database, FIRST_REFRESH)
    assert document_frequencies.frequent_words(database) == {EVERYWHERE: FIRST_REFRESH}
    document_frequencies.clear(database)
    counted(database, FIRST_REFRESH, (RARE,))
    assert document_frequencies.frequencies_of(database, (EVERYWHERE, RARE)) == (
        {EVERYWHERE: 0, RARE: FIRST_REFRESH},
        FIRST_REFRESH,
    )
