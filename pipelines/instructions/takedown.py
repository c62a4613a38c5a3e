"""Taking an article down for good, and what a person decides of its copies."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from items import Resemblance
from pipelines.extraction.body.boilerplate import MIN_REPEATING_PAGES, paragraph_fingerprint
from pipelines.grouping.carrying_out import carry_out_new_plan
from pipelines.instructions.errors import InstructionError
from pipelines.takedown.resemblance import SAME_CASE, SAME_TEXT
from pipelines.takedown.screening import find_resemblances
from storage.clock import now
from storage.sql import is_row_number
from storage.tables import labels, paragraphs, raw_pages
from storage.tables.feed_texts import all_feed_texts
from storage.tables.grouping import stories
from storage.tables.grouping.stories import StoredArticle
from storage.tables.takedown import candidates, removal, texts
from storage.tables.takedown.addresses import ask_anew, block_addresses, forget_hint, read_files_anew, take_down
from storage.tables.takedown.candidates import Candidate, CandidateState, record_candidates
from text.fingerprints import TextFingerprints, fingerprint_text, union_of_fingerprints
from text.shingles import sample_shingles, shingles
from text.words import split_words


@dataclass(frozen=True, slots=True)
class Removal:
    """Where a takedown deletes, and within which days the copies that stay are grouped anew."""

    raw_pages: str
    window_days: float


def take_down_article(
    database: Database, removal_of: Removal, name: str, reason: str, copy_of: int | None = None
) -> str:
    """Delete an article and its raw pages, and offer what holds its text; return what is left in a sentence.

    ``copy_of`` is the removed text that it has too. Belongs into the caller's transaction. Raise UnknownArticleError.
    """
    number = labels.resolve_article(database, name)
    fingerprints = fingerprints_of(database, number)
    others = holders_of_text(database, number)
    if copy_of is None:
        text = texts.add_text(database, fingerprints, reason, now())
    else:
        texts.write_fingerprints(database, text := copy_of, fingerprints)
    pages, copies = take_down(database, number, reason, now())
    for copy in copies:
        carry_out_new_plan(database, copy, removal_of.window_days)
    delete_raw_pages(removal_of.raw_pages, pages)
    keep_out_feed_texts(database, text, now())
    offered = offer_articles(database, text, others, now())
    return f"article {number} is taken down{'; ' if offered else ''}{told_offers(offered)}"


def fingerprints_of(database: Database, number: int) -> TextFingerprints:
    """Return the fingerprints of every text an article has or had, without what its source prints on every page."""
    source, forms = removal.texts_of_article(database, number)
    return union_of_fingerprints(fingerprint_text(without_repeated(database, source, number, form)) for form in forms)


def without_repeated(database: Database, source: str, number: int, text: str) -> str:
    """Return a text without the paragraphs that other articles of its source carry too, unless that is all of it."""
    lines = text.split("\n\n")
    known = paragraphs.paragraph_counts(database, source, map(paragraph_fingerprint, lines), number)
    kept = [line for line in lines if known[paragraph_fingerprint(line)] < MIN_REPEATING_PAGES]
    return "\n\n".join(kept).strip() or text


def holders_of_text(database: Database, number: int) -> list[StoredArticle]:
    """Return the articles in the archive that may hold the text of another, a part of it, or its case."""
    _, (text, *_) = removal.texts_of_article(database, number)
    sample = sample_shingles(shingles(split_words(text)))
    found = {hit.article for hit in stories.fingerprint_hits(database, list(sample.values()), number)}
    return stories.read_articles(database, found | removal.related_articles(database, number))


def offer_articles(database: Database, text: int, others: Collection[StoredArticle], at: datetime) -> list[Candidate]:
    """List the articles that hold a removed text, quote it or tell its case; return what is offered now."""
    for other in others:
        found = [one for one in find_resemblances(database, other.text) if one.text == text]
        # what the grouping took for the same event, such as a translation, is for a person to judge too
        found = found or [Resemblance(text, SAME_CASE, 0.0, 0.0)]
        address = database.execute("select page from articles where id = ?", [other.id]).fetchone().page
        record_candidates(database, found, address=address, source=other.source, article=other.id, at=at)
    return candidates.read_candidates(database, "text = ? and state = 'offered'", [text])


def keep_out_feed_texts(database: Database, text: int, at: datetime) -> None:
    """Delete what feeds carry of a removed text for pages that are still to be fetched."""
    for page, source, words in all_feed_texts(database):
        found = [one for one in find_resemblances(database, words) if one.text == text and one.kind == SAME_TEXT]
        if found:
            record_candidates(database, found, address=page, source=source, article=None, at=at)
            forget_hint(database, page)


def told_offers(offered: Sequence[Candidate]) -> str:
    """Say which articles hold the text too; empty where none does."""
    listed = ", ".join(f"article {one.article} ({one.kind}: scrapy takedown --confirm {one.id})" for one in offered)
    return f"what holds its text or tells the same still stands: {listed}" if listed else ""


def delete_raw_pages(path: str, pages: Collection[str]) -> None:
    """Delete these pages from the archive of raw pages."""
    with closing(raw_pages.open_raw_pages(path)) as archive:
        raw_pages.delete(archive, pages)
        removal.empty_log(archive)


def confirm_candidate(database: Database, removal_of: Removal, number: str) -> str:
    """Take down what a person has confirmed, or keep its address out for good; return that in a sentence."""
    candidate = find_candidate(database, number)
    reason = texts.reason_of_text(database, candidate.text)
    candidates.decide_candidate(database, candidate.id, CandidateState.CONFIRMED, now())
    if candidate.article is not None:
        copy_of = candidate.text if candidate.kind == SAME_TEXT else None
        return take_down_article(database, removal_of, str(candidate.article), reason, copy_of)
    block_addresses(database, [candidate.address], reason, now())
    return f"{candidate.address} stays out"


def release_candidate(database: Database, _removal_of: Removal, number: str) -> str:
    """Let an address be stored that holds a removed text; return what follows in a sentence."""
    candidate = find_candidate(database, number)
    candidates.decide_candidate(database, candidate.id, CandidateState.RELEASED, now())
    if candidate.article is not None:
        return f"article {candidate.article} stays"
    if ask_anew(database, candidate.address, "released by a person"):
        return f"{candidate.address} is fetched by the next run"
    read_files_anew(database)
    return f"{candidate.address} may be stored; load its file again"


def find_candidate(database: Database, number: str) -> Candidate:
    """Return what a person is to decide on. Raise InstructionError."""
    if is_row_number(number) and (found := candidates.read_candidates(database, "id = ?", [int(number)])):
        return found[0]
    raise InstructionError(f"there is nothing to decide under number {number}; see scrapy takedown --list")
