"""Terms that the labels suggest: phrases of articles that a person called on topic and the score did not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from pipelines.grouping.tfidf import common_words
from pipelines.relevance.rescoring import RescoredArticle
from pipelines.relevance.topics import Rule, Topics, fold
from pipelines.relevance.topics_file import matcher_of

#: articles that were missed in which a phrase has to stand: one alone says nothing; chosen, not measured
MIN_MISSED: Final = 2
#: phrases that are suggested; chosen, not measured: what a person reads through
MOST_SUGGESTED: Final = 10
#: letters of a word of a phrase
_MIN_LETTERS: Final = 3
#: a word in small letters: what stands in capitals everywhere is a name, and no person is to become a term
_SMALL_WORD: Final = re.compile(r"[^\W\d_]{1,40}")


@dataclass(frozen=True, slots=True)
class SuggestedTerm:
    """A phrase: in how many of the labelled articles that the score missed, of all called on, and called off."""

    phrase: str
    missed: int
    on: int
    off: int


def suggest_terms(labelled: Iterable[RescoredArticle], topics: Topics) -> list[SuggestedTerm]:
    """Return phrases of two words that tell missed articles from those called off, the most telling first.

    What the topics file finds already is left out.
    """
    missed, called = Counter[str](), {True: Counter[str](), False: Counter[str]()}
    for one in labelled:
        if one.before.label is None:
            continue
        phrases = set(phrases_of(f"{one.before.article.title}\n{one.before.article.text}"))
        called[one.before.label].update(phrases)
        if one.before.label and not one.after.on_topic:
            missed.update(phrases)
    found = [
        SuggestedTerm(phrase, count, called[True][phrase], called[False][phrase]) for phrase, count in missed.items()
    ]
    telling = [one for one in found if one.missed >= MIN_MISSED and one.missed > one.off]
    new = [one for one in telling if not topics.matcher.find(fold(one.phrase))]
    return sorted(new, key=lambda one: (one.off - one.missed, -one.on, one.phrase))[:MOST_SUGGESTED]


def phrases_of(text: str) -> Iterator[str]:
    """Yield the pairs of neighbouring words that stand in small letters and are no stop words."""
    common = common_words()
    for sentence in re.split(r"[.!?;:\n]", text):
        words = _SMALL_WORD.findall(sentence)
        for one, two in pairwise(words):
            if all(word.islower() and len(word) >= _MIN_LETTERS and word not in common for word in (one, two)):
                yield f"{one} {two}"


def with_term(topics: Topics, phrase: str) -> Topics:
    """Return the topics with one more term, which weighs as much as half of the others do at most."""
    first, *others = topics.topics
    weight = median(rule.weight for rule in first.rules if rule.role == "terms")
    more = replace(first, rules=(*first.rules, Rule("suggested", "terms", weight, phrases=(phrase,))))
    changed = (more, *others)
    return replace(topics, topics=changed, matcher=matcher_of(changed, topics.words))
