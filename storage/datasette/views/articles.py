"""The pages of a story, of an article, and of two articles side by side."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from items import Availability
from storage.datasette import safe_text
from storage.datasette.desk.decided import instruction_in_words, marked
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
    asked: dict[str, Values] = {"story": {"id": number}, "members": {"id": number}, "case_of_story": {"story": number}}
    if context.editor:
        asked |= {"collections_with": {"article": 0}, "instructions_about": {"about": f"/story/{number}"}}
    rows = await context.rows_by_query(asked)
    if not rows["story"]:
        heir = await context.row("moved", id=number)
        raise Moved(f"/story/{heir['story']}")
    found = rows["story"][0]
    return {
        "id": number,
        "story": found,
        "copied": (found["articles"] or 0) - (found["independent_texts"] or 0),
        "decided": [instruction_in_words(row) for row in rows["instructions_about"]],
        "collections": rows["collections_with"],
        "case": next(iter(rows["case_of_story"]), None),
        "members": [dict(row) | changed_words(row) for row in rows["members"]],
    }


async def article(context: PageContext) -> Values:
    """Gather an article, why it is here, the rest of its story, its copies, versions and addresses."""
    number = context.number("id")
    rows = await context.rows_by_query(asked_of_article(context, number))
    if not rows["article"]:
        raise Missing
    found, matches, siblings = rows["article"][0], rows["matches"], rows["siblings"]
    terms, sentences = evidence(matches)
    return {
        "article": found,
        "matches": matches[:MAIN_TERMS],
        "lesser_matches": matches[MAIN_TERMS:],
        "terms": terms,
        "sentences": sentences,
        "siblings": siblings,
        "more_siblings": siblings[0]["texts"] - len(siblings) if siblings else 0,
        "copies": [row for row in rows["duplicates_of_an_article"] if row["id"] != number],
        "added": [] if context.anonymous or not context.asked("added") else await added_sentences(context, found),
        "entries": entries_by_ledger(rows["entries_of"], found["text"] or ""),
        "held": rows["held"],
        "labels": rows["label"],
        "decided": [instruction_in_words(row) for row in rows["instructions_about"]],
        "collections": rows["collections_with"],
        "marks": marked(rows["marks_of"]),
        "tags": rows["tags_of"],
        "changes": changes(found, rows["versions"]),
        "events": rows["events_of"],
        "addresses": [row["url"] for row in rows["addresses"]],
    }


def asked_of_article(context: PageContext, number: int) -> dict[str, Values]:
    """Return the queries for the page of an article that a reader may see, with their values."""
    of_article = ("article", "matches", "siblings", "held", "events_of", "addresses")
    asked: dict[str, Values] = {name: {"id": number} for name in of_article}
    asked["duplicates_of_an_article"] = {"article": number}
    if not context.anonymous:
        asked |= {name: {"id": number} for name in ("versions", "entries_of", "label")}
    if context.editor:
        asked |= {
            "instructions_about": {"about": f"/article/{number}"},
            "collections_with": {"article": number},
            "marks_of": {"account": context.editor, "id": number},
            "tags_of": {"account": context.editor},
        }
    return asked


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
