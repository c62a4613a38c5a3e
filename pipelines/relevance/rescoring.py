"""Judges stored articles again: who comes in, who goes out and why, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from sqlite_utils import Database

from items import Article, Hint, Page
from pipelines.grouping.candidates import kinship_of
from pipelines.relevance.topics import Topics
from pipelines.score_relevance import Verdict, judge, why_off_topic
from pipelines.store import outcome_of, settle
from storage.tables import articles, relevance
from storage.tables.grouping import stories
from storage.tables.relevance import Judged


@dataclass(frozen=True, slots=True)
class Rescored:
    """A stored article and what the judge says of it now."""

    before: Judged
    verdict: Verdict

    @property
    def on_topic(self) -> bool:
        """The verdict that counts: a person's, where there is one."""
        return self.verdict.on_topic if self.before.label is None else self.before.label

    @property
    def moves(self) -> bool:
        """Whether the article comes in or goes out."""
        return self.on_topic != self.before.on_topic

    @property
    def changed(self) -> bool:
        """Whether anything differs from what is stored."""
        same = self.verdict.score == self.before.relevance and set(self.verdict.matches) == set(self.before.matches)
        return self.moves or not same

    def why(self) -> list[tuple[str, float]]:
        """By how much each term weighs more or less than before, the largest difference first."""
        weights = {match.term: -match.weight for match in self.before.matches}
        for match in self.verdict.matches:
            weights[match.term] = weights.get(match.term, 0.0) + match.weight
        changes = [(term, round(weight, 3)) for term, weight in weights.items() if abs(weight) >= 0.001]
        return sorted(changes, key=lambda change: (-abs(change[1]), change[0]))


@dataclass(frozen=True, slots=True)
class Scores:
    """How the judge does against people's labels."""

    #: on topic by both, by the judge only, by the person only, by neither
    hits: int
    false: int
    missed: int
    rejected: int

    @property
    def precision(self) -> float:
        """The share of what the judge takes that a person takes as well; 1 where it takes nothing."""
        return self.hits / (self.hits + self.false) if self.hits + self.false else 1.0

    @property
    def recall(self) -> float:
        """The share of what a person takes that the judge takes as well; 1 where a person takes nothing."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0


def rescored(database: Database, topics: Topics, after: int = 0) -> Iterator[list[Rescored]]:
    """Judges every stored article beyond this number, in batches."""
    for batch in relevance.batches(database, after):
        yield [Rescored(one, judge(one.article, topics)) for one in batch]


def against_labels(database: Database, topics: Topics) -> list[Rescored]:
    """Judges every article that a person has labelled."""
    return [Rescored(one, judge(one.article, topics)) for one in relevance.labelled(database)]


def scores(judged: Iterable[Rescored]) -> Scores:
    """Counts where the judge and the labels agree."""
    pairs = [(one.verdict.on_topic, one.before.label) for one in judged]
    kinds = ((True, True), (True, False), (False, True), (False, False))
    return Scores(*(sum(pair == kind for pair in pairs) for kind in kinds))


def worst(judged: Iterable[Rescored]) -> list[Rescored]:
    """The articles on which judge and label disagree, those first on which the judge was surest."""
    wrong = [one for one in judged if one.verdict.on_topic != one.before.label]
    return sorted(wrong, key=lambda one: -one.verdict.score if one.verdict.on_topic else one.verdict.score)


def carry_out(database: Database, one: Rescored, window_days: float) -> None:
    """Stores what the judge says now. Belongs into the caller's transaction."""
    relevance.write_score(database, one.before.id, one.verdict.score, one.verdict.matches)
    if one.moves:
        move(database, one.before.id, one.on_topic, one.verdict.score, one.before.label, window_days)


def move(database: Database, number: int, on_topic: bool, score: float, label: bool | None, window_days: float) -> None:
    """Brings an article in or out: its row, its copies and story, and what its page's row says became of it."""
    relevance.write_verdict(database, number, on_topic)
    (stored,) = stories.read_articles(database, [number])
    settle(database, number, kinship_of(database, stored, window_days))
    page = Page("", stored.source, reason=why_off_topic(score, label), on_topic=on_topic)
    relevance.write_outcome(database, number, *outcome_of(page, articles.original_of(database, number)))


def named(hints: Iterable[Hint], topics: Topics) -> list[str]:
    """The addresses of pages whose title, summary or address has a term."""
    return [hint.url for hint in hints if judge(as_article(hint), topics).score > 0]


def as_article(hint: Hint) -> Article:
    """What is known of a page without its text; the words in its address stand for one more sentence."""
    return Article(hint.title, unquote(urlsplit(hint.url).path), standfirst=hint.summary)
