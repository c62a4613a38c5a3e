"""Judges how far an article is about a topic: every sentence speaks once, by its heaviest term."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from scrapy.crawler import Crawler
from sqlite_utils import Database

from items import Article, Match, Outcome, Page
from pipelines.relevance.topics import Rule, Topic, Topics, fold, load_topics, met
from storage.session import session_of
from storage.tables import articles, labels

#: what an article keeps when a term counts but the evidence against outweighs it: a near miss, never lost from sight
LEAST_SCORE = 0.1

#: the opening is never more than this share of the text, so that a short one is not all opening
OPENING_SHARE = 0.25

# A stop ends a sentence unless it follows an initial or a title such as "Dr." or "Atty."; an empty line always does.
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b(?:Mrs|Col|Gen|Sen|Rep|Gov|Sgt|Maj))(?<!\b(?:Atty|Prof|Capt|Insp|Supt))"
    r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘„(\[]?[A-ZÄÖÜ0-9])|\n\s*\n"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The score of the topic that fits best, whether any topic reached its threshold, and every term that earned.

    The weights of a topic's matches add up to its score, or to less where evidence against outweighs the terms.
    """

    score: float
    on_topic: bool
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    place: str
    #: the phrases of the file found here, and ``list:NAME`` for each list of words
    found: frozenset[str]


def judge(article: Article, topics: Topics) -> Verdict:
    """Scores the article's title, standfirst and text against every topic."""
    everything = topics.finder.find(fold(f"{article.title}\n{article.standfirst}\n{article.text}"))
    possible = [topic for topic in topics.topics if any(rule.possible(everything) for rule in topic.rules)]
    if not possible:
        return Verdict(0.0, False, ())
    sentences, words = _read(article, topics)
    least, most = topics.length_words
    length = min(max(words, least), most) / least
    tallies = [_Tally(topic, topics, sentences, everything) for topic in possible]
    results = [(tally.topic, tally.matches(length)) for tally in tallies]
    scores = [(_score(matches) / topic.threshold, _score(matches)) for topic, matches in results]
    share, score = max(scores)
    return Verdict(score, share >= 1, tuple(match for _, matches in results for match in matches))


def _score(matches: list[Match]) -> float:
    return round(max(sum(match.weight for match in matches), LEAST_SCORE), 3) if matches else 0.0


def _names(rule: Rule) -> tuple[str, ...]:
    return (*rule.phrases, *rule.expansions)


def _read(article: Article, topics: Topics) -> tuple[list[_Sentence], int]:
    """Every different sentence with its place and what is found in it, and the number of words in the text."""
    folded = [(place, text, fold(text)) for place, text in _sentences(article)]
    total = sum(words.count(" ") - 1 for place, _, words in folded if place == "body")
    opening = min(topics.opening_words, total * OPENING_SHARE)
    sentences: dict[str, _Sentence] = {}
    before = 0
    for place, text, words in folded:
        here = "opening" if place == "body" and before <= opening else place
        if place == "body":
            before += words.count(" ") - 1
        if words not in sentences:
            sentences[words] = _Sentence(text, here, frozenset(topics.finder.find(words)))
    return list(sentences.values()), total


def _sentences(article: Article) -> Iterator[tuple[str, str]]:
    yield "title", article.title
    for place, text in (("standfirst", article.standfirst), ("body", article.text)):
        start = 0
        for end in _SENTENCE_END.finditer(text):
            yield place, text[start : end.end()].strip()
            start = end.end()
        yield place, text[start:].strip()


