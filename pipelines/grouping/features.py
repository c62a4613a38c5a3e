"""A document: an article with the features that the grouping draws from its text, each worked out once, when asked."""

from __future__ import annotations

from collections.abc import Set
from copy import copy
from datetime import UTC, datetime
from functools import cached_property
from itertools import pairwise

from items import ArticleReading
from pipelines.grouping.tfidf import common_words
from storage.tables.grouping.stories import StoredArticle
from text.proceedings.case_names import CaseName, CaseNames, find_case_names
from text.sentences import Sentence, read_sentences
from text.shingles import INDEX_SHINGLE_WORDS, sample_shingles, shingles

#: letters of a word that are compared between paraphrases, so that endings do not count; chosen, not measured
STEM_LETTERS = 6
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class DocumentFeatures:
    """One article and its features. ``boilerplate`` are fingerprints of text that its source, or everyone, repeats.

    ``reading`` spares working out what a worker has drawn from the same text.
    """

    def __init__(
        self, article: StoredArticle, boilerplate: Set[int] = frozenset(), reading: ArticleReading | None = None
    ) -> None:
        self.article = article
        self.boilerplate = boilerplate
        if reading and reading.text == article.text:
            vars(self).update(sentences=[Sentence(*one) for one in reading.sentences], sample=dict(reading.sample))
            vars(self).update(
                case_names=CaseNames(*([CaseName(*one) for one in names] for names in reading.case_names))
            )

    def with_boilerplate(self, boilerplate: Set[int]) -> DocumentFeatures:
        """Return the same document with other fingerprints known as boilerplate; features worked out so far stay."""
        other = copy(self)
        other.boilerplate = boilerplate
        for dependent in ("boilerplate_words", "own_sentences"):
            vars(other).pop(dependent, None)
        return other

    @cached_property
    def case_names(self) -> CaseNames:
        return find_case_names(self.article.title, self.article.text, self.sentences, self.article.language)

    @property
    def id(self) -> int:
        return self.article.id

    @property
    def day(self) -> int:
        """Days since 1970."""
        return (self.article.time - EPOCH).days

    @cached_property
    def sentences(self) -> list[Sentence]:
        return read_sentences(self.article.text)

    @cached_property
    def words(self) -> list[str]:
        return [word for sentence in self.sentences for word in sentence.words]

    @cached_property
    def shingles(self) -> list[str]:
        """The five-word shingles, one for each word but the last four."""
        return shingles(self.words)

    @cached_property
    def sample(self) -> dict[str, int]:
        """The shingles sampled by winnowing, with their fingerprints."""
        return sample_shingles(self.shingles)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(self.words)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset().union(*(sentence.names for sentence in self.sentences))

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset().union(*(sentence.numbers for sentence in self.sentences))

    @cached_property
    def content_stems(self) -> list[frozenset[str]]:
        """For each sentence its content words, cut to their stems."""
        common = common_words()
        return [
            frozenset([word[:STEM_LETTERS] for word in sentence.words if len(word) > 1 and word not in common])
            for sentence in self.sentences
        ]

    @cached_property
    def boilerplate_words(self) -> list[bool]:
        """For each word whether it is boilerplate: whether the sampled shingle nearest to it is."""
        if not self.boilerplate:
            return [False] * len(self.words)
        sampled = [
            (at, self.sample[one] in self.boilerplate) for at, one in enumerate(self.shingles) if one in self.sample
        ]
        edges = [(here[0] + there[0] + INDEX_SHINGLE_WORDS) // 2 for here, there in pairwise(sampled)]
        flags: list[bool] = []
        for (_, repeated), edge in zip(sampled, [*edges, len(self.words)], strict=True):
            flags.extend([repeated] * (edge - len(flags)))
        return flags

    @cached_property
    def own_sentences(self) -> list[Sentence]:
        """The sentences that are not, for the most part, boilerplate."""
        own: list[Sentence] = []
        start = 0
        for sentence in self.sentences:
            flags = self.boilerplate_words[start : start + len(sentence.words)]
            start += len(sentence.words)
            if 2 * sum(flags) <= len(flags):
                own.append(sentence)
        return own or self.sentences
