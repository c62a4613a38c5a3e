"""How often a person disagreed with a score: by the terms that were found, and on pairs of articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.relevance.rescoring import RescoredArticle


@dataclass(frozen=True, slots=True)
class TermDisagreement:
    """A term in articles that a person has labelled: in how many, and in how many the score said otherwise."""

    term: str
    articles: int
    #: scored on topic, and called off by a person; scored off topic, and called on
    called_off: int
    called_on: int

    @property
    def share(self) -> float:
        """The share of the articles with the term on which score and person disagree."""
        return (self.called_off + self.called_on) / self.articles


def disagreement_by_term(rescored: Iterable[RescoredArticle]) -> list[TermDisagreement]:
    """Return every term on which a person disagreed at least once, the most frequent disagreement first."""
    found: Counter[str] = Counter()
    called: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for one in rescored:
        terms = {match.term for match in one.after.matches}
        found.update(terms)
        if one.before.label is not None and one.after.on_topic != one.before.label:
            called[one.before.label].update(terms)
    listed = [TermDisagreement(term, found[term], called[False][term], called[True][term]) for term in found]
    return sorted((one for one in listed if one.share), key=lambda one: (-one.called_off - one.called_on, one.term))