class _Tally:
    """The points that each term of one topic earns in one article."""

    def __init__(self, topic: Topic, topics: Topics, sentences: list[_Sentence], everything: Counter[str]) -> None:
        self.topic = topic
        self.places = topics.places
        self.sentences = sentences
        self.everything = everything
        self.points: dict[str, float] = defaultdict(float)
        self.wins: Counter[str] = Counter()
        self.first: dict[str, str] = {}

    def matches(self, length: float) -> list[Match]:
        """What earned points, heaviest first; all points are divided by ``length``."""
        silent = self._speak([rule for rule in self.topic.rules if rule.possible(self.everything)], self.sentences)
        if self.points:
            self._speak(self._rules("against"), self.sentences)
            counted = dict(self.points)
            self._speak(self._rules("support"), silent)
            self._limit_support(counted, length)
        found = [self._match(term, points / length) for term, points in self.points.items()]
        return sorted(found, key=lambda match: -abs(match.weight))

    def _match(self, term: str, weight: float) -> Match:
        count = self.everything[term] or self.wins[term]
        return Match(self.topic.slug, term, count, round(weight, 3), self.first[term])

    def _rules(self, role: str) -> list[Rule]:
        return [rule for rule in self.topic.rules if rule.role == role]

    def _limit_support(self, counted: dict[str, float], length: float) -> None:
        """Cuts what support has added to the topic's limit, each term in proportion."""
        added = {term: points - counted.get(term, 0.0) for term, points in self.points.items()}
        total = sum(added.values()) / length
        if total > self.topic.support_limit:
            for term, points in added.items():
                self.points[term] -= points * (1 - self.topic.support_limit / total)

    def _speak(self, rules: list[Rule], sentences: list[_Sentence]) -> list[_Sentence]:
        """Lets every sentence earn the points of its heaviest term once, by its place; returns those that had none."""
        rules = sorted(rules, key=lambda rule: abs(rule.weight))
        phrases = {name: rule for rule in rules for name in _names(rule) if name in self.everything}
        near = [rule for rule in rules if rule.role == "near"]
        silent = []
        for number, sentence in enumerate(sentences):
            met = [(rule, term) for term in sentence.found if (rule := phrases.get(term))]
            met += [(rule, rule.heading) for rule in near if self._near(rule, number)]
            here = [(abs(rule.weight), len(term), term, rule) for rule, term in met if sentence.place in rule.places]
            if here:
                _, _, term, rule = max(here, key=lambda entry: entry[:3])
                place = "body" if rule.role == "support" else sentence.place
                self._earn(term, rule.weight * self.places[place], sentence)
            else:
                silent.append(sentence)
        return silent

    def _near(self, rule: Rule, number: int) -> bool:
        """Whether the first list is met in this sentence and the others in it or near it, as far as the rule allows."""
        if not met(rule.lists[:1], self.sentences[number].found):
            return False
        window = self.sentences[max(0, number - rule.within + 1) : number + rule.within]
        return met(rule.lists, frozenset[str]().union(*(sentence.found for sentence in window)))

    def _earn(self, term: str, points: float, sentence: _Sentence) -> None:
        self.points[term] += points
        self.wins[term] += 1
        self.first.setdefault(term, sentence.text)


class JudgePipeline:
    """Fills in relevance and matches; a page without a single term goes no further. A person's label wins."""

    def __init__(self, topics: Topics, database: Database, take_all: bool = False) -> None:
        self.topics = topics
        self.database = database
        self.take_all = take_all

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Reads TOPICS (a path) and ON_TOPIC (take everything as on topic). Raises TopicsError."""
        settings = crawler.settings
        return cls(load_topics(settings["TOPICS"]), session_of(crawler).database, settings.getbool("ON_TOPIC"))

    def process_item(self, item: Page) -> Page:
        """Judges a page that has an article and no outcome yet."""
        if item.outcome is not Outcome.PENDING or item.article is None:
            return item
        verdict = judge(item.article, self.topics)
        item.relevance, item.matches = verdict.score, verdict.matches
        label = labels.label_of(self.database, articles.find(self.database, articles.addresses_of(item)))
        item.on_topic = (self.take_all or verdict.on_topic) if label is None else label
        if not item.on_topic and verdict.score <= 0:
            item.outcome, item.reason = Outcome.OFF_TOPIC, "no term of any topic in title, standfirst or text"
        elif not item.on_topic:
            item.reason = why_off_topic(verdict.score, label)
        return item


def why_off_topic(score: float, label: bool | None) -> str:
    """Why an article with some of the terms is off topic."""
    if label is False:
        return "a person has labelled it off topic"
    return f"its relevance of {score:.2f} is below the threshold"
