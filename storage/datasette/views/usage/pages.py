"""The page of words for the crime, and that of one word with sentences."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from storage.datasette.charts import Series, period_of, periods, series, size_of
from storage.datasette.page_context import Missing, PageContext, Values
from storage.datasette.safe_text import mentions
from storage.datasette.views.periods import CountedMonths, period_asked
from storage.datasette.views.usage.crime_words import CrimeWord, crime_words
from text.sentences import split_sentences

#: months that are counted where the address asks for none: from well before the law to now
MONTHS_SHOWN = 8 * 12
#: articles that are counted for each word, the latest with it; this bounds what the pages cost
MAX_USES = 5_000
#: the month in which Republic Act 11930 became law, on its 30th
MONTH_OF_THE_LAW = "2022-07"
#: outlets that are shown, and sentences
MAX_OUTLETS, MAX_SENTENCES = 40, 40


class WordUse(NamedTuple):
    """In how many articles of a month an outlet uses a word."""

    month: str
    outlet: str
    country: str
    articles: int


class WordRow(NamedTuple):
    """How often a word is used: in all, and in which share of all articles up to the law's month and after it."""

    word: CrimeWord
    articles: int
    before: float | None
    since: float | None


class WordChart(NamedTuple):
    """The uses of words by period, and the period of the law."""

    periods: Sequence[str]
    series: Sequence[Series]
    law: str


async def words_page(context: PageContext) -> Values:
    """Return every word with its uses by month, outlet and country."""
    if context.anonymous:
        raise Missing
    period = period_asked(context.asked("from"), context.asked("until"), context.now, MONTHS_SHOWN)
    uses = {word: await uses_of(context, word, period) for word in crime_words().values()}
    months = await context.rows("articles_by_month", first=period.first, last=period.last)
    articles = {row["month"]: row["articles"] for row in months}
    return {
        "period": period,
        "most": MAX_USES,
        "cut": [word.name for word, rows in uses.items() if total(rows) >= MAX_USES],
        "rows": [word_row(word, rows, articles) for word, rows in uses.items()],
        "chart": word_chart(uses, period),
        "words": list(uses),
        "outlets": by_name({word.slug: ((use.outlet, use.articles) for use in rows) for word, rows in uses.items()}),
        "countries": by_name({word.slug: ((use.country, use.articles) for use in rows) for word, rows in uses.items()}),
    }


async def word_page(context: PageContext) -> Values:
    """Return one word with its uses by outlet and month, and the latest sentences with it."""
    word = crime_words().get(context.request.url_vars["word"])
    if context.anonymous or word is None:
        raise Missing
    period = period_asked(context.asked("from"), context.asked("until"), context.now, MONTHS_SHOWN)
    uses = await uses_of(context, word, period)
    asked = {"q": word.asked, "most": MAX_USES, "since": period.first, "until": period.until}
    found = await context.rows("articles_with_word", **asked, shown=MAX_SENTENCES)
    return {
        "word": word,
        "period": period,
        "most": MAX_USES,
        "total": total(uses),
        "chart": word_chart({word: uses}, period),
        "outlets": by_name({word.slug: ((use.outlet, use.articles) for use in uses)}),
        "sentences": [(row, sentence_with(word, row)) for row in found],
    }


async def uses_of(context: PageContext, word: CrimeWord, period: CountedMonths) -> list[WordUse]:
    """Return the uses of a word in a period by month and outlet."""
    asked = {"since": period.first, "until": period.until, "most": MAX_USES}
    return [WordUse(*row) for row in await context.rows("word_uses", q=word.asked, **asked)]


def total(uses: Iterable[WordUse]) -> int:
    """Return the number of articles that use a word."""
    return sum(use.articles for use in uses)


def word_row(word: CrimeWord, uses: Sequence[WordUse], articles: Mapping[str, int]) -> WordRow:
    """Return how often a word is used, of all articles by month; no share where there are no articles."""
    before = total(use for use in uses if use.month <= MONTH_OF_THE_LAW)
    all_before = sum(count for month, count in articles.items() if month <= MONTH_OF_THE_LAW)
    all_since = sum(articles.values()) - all_before
    return WordRow(
        word,
        total(uses),
        before / all_before if all_before else None,
        (total(uses) - before) / all_since if all_since else None,
    )


def word_chart(uses: Mapping[CrimeWord, Sequence[WordUse]], period: CountedMonths) -> WordChart:
    """Return the uses of words by month, or by longer periods where there are too many months, on one scale."""
    first = min((use.month for use in chain.from_iterable(uses.values())), default=period.last)
    size = size_of(first, period.last)
    counts: dict[str, Counter[str]] = {}
    for word, rows in uses.items():
        for use in rows:
            counts.setdefault(word.name, Counter())[period_of(use.month, size)] += use.articles
    names = periods(first, period.last, size)
    return WordChart(names, series(counts, names), period_of(MONTH_OF_THE_LAW, size))


def by_name(uses: Mapping[str, Iterable[tuple[str, int]]]) -> list[tuple[str, Counter[str]]]:
    """Return for each outlet or country the articles by word, those with most first."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, rows in uses.items():
        for name, articles in rows:
            found[name][word] += articles
    return sorted(found.items(), key=lambda one: (-one[1].total(), one[0]))[:MAX_OUTLETS]


def sentence_with(word: CrimeWord, row: sqlite3.Row) -> str:
    """Return the first sentence of an article with a word; its headline where the text has none."""
    sentences = split_sentences(row["text"] or "")
    found = (one for one in sentences if any(mentions(one, spelling) for spelling in word.spellings))
    return next(found, row["title"])
