"""Scoring relevance, as a pipeline step: the article is scored on the topics, and a person's label wins."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from sqlite_utils import Database

from items import Outcome, Page
from pipelines.relevance.scoring import off_topic_reason, score_article
from pipelines.relevance.topics import Topics
from pipelines.relevance.topics_file import load_topics
from storage.session import session_of
from storage.tables import labels


class ScoreRelevancePipeline:
    """Fill in relevance and matches; a page without a single term goes no further. A person's label wins."""

    def __init__(self, topics: Topics, database: Database, take_all: bool = False) -> None:
        self.topics = topics
        self.database = database
        self.take_all = take_all

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read TOPICS (a path) and ON_TOPIC (take everything as on topic). Raise TopicsError."""
        settings = crawler.settings
        return cls(load_topics(settings["TOPICS"]), session_of(crawler).database, settings.getbool("ON_TOPIC"))

    def process_item(self, item: Page) -> Page:
        """Score a page that has an article and no outcome yet."""
        if item.outcome is not Outcome.PENDING or item.article is None:
            return item
        result = score_article(item.article, self.topics)
        item.relevance, item.matches = result.score, result.matches
        label = labels.label_of(self.database, item.known_article)
        item.on_topic = (self.take_all or result.on_topic) if label is None else label
        if not item.on_topic and result.score <= 0:
            item.outcome, item.reason = Outcome.OFF_TOPIC, "no term of any topic in title, standfirst or text"
        elif not item.on_topic:
            item.reason = off_topic_reason(result.score, label)
        return item
