"""Score stored articles again: which come on topic or go off it and by which terms, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from sqlite_utils import Database

from items import Article, Hint, Page
from pipelines.care.guarding import guard_article
from pipelines.grouping.carrying_out import carry_out_new_plan
from pipelines.relevance.scoring import RelevanceScore, off_topic_reason, score_article
from pipelines.relevance.topics import Topics
from pipelines.store import outcome_of
from storage.clock import now
from storage.tables import articles, relevance
from storage.tables.grouping import stories
from storage.tables.relevance import Judged


@dataclass(frozen=True, slots=True)
class RescoredArticle:
    """A stored article with its former score, and the score it has now."""

    before: Judged
    after: RelevanceScore

    @property
    def on_topic(self) -> bool:
        """Whether the article is on topic now; a person's label wins over the score."""
        return self.after.on_topic if self.before.label is None else self.before.label

    @property
    def changes_topic(self) -> bool:
        """Whether the article comes on topic or goes off it."""
        return self.on_topic != self.before.on_topic

    @property
    def changed(self) -> bool:
        """Whether anything differs from what is stored."""
        same = self.after.score == self.before.relevance and set(self.after.matches) == set(self.before.matches)
        return self.changes_topic or not same

    def weight_changes(self) -> list[tuple[str, float]]:
        """Return by how much each term weighs more or less than before, the largest difference first."""
        weights = {match.term: -match.weight for match in self.before.matches}
        for match in self.after.matches:
            weights[match.term] = weights.get(match.term, 0.0) + match.weight
        changes = [(term, round(weight, 3)) for term, weight in weights.items() if abs(weight) >= 0.001]
        return sorted(changes, key=lambda change: (-abs(change[1]), change[0]))


@dataclass(frozen=True, slots=True)
class LabelAgreement:
    """How far the scores agree with people's labels, as a confusion matrix."""

    true_positives: int
    false_positives: int
    false_negatives: int
    true_negatives: int

    @property
    def precision(self) -> float:
        """The share of the articles scored on topic that are labelled so; 1 where there are none."""
        taken = self.true_positives + self.false_positives
        return self.true_positives / taken if taken else 1.0

    @property
    def recall(self) -> float:
        """The share of the articles labelled on topic that are scored so; 1 where there are none."""
        relevant = self.true_positives + self.false_negatives
        return self.true_positives / relevant if relevant else 1.0


def rescore_archive(database: Database, topics: Topics, after: int = 0) -> Iterator[list[RescoredArticle]]:
    """Score every stored article beyond this number, in batches."""
    for batch in relevance.batches(database, after):
        yield [RescoredArticle(one, score_article(one.article, topics)) for one in batch]


def rescore_labelled(database: Database, topics: Topics) -> list[RescoredArticle]:
    """Score every article that a person has labelled."""
    return [RescoredArticle(one, score_article(one.article, topics)) for one in relevance.labelled(database)]


def compare_with_labels(rescored: Iterable[RescoredArticle]) -> LabelAgreement:
    """Count where the scores and the labels agree."""
    pairs = [(one.after.on_topic, one.before.label) for one in rescored]
    kinds = ((True, True), (True, False), (False, True), (False, False))
    return LabelAgreement(*(sum(pair == kind for pair in pairs) for kind in kinds))


def worst_errors(rescored: Iterable[RescoredArticle]) -> list[RescoredArticle]:
    """Return the articles on which score and label disagree, those furthest from the threshold first."""
    wrong = [one for one in rescored if one.after.on_topic != one.before.label]
    return sorted(wrong, key=lambda one: -one.after.score if one.after.on_topic else one.after.score)


def store_score(database: Database, one: RescoredArticle, window_days: float) -> None:
    """Store an article's new score and what follows from it, within the caller's transaction."""
    relevance.write_score(database, one.before.id, one.after.score, one.after.matches)
    if one.changes_topic:
        apply_topic_change(database, one.before.id, one.on_topic, one.after.score, one.before.label, window_days)


def apply_topic_change(
    database: Database, number: int, on_topic: bool, score: float, label: bool | None, window_days: float
) -> None:
    """Take an article on topic or off: its row, its copies and story, and the outcome of its page."""
    relevance.write_verdict(database, number, on_topic)
    guard_article(database, number, now())
    (stored,) = stories.read_articles(database, [number])
    carry_out_new_plan(database, number, window_days)
    page = Page("", stored.source, reason=off_topic_reason(score, label), on_topic=on_topic)
    relevance.write_outcome(database, number, *outcome_of(page, articles.original_of(database, number)))


def addresses_with_terms(hints: Iterable[Hint], topics: Topics) -> list[str]:
    """Return the addresses of pages whose title, summary or address has a term."""
    return [hint.url for hint in hints if score_article(article_of_hint(hint), topics).score > 0]


def article_of_hint(hint: Hint) -> Article:
    """Make an article of what a list says of a page; the words in its address take the place of the text."""
    return Article(hint.title, unquote(urlsplit(hint.url).path), standfirst=hint.summary)
