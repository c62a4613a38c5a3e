"""The pages of a story, of an article, and of two articles side by side."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from items import Availability
from storage.datasette import safe_text
from storage.datasette.desk.decided import decided_about, marked
from storage.datasette.page_context import Missing, Moved, PageContext, Values
from storage.datasette.text_diff import alike, changed_paragraphs, fit, numbered, passages, word_changes
from storage.datasette.views.ledgers import MAX_TEXTS, entries_by_ledger
from storage.datasette.views.releases.report import added_passages
from storage.datasette.views.releases.restated import read_telling

#: terms of an article that are shown at once, the others on demand; chosen, not measured
MAIN_TERMS = 6


#: kinds of versions that a page showed in place of the kept text
POORER = frozenset(Availability) - {Availability.READABLE}


async def story(context: PageContext) -> Values:
    """Return a story's articles on a time line; one that became part of another leads there."""
    number = context.number("id")
    try:
        found = await context.row("story", id=number)
    except Missing:
        heir = await context.row("moved", id=number)
        raise Moved(f"/story/{heir['story']}") from None
    return {
        "id": number,
        "story": found,
        "copied": (found["articles"] or 0) - (found["independent_texts"] or 0),
        "decided": await decided_about(context, f"/story/{number}"),
        "collections": await context.rows("collections_with", article=0) if context.editor else [],
        "case": next(iter(await context.rows("case_of_story", story=number)), None),
        "members": [dict(row) | changed_words(row) for row in await context.rows("members", id=number)],
    }


async def article(context: PageContext) -> Values:
    """Gather an article, why it is here, the rest of its story, its copies, versions and addresses."""
    number = context.number("id")
    found = await context.row("article", id=number)
    matches = await context.rows("matches", id=number)
    terms, sentences = evidence(matches)
    siblings = await context.rows("siblings", id=number, story=found["story"])
    versions = [] if context.anonymous else await context.rows("versions", id=number)
    return {
        "article": found,
        "matches": matches[:MAIN_TERMS],
        "lesser_matches": matches[MAIN_TERMS:],
        "terms": terms,
        "sentences": sentences,
        "siblings": siblings,
        "more_siblings": siblings[0]["texts"] - len(siblings) if siblings else 0,
        "copies": [
            row for row in await context.rows("duplicates_of_an_article", article=number) if row["id"] != number
        ],
        "added": [] if context.anonymous or not context.asked("added") else await added_sentences(context, found),
        "entries": {} if context.anonymous else await entries_by_ledger(context, number, found["text"] or ""),
        "held": await context.rows("held", id=number),
        "labels": [] if context.anonymous else await context.rows("label", id=number),
        "decided": await decided_about(context, f"/article/{number}"),
        "collections": await context.rows("collections_with", article=number) if context.editor else [],
        "marks": marked(await context.rows("marks_of", account=context.editor, id=number)) if context.editor else {},
        "tags": await context.rows("tags_of", account=context.editor) if context.editor else [],
        "changes": changes(found, versions),
        "events": await context.rows("events_of", id=number),
        "addresses": [row["url"] for row in await context.rows("addresses", id=number)],
    }


async def added_sentences(context: PageContext, found: sqlite3.Row) -> list[str]:
    """Return the sentences of an article that no earlier text of its story has; none where there is no earlier text."""
    before = await context.rows(
        "texts_before", **{name: found[name] for name in ("id", "story", "language", "time")}, most=MAX_TEXTS
    )
    read = read_telling(found["text"] or "")
    return (
        [one.words for one in added_passages(found["text"] or "", read, [read_telling(row["text"]) for row in before])]
        if before
        else []
    )


async def compare(context: PageContext) -> Values:
    """Gather two articles side by side with the passages that they share."""
    if context.anonymous:
        raise Missing
    ids = context.number("earlier"), context.number("later")
    earlier, later = [await context.row("article", id=number) for number in ids]
    reuse = await context.rows("reuse", earlier=ids[0], later=ids[1])
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


def changed_words(member: sqlite3.Row) -> Values:
    """Estimate how many words an article has of its own, and left out of the earlier one that it draws on."""
    if member["reuse_kind"] is None:
        return {}
    return {
        "words_added": round((1 - member["share_of_later"]) * member["word_count"]),
        "words_dropped": round((1 - member["share_of_earlier"]) * member["earlier_words"]),
    }


def evidence(matches: Iterable[sqlite3.Row]) -> tuple[list[str], list[str]]:
    """Return what to mark in an article's text: the terms, and the sentences of those terms that name words apart."""
    rows = list(matches)
    apart = [row for row in rows if not safe_text.mentions(row["sentence"], row["term"])]
    return [row["term"] for row in rows if row not in apart], [row["sentence"] for row in apart]


def changes(current: sqlite3.Row, versions: Sequence[sqlite3.Row]) -> list[Values]:
    """Return each earlier version, the latest first, with how it differs from the next one.

    What a page showed in place of the kept text was not taken over, and differs from nothing.
    """
    shown: list[Values] = []
    after = current
    for row in versions:
        old, new = safe_text.paragraphs(row["text"] or ""), safe_text.paragraphs(after["text"] or "")
        if row["kind"] in POORER:
            shown.append({"version": row, "instead": old})
            continue
        headline = word_changes(row["title"], after["title"]) if row["title"] != after["title"] else None
        paragraphs = changed_paragraphs(old, new)
        shown.append({"version": row, "headline": headline, "paragraphs": paragraphs, "before": old})
        after = row
    return shown
