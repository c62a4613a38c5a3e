"""Deciding what is to be told: each rule in one transaction with its marks, its matches and its message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlite_utils import Database

from storage.alerting.rules import AlertRule, Pace, Subject
from storage.alerting.rules_file import RulesFile
from storage.alerting.steps import has_grown_past_step
from storage.clock import parse_stamp
from storage.tables.alerting import fresh, marks, matches, messages, troubles
from storage.tables.alerting.matches import AlertMatch
from storage.tables.history import events

_PAUSES: Final = {
    Pace.RUN: timedelta(0),
    Pace.HOUR: timedelta(hours=1),
    Pace.DAY: timedelta(days=1),
    Pace.WEEK: timedelta(days=7),
}
#: days of the archive that a preview looks through
PREVIEW_DAYS: Final = 7
#: a daily message is not put off by a run because the last one was sent some minutes later in its hour
_SLACK: Final = timedelta(minutes=10)


def sync_rules(database: Database, file: RulesFile, at: datetime) -> list[str]:
    """Give new rules their marks and forget those that were taken out of the file; return a sentence for each."""
    if file.names is None:
        return []
    gone = marks.forget_rules(database, file.names)
    new = marks.register_rules(database, sorted(file.names), at)
    return [f"the alert {name} is forgotten: it is no longer in the file" for name in gone] + [
        f"the alert {name} is new: it tells of what comes from now on" for name in new
    ]


def decide_all(database: Database, rules: Sequence[AlertRule], at: datetime) -> int:
    """Look for what is new to each rule, and decide what to send; return the number of messages."""
    ends = marks.ends(database)
    fresh.gather_arrivals(database, marks.lowest_arrival(database), ends[0])
    decided = sum(decide_rule(database, rule, ends, at) for rule in rules)
    marks.drop_read_arrivals(database)
    return decided


def decide_rule(database: Database, rule: AlertRule, ends: tuple[int, int], at: datetime) -> bool:
    """Note what a rule finds up to the ends of arrivals and events; return whether a message of it was decided."""
    with database.atomic():
        marks.lock_to_write(database)
        since = marks.marks_of(database, rule.name)
        if since is None:
            return False
        found = find(database, rule, since, ends, at)
        if rule.on is Subject.SOURCES:
            matches.close_ended(database, rule.name, "source", [one.key for one in found], at)
        tells = may_send(rule.every, since.told, at) and matches.has_news(database, rule.name, found)
        # before its matches, which are then written once, with its number
        message = messages.decide_message(database, rule.name, rule.channels, at) if tells else None
        matches.add_matches(database, rule.name, found, at, message)
        marks.move_marks(database, rule.name, *ends)
    return tells


def find(
    database: Database, rule: AlertRule, since: marks.Marks, ends: tuple[int, int], at: datetime
) -> list[AlertMatch]:
    """Return what a rule finds that is new to it."""
    match rule.on:
        case Subject.CHANGES:
            return troubles.changes_for(database, rule, since.event, ends[1])
        case Subject.SOURCES:
            return troubles.sources_in_need(database, rule)
        case Subject.SILENCE:
            return troubles.silence_of_watch(database, at)
        case Subject.DIGEST:
            return []  # decided by scrapy digest, a period at a time
        case Subject.FIGURES:
            return find_figures(database, rule, since.arrival)
        case _:
            return find_stories(database, rule, since.arrival)


def find_stories(database: Database, rule: AlertRule, after: int) -> list[AlertMatch]:
    """Return the stories and lone articles that a rule is to tell: those it has not told yet, or that have grown."""
    found = fresh.candidates_for(database, rule, after)
    if not found:
        return []
    told = matches.sizes_found(database, rule.name, [one.unit for one in found])
    return [
        AlertMatch("story", str(one.article), one.article, one.size)
        for one in found
        if one.unit not in told or has_grown_past_step(told[one.unit], one.size)
    ]


def find_figures(database: Database, rule: AlertRule, after: int) -> list[AlertMatch]:
    """Return the new articles in whose story a figure differs."""
    found = fresh.candidates_for(database, rule, after)
    articles = fresh.articles_of(database, found, after)
    if not articles:
        return []
    from storage.alerting.figures import differing_articles  # noqa: PLC0415 - it loads all that reads figures

    return [AlertMatch("figure", str(article), article) for article in differing_articles(database, found, articles)]


def may_send(every: Pace, told: str | None, at: datetime) -> bool:
    """Return whether a rule may send a message now; a last one in the future is that of a clock that was wrong."""
    if told is None:
        return True
    passed = at - parse_stamp(told)
    return passed < timedelta(0) or passed >= _PAUSES[every] - _SLACK


def preview(
    database: Database, rule: AlertRule, since: datetime, at: datetime
) -> tuple[list[AlertMatch], list[AlertMatch]]:
    """Return what a rule would tell now, and what it finds among all that came since a moment; write nothing."""
    ends, present = marks.ends(database), marks.marks_of(database, rule.name)
    waiting: list[AlertMatch] = []
    if present:
        fresh.gather_arrivals(database, present.arrival, ends[0])
        waiting = [*matches.pending_matches(database, rule.name), *find(database, rule, present, ends, at)]
    fresh.gather_since(database, since)
    earlier = marks.Marks(0, events.last_event_before(database, since), None)
    # under a name that has told nothing yet
    return waiting, find(database, rule.model_copy(update={"name": ""}), earlier, ends, at)
