"""What the texts of a host's pages have shown of the parameters in its addresses."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from sqlite_utils import Database

from items import Hint
from storage.clock import stamp
from text.urls.canonical import canonical_url, differing_parameter, parameter_value
from text.urls.parsing import AddressError, host_of
from text.urls.tracking import NOTHING_LEARNED, LearnedParameters, looks_like_identifier

#: pairs of pages with the same text after which a parameter with short values is ignored, since a publisher may print
#: a release twice; chosen, not measured
PAIRS_FOR_A_NUMBER = 3
#: digits from which on a value is a time or a session, not a number of articles; chosen, not measured
_TIMESTAMP_DIGITS = 9


def learned_parameters(database: Database, url: str) -> LearnedParameters:
    """Return what is known of the parameters of an address's host."""
    try:
        if "?" not in url:
            return NOTHING_LEARNED
        rows = database.execute(
            "select name, different, same, needed from url_parameters where host = ?", [host_of(url)]
        ).fetchall()
    except AddressError:
        return NOTHING_LEARNED
    identifying = frozenset(name for name, different, _, _ in rows if different)
    ignored = frozenset(name for name, different, same, needed in rows if not different and same >= needed)
    return LearnedParameters(identifying, ignored)


def doubtful_parameter(hint: Hint, known: Hint, learned: LearnedParameters) -> str:
    """Return the parameter in which alone two addresses differ, where nobody knows what it says; else an empty text.

    One that was learned to be ignored is doubted again by another headline, if its value is that of an identifier.
    """
    if (hint.title and hint.title == known.title) or not hint.url.startswith(("http://", "https://")):
        return ""
    name = differing_parameter(hint.url, known.url)
    if name not in learned.ignored:
        return name
    return name if hint.title and known.title and looks_like_identifier(parameter_value(hint.url, name)) else ""


def with_identifying(learned: LearnedParameters, name: str) -> LearnedParameters:
    return replace(learned, identifying=learned.identifying | {name})


def learn_from_article(database: Database, url: str, article: int, at: datetime) -> None:
    """Learn from a page's new article: it is a copy of that of an address with another value, or it is none."""
    if "?" not in url:
        return
    original = database.execute(
        "select original.page, original.content_hash = articles.content_hash as exact from articles "
        "join articles as original on original.id = articles.duplicate_of where articles.id = ?",
        [article],
    ).fetchone()
    if original:
        learn_from_pair(database, url, original.page, at, same=True, exact=bool(original.exact))
        return
    usual = canonical_url(url, learned_parameters(database, url))
    twin = database.execute(
        "select url from pages where canonical = ? and url <> ? and article is not null limit 1", [usual, url]
    ).fetchone()
    if twin:
        learn_from_pair(database, url, twin.url, at, same=False)


def learn_from_body(database: Database, url: str, body_hash: str, at: datetime) -> None:
    """Learn from a page without an article: the very same came from an address with another value.

    The headline must be the same too, or a page that says "come back later" would make all addresses one.
    """
    if "?" not in url or not body_hash or not url.startswith(("http://", "https://")):
        return
    twin = database.execute(
        "select url from pages where canonical >= ? and canonical < ? and body_hash = ? and url <> ? and hint <> '' "
        "and hint ->> 'title' = (select hint ->> 'title' from pages where url = ? and hint <> '') limit 1",
        [*script_range(url), body_hash, url, url],
    ).fetchone()
    if twin:
        learn_from_pair(database, url, twin.url, at, same=True)


def learn_from_pair(database: Database, url: str, other: str, at: datetime, *, same: bool, exact: bool = True) -> None:
    """Note whether two pages whose addresses differ in one parameter had the same text, to the letter if ``exact``."""
    try:
        name = differing_parameter(url, other) if "?" in url else ""
    except AddressError:
        return
    if not name:
        return
    value = parameter_value(url, name)
    if same:
        # releases by number may be all but the same: a forecast, a list of hearings
        if exact or not is_number(value):
            record_same_text(database, url, name, value, at)
    else:
        record_different_text(database, url, name, at)


def is_number(value: str) -> bool:
    """Return whether a value may be an article's number or code; a moment or a session is longer."""
    return looks_like_identifier(value) and not (value.isdecimal() and len(value) >= _TIMESTAMP_DIGITS)


def record_same_text(database: Database, url: str, name: str, value: str, at: datetime) -> None:
    """Note that two pages with different values of a parameter had the same text; enough of it is learned."""
    needed = PAIRS_FOR_A_NUMBER if is_number(value) else 1
    database.execute(
        "insert into url_parameters (host, name, same, different, needed, learned) values (?, ?, 1, 0, ?, ?) "
        "on conflict (host, name) do update set same = same + 1, needed = max(needed, excluded.needed), "
        "learned = excluded.learned",
        [host_of(url), name, needed, stamp(at)],
    )
    learned = learned_parameters(database, url)
    if name in learned.ignored:
        join_addresses(database, url, learned)


def record_different_text(database: Database, url: str, name: str, at: datetime) -> None:
    """Note that two pages with different values of a parameter had different texts, which settles it for good."""
    database.execute(
        "insert into url_parameters (host, name, same, different, needed, learned) values (?, ?, 0, 1, 1, ?) "
        "on conflict (host, name) do update set different = different + 1, learned = excluded.learned",
        [host_of(url), name, stamp(at)],
    )


def join_addresses(database: Database, url: str, learned: LearnedParameters) -> None:
    """Give the pages of an address's script the identity that they have now that a parameter is ignored."""
    rows = database.execute(
        "select url, canonical, article from pages where canonical >= ? and canonical < ? order by rowid",
        script_range(url),
    ).fetchall()
    for page, before, article in rows:
        canonical = canonical_url(page, learned)
        if canonical != before:
            database.execute("update pages set canonical = ? where url = ?", [canonical, page])
            if article is not None:
                database.execute("insert or ignore into aliases (url, article) values (?, ?)", [canonical, article])


def script_range(url: str) -> list[str]:
    """Return the bounds between which the identities lie that differ from an address's in their query alone."""
    script = urlsplit(canonical_url(url))._replace(query="").geturl()
    return [f"{script}?", f"{script}@"]
