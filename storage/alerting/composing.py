"""The words of a message, plain and short enough for every channel."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from storage.alerting.figures import differing_figures
from storage.alerting.masking import address_to_send, words_to_send
from storage.alerting.orders import MOST_CHARACTERS, Notification
from storage.tables.alerting.matches import AlertMatch
from storage.tables.alerting.told import ToldMatch, told_matches
from storage.tables.ledgers.reports import texts_of_story

#: characters of a headline or an address that are shown; an address that is cut would lead nowhere, so it is left out
_MOST_OF_TITLE, _MOST_OF_ADDRESS = 160, 300
#: characters kept for the line on what is left out
_FOR_THE_REST = 100
#: differing figures of an article that are shown
_MOST_FIGURES = 3


def compose_alert(database: Database, rule: str, found: Sequence[AlertMatch], base: str) -> Notification | None:
    """Return what is told of matches, with addresses in the reading room at ``base``; None where there are none."""
    told = told_matches(database, found)
    if not told:
        return None
    count = f"{len(told)} finds" if len(told) > 1 else title_of(database, told[0])
    return Notification(f"osecwatch: {rule}: {count}", body_of(database, told, base))


def body_of(database: Database, told: Sequence[ToldMatch], base: str) -> str:
    """Return as many of the entries as a message has room for, and how many are left out."""
    entries: list[str] = []
    length = 0
    for one in told:
        entry = lines_on(database, one, base)
        if length + len(entry) > MOST_CHARACTERS - _FOR_THE_REST:
            break
        entries.append(entry)
        length += len(entry) + 2
    left = len(told) - len(entries)
    return "\n\n".join([*entries, *([f"and {left:,} more, which the table alert_matches names"] if left else [])])


def title_of(database: Database, one: ToldMatch) -> str:
    """Return what one find is called."""
    if one.about == "silence":
        return "the watch is silent"
    if one.about == "source":
        return f"{one.source} needs a hand"
    title = words_to_send(database, one.article or 0, one.title)
    return title if len(title) <= _MOST_OF_TITLE else f"{title[:_MOST_OF_TITLE]}..."


def lines_on(database: Database, one: ToldMatch, base: str) -> str:
    """Return the lines on one find: its title, where and when it stood, why it is told, where it can be read."""
    if one.about == "silence":
        return f"The watch is silent: no run has ended well in time; the last good one: {one.key}. See scrapy doctor."
    if one.about == "source":
        return "\n".join([title_of(database, one), *filter(None, [one.remedy])])
    facts = [one.source, one.time[:10], *why_told(database, one)]
    return "\n".join(filter(None, [title_of(database, one), ", ".join(facts), address_of(database, one, base)]))


def why_told(database: Database, one: ToldMatch) -> list[str]:
    """Return what makes an article worth telling, in a few words."""
    if one.about == "event":
        return [one.change]
    if one.about == "figure" and one.story:
        base, *others = texts_of_story(database, one.story)
        pairs = next((differing_figures(base, other) for other in others if other.article == one.article), [])
        return [f"{there} where the first text has {here}" for here, there in pairs[:_MOST_FIGURES]]
    return [f"a story of {one.size} articles"] if one.size > 1 else []


def address_of(database: Database, one: ToldMatch, base: str) -> str:
    """Return where an article, or its story, can be read: in the reading room where its address is set."""
    if base:
        page = f"story/{one.story}" if one.about == "story" and one.story else f"article/{one.article}"
        return f"{base.rstrip('/')}/{page}"
    url = address_to_send(database, one.article or 0, one.url)
    return url if len(url) <= _MOST_OF_ADDRESS else ""
