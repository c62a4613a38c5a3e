"""What a second look has found, written down."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from items import Availability, Page
from pipelines.second_look.answers import availability_of_answer
from storage.tables import articles
from storage.tables.history import looks


def record_unreadable(database: Database, page: Page, at: datetime) -> bool:
    """Note what an answer that gives no article says of the article read there before; return whether that is news."""
    number = looks.article_read_at(database, page.url)
    if number is None:
        return False
    if page.availability is None:
        page.availability = availability_of_answer(page)
    if page.poorer is not None and page.availability:
        kept_hash = articles.content_hash(page.poorer.text)
        looks.keep_poorer_version(database, number, page.poorer, kept_hash, page.availability, at)
    return page.availability is not None and looks.mark_availability(database, number, page.availability, at)


def record_look(database: Database, page: Page, number: int, at: datetime) -> None:
    """Note that an article can be read at its page, what stood there before, and which of its lines changed."""
    if page.archived:
        return
    looks.mark_availability(database, number, Availability.READABLE, at)
    looks.count_unsteady(database, number, page.unsteady_places)
    if page.replaces is not None:
        looks.mark_availability(database, page.replaces, Availability.REPLACED, at, f"article {number} stands there")
