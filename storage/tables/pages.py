"""Every address ever met, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum
from urllib.parse import urlsplit

from sqlite_utils import Database

from items import Hint, Outcome, Page
from storage.clock import parse_stamp, stamp
from storage.sql import execute_many
from storage.tables.hints import fill_gaps, has_changed, read_hint, write_hint
from storage.tables.url_parameters import doubtful_parameter, learned_parameters, with_identifying
from text.urls.canonical import canonical_url, differing_parameter
from text.urls.tracking import NOTHING_LEARNED, LearnedParameters

#: how long after each failure a page is tried again; then it is left
AGAIN = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
ATTEMPTS = len(AGAIN) + 1
#: how the reason begins where it is the publisher's offer to subscribers that stands in the way, and no wall to robots
PAYWALL_REASONS = ("only subscribers", "an offer to subscribers")
#: how the reason begins where robots.txt forbids only for now
UNREADABLE_ROBOTS = "robots.txt could not be read"
#: what the name of an entry holds that names no page; no address that is fetched has a fragment
UNADDRESSED = "#entry-"
#: how the reason ends where what cleaned the page was killed, which may have been no fault of the page's
WORKER_DIED = "its worker died twice"


def identity(url: str, learned: LearnedParameters = NOTHING_LEARNED) -> str:
    """Return the address that all spellings of ``url`` share; a loaded document's own name for one not on the web."""
    if not url.startswith(("http://", "https://")) or UNADDRESSED in url:
        return url
    return canonical_url(url, learned)


def identity_for(page: Page, url: str) -> str:
    """Return the identity of an address of a page, by what was learned of its host's parameters."""
    return identity(url, LearnedParameters(page.identifying_parameters, page.ignored_parameters))


class ListedAction(Enum):
    """What to do with an address that a source lists."""

    FETCH = "fetch"
    KNOWN = "known"
    ALIAS = "alias"


def register_listed(
    database: Database,
    source: str,
    hint: Hint,
    at: datetime,
    listed_date: datetime | None = None,
    *,
    trusts_lastmod: bool = True,
    second_hand: bool = False,
) -> ListedAction:
    """Notes that ``hint`` lists a page of ``source``; a new or changed page is marked as waiting.

    ``listed_date`` is when a page came out that is new, as far as is known; its time of change counts only if trusted.
    ``second_hand`` says that another source lists it, such as a search.
    """
    written = write_hint(hint)
    release_alias(database, hint.url)
    row = database.execute("select outcome, hint, source, continues from pages where url = ?", [hint.url]).fetchone()
    if row is not None:
        # two sources word the same page differently: only its own can say that it changed
        own = row.source == source and not second_hand
        before = read_hint(hint.url, row.hint)
        merged = fill_gaps(hint, before) if own else fill_gaps(before, hint)
        changed = own and has_changed(row.hint, written, trusts_lastmod=trusts_lastmod)
        # a page that continues an article is fetched with it
        again = not row.continues and (row.outcome == Outcome.PENDING or changed)
        database.execute(
            "update pages set last_seen = ?, hint = ?, outcome = ? where url = ?",
            [stamp(at), write_hint(merged), Outcome.PENDING if again else row.outcome, hint.url],
        )
        return ListedAction.FETCH if again else ListedAction.KNOWN
    return register_new(database, source, hint, written, at, listed_date or at)


def release_alias(database: Database, url: str) -> None:
    """Let a page be fetched that an earlier version took for another one's address by its parameters alone."""
    row = database.execute(
        "select canonical from pages where url = ? and outcome = 'duplicate' and last_fetched is null", [url]
    ).fetchone()
    if row and row.canonical != (canonical := identity(url, learned_parameters(database, url))):
        database.execute(
            "update pages set canonical = ?, outcome = 'pending', reason = '', article = null where url = ?",
            [canonical, url],
        )


