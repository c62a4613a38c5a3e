"""Every article is compared with the texts that were taken down before it is stored."""

from __future__ import annotations

from collections.abc import Collection

from sqlite_utils import Database

from items import Article, Outcome, Page, Resemblance
from pipelines.takedown.resemblance import SAME_TEXT, resemblances
from storage.tables import articles
from storage.tables.takedown import addresses as takedown_addresses
from storage.tables.takedown import texts
from storage.tables.takedown.candidates import released_texts
from text.fingerprints import fingerprint_text


def screen_page(database: Database, page: Page, article: Article) -> None:
    """Keep a page out whose address or text was taken down; note what else it has of a removed text."""
    known_as = articles.addresses_of(page)
    if reason := takedown_addresses.reason_of(database, known_as):
        keep_out(page, takedown_addresses.told(reason))
        return
    page.resemblances = tuple(find_resemblances(database, words_of_article(article), {page.url, *known_as}))
    if same := next((one for one in page.resemblances if one.kind == SAME_TEXT), None):
        page.resemblances = (same,)
        keep_out(page, f"it has the text of what was taken down: {texts.reason_of_text(database, same.text)}")


def find_resemblances(database: Database, text: str, addresses: Collection[str] = ()) -> list[Resemblance]:
    """Return what a text has of those taken down, but for what a person has released at one of its addresses."""
    if not texts.has_texts(database):
        return []
    fingerprints = fingerprint_text(text)
    found = resemblances(fingerprints, texts.shared_fingerprints(database, fingerprints))
    released = released_texts(database, addresses) if found else set()
    return [one for one in found if one.text not in released]


def words_of_article(article: Article) -> str:
    """Return the text of an article with the lines above it, unless it begins with them."""
    has_own_lines = article.standfirst and not article.text.startswith(article.standfirst)
    return f"{article.standfirst}\n\n{article.text}" if has_own_lines else article.text


def keep_out(page: Page, reason: str) -> None:
    """Give a page the outcome of one that must not be stored; nothing of what it says goes on."""
    page.article, page.outcome, page.reason, page.unread = None, Outcome.NOT_AN_ARTICLE, reason, None
