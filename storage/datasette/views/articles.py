"""The pages of a story, of an article, and of two articles side by side."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from storage.datasette import safe_text
from storage.datasette.page_context import Missing, Moved, Room, Values
from storage.datasette.text_diff import alike, changed_paragraphs, fit, numbered, passages, word_changes


async def story(room: Room) -> Values:
    """A story's articles on a time line; one that became part of another leads there."""
    number = room.number("id")
    try:
        found = await room.row("story", id=number)
    except Missing:
        heir = await room.row("moved", id=number)
        raise Moved(f"/story/{heir['story']}") from None
    return {"id": number, "story": found, "members": await room.rows("members", id=number)}


async def article(room: Room) -> Values:
    """An article with why it is here, its kin, its versions and its addresses."""
    number = room.number("id")
    found = await room.row("article", id=number)
    matches = await room.rows("matches", id=number)
    terms, sentences = evidence(matches)
    versions = [] if room.stranger else await room.rows("versions", id=number)
    return {
        "article": found,
        "matches": matches,
        "terms": terms,
        "sentences": sentences,
        "siblings": await room.rows("siblings", id=number, story=found["story"]),
        "copies": [row for row in await room.rows("duplicates_of_an_article", article=number) if row["id"] != number],
        "labels": [] if room.stranger else await room.rows("label", id=number),
        "changes": changes(found, versions),
        "addresses": [row["url"] for row in await room.rows("addresses", id=number)],
    }


async def compare(room: Room) -> Values:
    """Two articles side by side with the passages that they share."""
    if room.stranger:
        raise Missing
    ids = room.number("earlier"), room.number("later")
    earlier, later = [await room.row("article", id=number) for number in ids]
    reuse = await room.rows("reuse", earlier=ids[0], later=ids[1])
    one, other = numbered(json.loads(reuse[0]["sentences"]) if reuse else [])
    texts = earlier["text"] or "", later["text"] or ""
    changed = not (fit(texts[0], one) and fit(texts[1], other))
    if changed:
        one = other = []
    titles = earlier["title"], later["title"]
    return {
        "reuse": reuse[0] if reuse else None,
        "headline": word_changes(*titles) if alike(*titles) else None,
        "sides": [(earlier, passages(texts[0], one)), (later, passages(texts[1], other))],
        "common": len(one),
        "changed": changed,
    }


def evidence(matches: Iterable[sqlite3.Row]) -> tuple[list[str], list[str]]:
    """What to mark in an article's text: the terms, and the sentences of those terms that name words apart."""
    rows = list(matches)
    apart = [row for row in rows if not safe_text.mentions(row["sentence"], row["term"])]
    return [row["term"] for row in rows if row not in apart], [row["sentence"] for row in apart]


def changes(current: sqlite3.Row, versions: Sequence[sqlite3.Row]) -> list[Values]:
    """Each earlier version, the latest first, with how it differs from the next one."""
    shown = []
    after = current
    for row in versions:
        old, new = safe_text.paragraphs(row["text"] or ""), safe_text.paragraphs(after["text"] or "")
        headline = word_changes(row["title"], after["title"]) if row["title"] != after["title"] else None
        paragraphs = changed_paragraphs(old, new)
        shown.append({"version": row, "headline": headline, "paragraphs": paragraphs, "before": old})
        after = row
    return shown
