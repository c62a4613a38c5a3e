"""An article with what the grouping draws from its text, each part worked out once, when it is first asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from zlib import crc32

from pipelines.grouping import shingles, words
from storage.stories import Stored

#: so many of an article's terms lead to it
TERMS = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Document:
    """One article and its features."""

    def __init__(self, article: Stored) -> None:
        self.article = article

    @property
    def id(self) -> int:
        return self.article.id

    @property
    def day(self) -> int:
        """Days since 1970."""
        return (self.article.time - EPOCH).days

    @cached_property
    def words(self) -> list[str]:
        return words.words(self.article.text)

    @cached_property
    def shingles(self) -> list[str]:
        return shingles.shingles(self.words)

    @cached_property
    def shingle_set(self) -> frozenset[str]:
        return frozenset(self.shingles)

    @cached_property
    def sample(self) -> dict[str, int]:
        return shingles.sample(self.shingles)

    @cached_property
    def names(self) -> frozenset[str]:
        return words.names(self.article.text)

    @cached_property
    def numbers(self) -> frozenset[str]:
        return words.numbers(self.article.text)

    @cached_property
    def terms(self) -> tuple[int, ...]:
        """The words that lead to this article among others of its days: names, in order."""
        names = [word for word in dict.fromkeys(self.words) if word in self.names]
        return tuple(crc32(word.encode()) for word in names[:TERMS])