def register_new(
    database: Database, source: str, hint: Hint, written: str, at: datetime, listed_date: datetime
) -> ListedAction:
    """Add a listed page that has no row yet, unless only a session number is new about it."""
    learned = learned_parameters(database, hint.url)
    canonical = identity(hint.url, learned)
    twin = database.execute("select url, article, hint from pages where canonical = ? limit 1", [canonical]).fetchone()
    if twin and (doubtful := doubtful_parameter(hint, read_hint(twin.url, twin.hint), learned)):
        # the same address but for a parameter, and not the same headline: it is fetched once, and the texts decide
        canonical, twin = identity(hint.url, with_identifying(learned, doubtful)), None
    if twin and learned.ignored and differing_parameter(hint.url, twin.url) in learned.ignored:
        # a session number: a row for each poll would say nothing
        database.execute("update pages set last_seen = ? where url = ?", [stamp(at), twin.url])
        return ListedAction.KNOWN
    outcome, reason = (Outcome.DUPLICATE, f"another address of {twin.url}") if twin else (Outcome.PENDING, "")
    insert(database, source, hint, canonical, written, at, outcome, reason, twin.article if twin else None, listed_date)
    return ListedAction.ALIAS if twin else ListedAction.FETCH


def parameters_of(database: Database, url: str) -> LearnedParameters:
    """Return what is known of an address's parameters; the one that its page is fetched to decide on identifies it."""
    learned = learned_parameters(database, url)
    row = database.execute("select canonical from pages where url = ?", [url]).fetchone()
    if "?" not in url or row is None or row.canonical == identity(url, learned):
        return learned
    names = [pair.partition("=")[0].lower() for pair in urlsplit(url).query.split("&")]
    trials = (with_identifying(learned, name) for name in names)
    return next((trial for trial in trials if identity(url, trial) == row.canonical), learned)


def insert(
    database: Database,
    source: str,
    hint: Hint,
    canonical: str,
    written: str,
    at: datetime,
    outcome: Outcome,
    reason: str,
    article: int | None,
    listed_date: datetime,
) -> None:
    listed = stamp(listed_date)
    database.execute(
        "insert into pages "
        "(url, canonical, source, first_seen, last_seen, outcome, reason, hint, article, listed_date) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [hint.url, canonical, source, stamp(at), stamp(at), outcome, reason, written, article, listed],
    )


def belongs_to(database: Database, url: str, source: str) -> bool:
    """Return whether a page is known and is a source's."""
    return bool(database.execute("select 1 from pages where url = ? and source = ?", [url, source]).fetchone())


def record_refused(database: Database, source: str, url: str, reason: str, at: datetime) -> None:
    """Write down an address that cannot be asked for, since it is none."""
    database.execute(
        "insert into pages (url, canonical, source, first_seen, last_seen, outcome, reason, attempts) "
        "values (?, '', ?, ?, ?, 'error', ?, ?) on conflict (url) do update set last_seen = excluded.last_seen",
        [url, source, stamp(at), stamp(at), reason, ATTEMPTS],
    )


def is_known(database: Database, url: str) -> bool:
    """Return whether an address was listed before."""
    return database.execute("select 1 from pages where url = ?", [url]).fetchone() is not None


def claims_change(database: Database, page: Page) -> bool:
    """Return whether the list that names a page says that it has changed since it was last fetched."""
    row = database.execute("select last_fetched from pages where url = ?", [page.url]).fetchone()
    if not row or not row.last_fetched or not page.hint or not page.hint.modified:
        return False
    return page.hint.modified > parse_stamp(row.last_fetched)


def validators(database: Database, url: str) -> tuple[str, str, str]:
    """Return the ETag, Last-Modified and body hash of the last answer, empty where there was none."""
    row = database.execute("select etag, last_modified, body_hash from pages where url = ?", [url]).fetchone()
    return (row.etag, row.last_modified, row.body_hash) if row else ("", "", "")


def last_full(database: Database, url: str) -> datetime | None:
    """Return when a page last came whole."""
    row = database.execute("select last_full from pages where url = ?", [url]).fetchone()
    return parse_stamp(row.last_full) if row and row.last_full else None


def put_off(database: Database, url: str, reason: str) -> None:
    """Say of a page that waits why this run did not fetch it."""
    database.execute("update pages set reason = ? where url = ? and outcome = 'pending'", [reason, url])


