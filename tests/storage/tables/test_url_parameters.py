"""Addresses of one script that differ in a parameter: the texts decide what it says."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlite_utils import Database

from items import Hint, Outcome, Page
from storage.tables import pages, sources, url_parameters
from storage.tables.pages import ListedAction

SITE = "https://bureau.example/view.php"


@pytest.fixture
def source(database: Database) -> str:
    sources.ensure(database, "bureau", "Bureau")
    return "bureau"


def listed(database: Database, source: str, query: str, title: str, at: datetime) -> ListedAction:
    return pages.register_listed(database, source, Hint(f"{SITE}?{query}", title), at)


def learned(database: Database) -> tuple[set[str], set[str]]:
    known = url_parameters.learned_parameters(database, f"{SITE}?x=1")
    return set(known.identifying), set(known.ignored)


def test_releases_by_number_are_pages_of_their_own(database: Database, source: str, at: datetime) -> None:
    for number in (10231, 10232, 10233):
        assert listed(database, source, f"ref={number}", "", at) is ListedAction.FETCH


def test_a_tracker_with_the_same_headline_is_the_same_page(database: Database, source: str, at: datetime) -> None:
    listed(database, source, "id=5&from=home", "Four rescued", at)
    assert listed(database, source, "id=5&from=footer", "Four rescued", at) is ListedAction.ALIAS


def test_one_with_another_headline_is_fetched_and_its_text_decides(
    database: Database, source: str, at: datetime
) -> None:
    listed(database, source, "feature=alpha", "Four rescued", at)
    assert listed(database, source, "feature=omega", "Court convicts two", at) is ListedAction.FETCH
    assert pages.parameters_of(database, f"{SITE}?feature=omega").identifying == {"feature"}
    url_parameters.learn_from_pair(database, f"{SITE}?feature=omega", f"{SITE}?feature=alpha", at, same=False)
    assert learned(database) == ({"feature"}, set())
    assert listed(database, source, "feature=delta", "Court convicts two", at) is ListedAction.FETCH


def test_the_same_text_joins_them(database: Database, source: str, at: datetime) -> None:
    listed(database, source, "feature=alpha", "Four rescued", at)
    listed(database, source, "feature=omega", "Four children rescued", at)
    url_parameters.learn_from_pair(database, f"{SITE}?feature=omega", f"{SITE}?feature=alpha", at, same=True)
    assert listed(database, source, "feature=delta", "Yet another headline", at) is ListedAction.KNOWN


def test_a_session_in_the_address_is_known_after_the_second_poll(database: Database, source: str, at: datetime) -> None:
    for poll, session in enumerate(("7fa3c1d9", "b20e4f71")):
        when = at + timedelta(hours=poll)
        assert listed(database, source, f"id=5&visit={session}1732780800", "Four rescued", when) is ListedAction.FETCH
        page = Page(f"{SITE}?id=5&visit={session}1732780800", source, Outcome.OFF_TOPIC, status=200)
        pages.record_outcome(database, page, "the same body", None, when)
        url_parameters.learn_from_body(database, page.url, "the same body", when)
    assert learned(database) == (set(), {"visit"})
    assert listed(database, source, "id=5&visit=aa00bb111732999999", "Four rescued", at) is ListedAction.KNOWN
    assert database.table("pages").count == 2
    assert listed(database, source, "id=6&visit=aa00bb111732999999", "Another", at) is ListedAction.FETCH


def test_a_release_printed_twice_does_not_make_its_number_a_session(
    database: Database, source: str, at: datetime
) -> None:
    url_parameters.learn_from_pair(database, f"{SITE}?ref=8", f"{SITE}?ref=7", at, same=True)
    assert learned(database) == (set(), set())
    listed(database, source, "ref=7", "Four rescued", at)
    assert listed(database, source, "ref=9", "Four rescued", at) is ListedAction.FETCH


@pytest.mark.parametrize("url", ["notes/2024.txt?x=1", f"{SITE}"])
def test_what_is_no_web_address_has_no_parameters(database: Database, url: str, at: datetime) -> None:
    url_parameters.learn_from_body(database, url, "hash", at)
    url_parameters.learn_from_pair(database, url, SITE, at, same=True)
    assert not url_parameters.learned_parameters(database, url).ignored


def test_a_release_that_an_earlier_version_dropped_is_fetched(database: Database, source: str, at: datetime) -> None:
    listed(database, source, "ref=7", "", at)
    listed(database, source, "ref=8", "", at)
    database.execute("update pages set canonical = ?, outcome = 'duplicate' where url like '%ref=8'", [SITE])
    assert listed(database, source, "ref=8", "", at) is ListedAction.FETCH


def test_a_page_that_says_come_back_later_makes_no_two_addresses_one(
    database: Database, source: str, at: datetime
) -> None:
    for token, title in (("7fa3c1d9aa00bb11", "Four rescued"), ("b20e4f71cc22dd33", "Court convicts two"), ("9", "")):
        listed(database, source, f"item={token}", title, at)
        page = Page(f"{SITE}?item={token}", source, Outcome.NOT_AN_ARTICLE, status=200)
        pages.record_outcome(database, page, "come back later", None, at)
        url_parameters.learn_from_body(database, page.url, "come back later", at)
    assert learned(database) == (set(), set())


def test_releases_by_number_that_are_all_but_the_same_stay_two(database: Database, at: datetime) -> None:
    for number in range(5):
        url_parameters.learn_from_pair(database, f"{SITE}?ref={number}", f"{SITE}?ref=9", at, same=True, exact=False)
    assert learned(database) == (set(), set())


def test_documents_without_an_address_on_the_web_teach_nothing(database: Database, at: datetime) -> None:
    url_parameters.learn_from_pair(database, "urn:id:7", "urn:id:7", at, same=True)
    assert not database["url_parameters"].count
