"""``scrapy regroup``: decide anew which articles are copies and which tell one story."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from scrapy.settings import BaseSettings
from sqlite_utils import Database

from commands.databases import open_to_write
from commands.printing import print_line
from commands.progress_display import progress_bar
from pipelines.grouping.carrying_out import carry_out_new_plan
from storage.tables.care.shown import words_as_shown
from storage.tables.grouping import regrouping
from storage.tables.grouping.regrouping import RegroupedArticle, RegroupingCounts
from storage.tables.history import events
from text.language import detect_language

#: articles that changed place of which a line each is printed, chosen, not measured
SHOWN_DIFFERENCES = 50


def regroup_archive(settings: BaseSettings, *, dry_run: bool) -> int:
    """Regroup everything, or only say what would change; return the exit code."""
    with open_to_write(settings, "scrapy regroup") as database:
        regroup(database, settings.getfloat("STORY_WINDOW_DAYS"), dry_run=dry_run)
    return 0


def regroup(database: Database, window_days: float, *, dry_run: bool) -> None:
    """Regroup everything in one transaction, with progress, and print what changed."""
    database.begin()
    name_languages(database)
    last = events.last_event(database)
    highest = regrouping.clear_groups(database)
    with progress_bar("articles", database.table("articles").count) as advance:
        for article in regrouping.articles_by_time(database):
            carry_out_new_plan(database, article, window_days)
            advance(1)
    changes = regrouping.restore_story_numbers(database, highest, last)
    shown = [
        replace(one, title=words_as_shown(database, one.article, one.title))
        for one in islice(regrouping.regrouped_articles(database), SHOWN_DIFFERENCES)
    ]
    print_changes(changes, shown, dry_run=dry_run)
    if dry_run:
        database.rollback()
    else:
        database.commit()


def name_languages(database: Database) -> None:
    """Find the language of articles that were stored without one: translations are compared by other weights."""
    for article, text, declared in regrouping.articles_of_unknown_language(database):
        database.execute("update articles set language = ? where id = ?", [detect_language(text, declared), article])


def print_changes(changes: RegroupingCounts, differences: list[RegroupedArticle], *, dry_run: bool) -> None:
    """Print the counts, then the first articles that changed place."""
    print_line(
        f"{changes.moved} articles in another story, {changes.copies} copies found or lost, "
        f"{changes.begun} stories begun, {changes.dropped} dropped" + ("; nothing stored" if dry_run else "")
    )
    for one in differences:
        print_line(f"article {one.article}: {', '.join(describe_difference(one))} | {one.title}")


def describe_difference(one: RegroupedArticle) -> list[str]:
    """Describe in words what changed for one article."""
    parts: list[str] = []
    if one.story != one.former_story:
        parts.append(f"story {one.former_story or 'none'} -> {one.story or 'none'}")
    if one.original != one.former_original:
        parts.append(f"copy of {one.former_original or 'none'} -> {one.original or 'none'}")
    return parts
