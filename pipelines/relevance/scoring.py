"""Score how far an article is about a topic: every sentence counts once, by its heaviest term."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from items import Article, Match
from pipelines.relevance.topics import Rule, Topic, Topics, all_choices_found, fold
from text.sentences import split_sentences

#: points, chosen, not measured: the score of an article in which a term counts but the evidence against it outweighs
#: it, so that it is stored as a near miss
NEAR_MISS_SCORE = 0.1

#: the opening is never more than this share of a text's words, chosen, not measured, so that not all of a short text
#: is opening
MAX_OPENING_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class RelevanceScore:
    """The score of the topic that fits best, whether any topic reached its threshold, and every term that earned.

    The weights of a topic's matches add up to its score, or to less where evidence against outweighs the terms.
    """

    score: float
    on_topic: bool
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class PlacedSentence:
    """A sentence with the place it stands in and what the topics file knows of it."""

    text: str
    place: str
    #: the phrases of the file found here, and ``list:NAME`` for each list of words
    found: frozenset[str]


@lru_cache(maxsize=64)  # an article is scored before it is read and again once its boilerplate is cut, which is rare
def score_article(article: Article, topics: Topics) -> RelevanceScore:
    """Score the article's title, standfirst and text against every topic."""
    found = topics.matcher.find(fold(f"{article.title}\n{article.standfirst}\n{article.text}"))
    possible = [topic for topic in topics.topics if any(rule.possible(found) for rule in topic.rules)]
    if not possible:
        return RelevanceScore(0.0, False, ())
    sentences, words = place_sentences(article, topics)
    least, most = topics.length_words
    length = min(max(words, least), most) / least
    scorers = [TopicScorer(topic, topics, sentences, found) for topic in possible]
    results = [(scorer.topic, scorer.matches(length)) for scorer in scorers]
    scores = [(topic_score(matches) / topic.threshold, topic_score(matches)) for topic, matches in results]
    share, score = max(scores)
    return RelevanceScore(score, share >= 1, tuple(match for _, matches in results for match in matches))


def off_topic_reason(score: float, label: bool | None) -> str:
    """Return the reason for which an article with some of the terms is off topic."""
    if label is False:
        return "a person has labelled it off topic"
    return f"its relevance of {score:.2f} is below the threshold"


def topic_score(matches: list[Match]) -> float:
    """Add up the weights of one topic's matches."""
    return round(max(sum(match.weight for match in matches), NEAR_MISS_SCORE), 3) if matches else 0.0


def place_sentences(article: Article, topics: Topics) -> tuple[list[PlacedSentence], int]:
    """Return every different sentence with its place and findings, and the number of words in the text."""
    folded = [(place, text, fold(text)) for place, text in _split_sentences(article)]
    total = sum(words.count(" ") - 1 for place, _, words in folded if place == "body")
    opening = min(topics.opening_words, total * MAX_OPENING_SHARE)
    sentences: dict[str, PlacedSentence] = {}
    before = 0
    for place, text, words in folded:
        here = "opening" if place == "body" and before <= opening else place
        if place == "body":
            before += words.count(" ") - 1
        if words not in sentences:
            sentences[words] = PlacedSentence(text, here, frozenset(topics.matcher.find(words)))
    return list(sentences.values()), total


def _split_sentences(article: Article) -> Iterator[tuple[str, str]]:
    yield "title", article.title
    for place, text in (("standfirst", article.standfirst), ("body", article.text)):
        yield from ((place, sentence) for sentence in split_sentences(text))


class TopicScorer:
    """The points that each term of one topic earns in one article."""

    def __init__(
        self, topic: Topic, topics: Topics, sentences: list[PlacedSentence], found_anywhere: Counter[str]
    ) -> None:
        self.topic = topic
        self.place_factors = topics.places
        self.sentences = sentences
        self.found_anywhere = found_anywhere
        self.points: dict[str, float] = defaultdict(float)
        self.sentence_counts: Counter[str] = Counter()
        self.first_sentences: dict[str, str] = {}

    def matches(self, length: float) -> list[Match]:
        """Return what earned points, heaviest first; all points are divided by ``length``."""
        earning = [rule for rule in self.topic.rules if rule.possible(self.found_anywhere)]
        unmatched = self._score_sentences(earning, self.sentences)
        if self.points:
            self._score_sentences(self._rules("against"), self.sentences)
            without_support = dict(self.points)
            self._score_sentences(self._rules("support"), unmatched)
            self._limit_support(without_support, length)
        found = [self._match(term, points / length) for term, points in self.points.items()]
        return sorted(found, key=lambda match: -abs(match.weight))

    def _match(self, term: str, weight: float) -> Match:
        count = self.found_anywhere[term] or self.sentence_counts[term]
        return Match(self.topic.slug, term, count, round(weight, 3), self.first_sentences[term])

    def _rules(self, role: str) -> list[Rule]:
        return [rule for rule in self.topic.rules if rule.role == role]

    def _limit_support(self, without_support: dict[str, float], length: float) -> None:
        """Cut what support has added to the topic's limit, each term in proportion."""
        added = {term: points - without_support.get(term, 0.0) for term, points in self.points.items()}
        total = sum(added.values()) / length
        if total > self.topic.support_limit:
            for term, points in added.items():
                self.points[term] -= points * (1 - self.topic.support_limit / total)

    def _score_sentences(self, rules: list[Rule], sentences: list[PlacedSentence]) -> list[PlacedSentence]:
        """Count the heaviest term of every sentence once, by its place; return the sentences without a term."""
        rules = sorted(rules, key=lambda rule: abs(rule.weight))
        phrases = {name: rule for rule in rules for name in rule.names if name in self.found_anywhere}
        near = [rule for rule in rules if rule.role == "near"]
        unmatched = []
        for number, sentence in enumerate(sentences):
            terms = [(rule, term) for term in sentence.found if (rule := phrases.get(term))]
            terms += [(rule, rule.heading) for rule in near if self._is_near(rule, number)]
            here = [(abs(rule.weight), len(term), term, rule) for rule, term in terms if sentence.place in rule.places]
            if here:
                _, _, term, rule = max(here, key=lambda entry: entry[:3])
                place = "body" if rule.role == "support" else sentence.place
                self._add_points(term, rule.weight * self.place_factors[place], sentence)
            else:
                unmatched.append(sentence)
        return unmatched

    def _is_near(self, rule: Rule, number: int) -> bool:
        """Tell whether this sentence has a word of the first list, and it or its neighbours one of each other list."""
        if not all_choices_found(rule.lists[:1], self.sentences[number].found):
            return False
        window = self.sentences[max(0, number - rule.within + 1) : number + rule.within]
        return all_choices_found(rule.lists, frozenset[str]().union(*(sentence.found for sentence in window)))

    def _add_points(self, term: str, points: float, sentence: PlacedSentence) -> None:
        self.points[term] += points
        self.sentence_counts[term] += 1
        self.first_sentences.setdefault(term, sentence.text)