def record_outcome(database: Database, page: Page, body_hash: str, article: int | None, at: datetime) -> None:
    """Write down what became of a page; an answer without a body leaves the last validators standing."""
    hint = page.hint or Hint(page.url)
    database.execute(
        """
        insert into pages (url, canonical, source, first_seen, last_seen, last_fetched, outcome, reason, status,
                           etag, last_modified, body_hash, hint, article, attempts, last_full, extractor, captured)
        values (:url, :canonical, :source, :at, :at, :at, :outcome, :reason, :status,
                :etag, :last_modified, :body_hash, :hint, :article, :attempts, iif(:body_hash = '', null, :at),
                :extractor, :captured)
        on conflict (url) do update set
            last_fetched = :at, outcome = :outcome, reason = :reason, status = :status,
            etag = iif(:body_hash = '', etag, :etag),
            last_modified = iif(:body_hash = '', last_modified, :last_modified),
            body_hash = iif(:body_hash = '', body_hash, :body_hash),
            article = coalesce(:article, article),
            last_full = iif(:body_hash = '', last_full, :at),
            attempts = iif(:attempts, attempts + :attempts, 0),
            extractor = iif(:extractor = '', extractor, :extractor),
            captured = :captured
        """,
        {
            "url": page.url,
            "canonical": identity_for(page, page.url),
            "source": page.source,
            "at": stamp(at),
            "captured": stamp(page.captured) if page.captured else None,
            "outcome": page.outcome,
            "reason": page.reason,
            "status": page.status,
            "etag": page.etag,
            "last_modified": page.last_modified,
            # a page that says that something is wrong is not the page
            "body_hash": body_hash if is_page_itself(page) else "",
            "hint": write_hint(hint),
            "article": article,
            "attempts": attempts_of(page),
            "extractor": page.extractor,
        },
    )


def failed_extractions(database: Database, extractor: str) -> set[str]:
    """Return the addresses of the pages that another extractor than this one came and failed on."""
    rows = database.execute(
        "select url from pages where outcome = 'error' and extractor <> '' and extractor <> ?", [extractor]
    ).fetchall()
    return {row.url for row in rows}


def record_extraction(database: Database, page: Page) -> None:
    """Write what reading a page again came to, where an extractor had failed on it and it still gives no article."""
    database.execute(
        "update pages set outcome = ?, reason = ?, extractor = ? where url = ? and outcome = 'error'",
        [page.outcome, page.reason, page.extractor, page.url],
    )


def became_copies(database: Database, articles: Sequence[int]) -> None:
    """Mark the pages of articles that turned out to be copies when an earlier one came in."""
    execute_many(
        database,
        "update pages set outcome = 'duplicate', reason = 'a copy of ' || original.url from articles as copy "
        "join articles as original on original.id = copy.duplicate_of "
        "where copy.id = ? and pages.url = copy.page and pages.outcome = 'stored'",
        [(article,) for article in articles],
    )


def became_alias(database: Database, url: str, article: int) -> None:
    """Mark a page whose article is read at another address now; one that could not be had remains what it is."""
    database.execute(
        "update pages set outcome = 'duplicate', reason = 'another address of article ' || ? "
        "where url = ? and outcome = 'stored'",
        [article, url],
    )


def attempts_of(page: Page) -> int:
    """Return what an outcome counts against trying again: all, where the page came and could not be cleaned."""
    if page.outcome is not Outcome.ERROR:
        return int(page.outcome is Outcome.BLOCKED_BY_WALL or bool(page.unread))
    came = page.status == 200 and bool(page.body) and not page.incomplete
    return ATTEMPTS if came and not worker_died(page) else 1


def is_given_up(database: Database, page: Page) -> bool:
    """Return whether a page has failed once more, and will not be tried again."""
    if page.outcome is not Outcome.ERROR:
        return False
    row = database.execute("select attempts from pages where url = ?", [page.url]).fetchone()
    return (row.attempts if row else 0) + attempts_of(page) >= ATTEMPTS


def is_page_itself(page: Page) -> bool:
    """Return whether what came is the page, and not a wall, an error, a shell, or less of it in its place."""
    if page.outcome is Outcome.BLOCKED_BY_WALL or page.unread or page.incomplete or page.availability:
        return False
    return page.status in {None, 200} and not worker_died(page)


def worker_died(page: Page) -> bool:
    """Return whether a page is to be asked for again as if it had not come, since whoever cleaned it was killed."""
    return page.outcome is Outcome.ERROR and page.reason.endswith(WORKER_DIED)
