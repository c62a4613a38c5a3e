"""What storing a page changes in the articles that were there before."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlite_utils import Database

from items import Article, Hint, Outcome, Page
from pipelines.deduplicate import DeduplicatePipeline
from pipelines.remove_boilerplate import RemoveBoilerplatePipeline
from pipelines.store import is_only_counted, store
from storage.tables import sources
from tests.storysamples import EDITED, MONDAY, OTHER, RELEASE

SITE = "https://herald.example"
URL = f"{SITE}/2026/02/02/woman-gets-life-term-in-tagbilaran"
CORRECTED = RELEASE.replace("63 money transfer receipts", "64 money transfer receipts")


def page(text: str, url: str = URL, *, source: str = "herald", at: datetime | None = MONDAY) -> Page:
    article = Article("Woman gets life term in Tagbilaran", text.strip(), published=at, published_precision="second")
    return Page(url, source, article=article, on_topic=True, relevance=1, hint=Hint(url))


def go(database: Database, new: Page, at: datetime) -> int:
    """Takes a page through the pipelines that follow the judge; returns its article."""
    sources.ensure(database, new.source, new.source)
    for pipeline in (RemoveBoilerplatePipeline(database), DeduplicatePipeline(database, 21)):
        new = pipeline.process_item(new)
    stored = store(database, new, at)
    assert stored.article is not None
    return stored.article


def row(database: Database, number: int) -> dict[str, object]:
    return dict(database.table("articles").get(number))


def test_articles_that_lose_furniture_are_decided_on_anew(database: Database, at: datetime) -> None:
    banner = (
        "Readers of the Herald meet every first Saturday of the month in the hall behind the market to talk of news."
    )
    release = go(database, page(RELEASE, source="house", url="https://house.example/1"), at)
    numbers = []
    for number, text in enumerate((EDITED, OTHER, OTHER.replace("Loay", "Garcia"), OTHER.replace("Loay", "Anda"))):
        filler = f"Paper number {number} went to press at {number + 3} in the morning with {number + 11} more pages."
        new = page(f"{banner}\n\n{text}\n\n{filler}", f"{SITE}/{number}", at=MONDAY + timedelta(days=1))
        numbers.append(go(database, new, at))
    text = database.table("texts").get(numbers[0])["text"]
    assert banner not in text
    reuse = database.table("reuse").get((release, numbers[0]))
    assert all(text[start:end].endswith((".", "\u201d", '"')) for _, _, start, end in json.loads(reuse["sentences"]))
    assert max(end for *_, end in json.loads(reuse["sentences"])) <= len(text)


def test_a_page_that_turns_off_topic_leaves_its_story_and_its_copy_takes_its_place(
    database: Database, at: datetime
) -> None:
    first = go(database, page(RELEASE), at)
    copy = go(database, page(RELEASE, "https://wire.example/1", source="wire", at=MONDAY + timedelta(hours=1)), at)
    assert row(database, copy)["duplicate_of"] == first
    (story,) = (one["id"] for one in database.table("stories").rows)
    off = page(CORRECTED)
    off.on_topic, off.reason = False, "too few terms"
    assert go(database, off, at) == first
    assert (row(database, first)["story"], row(database, first)["on_topic"]) == (None, 0)
    assert (row(database, copy)["story"], row(database, copy)["duplicate_of"]) == (story, None)
    assert database.table("stories").get(story)["articles"] == 1
    assert database.table("pages").get("https://wire.example/1")["outcome"] == Outcome.STORED


def test_an_undated_article_stays_where_it_is_when_it_is_edited(database: Database, at: datetime) -> None:
    first = go(database, page(RELEASE, at=None), at)
    edited = go(database, page(EDITED, "https://tribune.example/1", source="tribune", at=None), at)
    database.execute("update articles set first_seen = '2025-01-01T08:00:00Z'")
    database.execute("update terms set day = 20089, period = 20089 / 16")
    go(database, page(CORRECTED, at=None), at)
    assert row(database, first)["story"] == row(database, edited)["story"]


def test_a_page_that_has_moved_is_one_article_with_a_version(database: Database, at: datetime) -> None:
    first = go(database, page(RELEASE), at)
    moved = URL.replace("/02/02/", "/02/04/")
    later = MONDAY + timedelta(days=2)
    assert go(database, page(CORRECTED, moved, at=later), at) == first
    assert row(database, first)["url"] == row(database, first)["page"] == moved
    assert row(database, first)["published"] == "2026-02-02T08:00:00Z"
    assert "64 money" in database.table("texts").get(first)["text"]
    assert {alias["url"] for alias in database.table("aliases").rows} == {URL, moved}
    assert database.table("versions").count == 1
    assert go(database, page(RELEASE), at) == first
    assert database.table("pages").get(URL)["outcome"] == Outcome.DUPLICATE
    assert "64 money" in database.table("texts").get(first)["text"]


@pytest.mark.parametrize("addresses", [(URL, f"{SITE}/?p=731"), (f"{SITE}/?p=731", URL)])
@pytest.mark.parametrize("declared", ["", URL])
def test_a_page_known_by_its_number_is_shown_by_its_name(
    database: Database, at: datetime, addresses: tuple[str, str], declared: str
) -> None:
    seen = [page(RELEASE, address) for address in addresses]
    for one in seen:
        assert one.article
        one.article = replace(one.article, canonical_url=declared)
    first = go(database, seen[0], at)
    assert go(database, seen[1], at) == first
    assert row(database, first)["url"] == URL
    assert {alias["url"] for alias in database.table("aliases").rows} == set(addresses)
    outcomes = {one["url"]: one["outcome"] for one in database.table("pages").rows}
    assert outcomes == {URL: Outcome.STORED, f"{SITE}/?p=731": Outcome.DUPLICATE}


@pytest.mark.parametrize("tags", [('W/"1"', 'W/"1"'), ('"1"', 'W/"1"')])
def test_a_page_that_changes_under_its_etag_is_found_out_and_forgiven(
    database: Database, at: datetime, tags: tuple[str, str]
) -> None:
    first, edited = page(RELEASE), page(CORRECTED)
    for one, tag in zip((first, edited), tags, strict=True):
        one.etag, one.status, one.body = tag, 200, tag.encode() + one.article.text.encode() if one.article else b""
        go(database, one, at)
    assert sources.is_marked_unreliable(database, "herald")
    for number in range(sources.CHANGES_TO_FORGIVE):
        sources.record_reliable_validators(database, "herald")
        again = page(RELEASE if number % 2 else EDITED)
        again.etag, again.status, again.body = f"W/{number}", 200, b"%d" % number
        go(database, again, at)
    assert not sources.is_marked_unreliable(database, "herald")


def test_a_bare_number_and_another_title_are_two_articles(database: Database, at: datetime) -> None:
    first = go(database, page(RELEASE, f"{SITE}/?p=731"), at)
    other = page(RELEASE)
    assert other.article
    other.article = replace(other.article, title="Senate passes bill on payment platforms")
    assert go(database, other, at) != first


def test_another_text_under_the_same_name_is_another_article(database: Database, at: datetime) -> None:
    first = go(database, page(RELEASE), at)
    assert go(database, page(OTHER, URL.replace("/02/02/", "/02/09/")), at) != first


def test_the_same_text_elsewhere_or_much_later_is_a_copy(database: Database, at: datetime) -> None:
    first = go(database, page(RELEASE), at)
    elsewhere = URL.replace("herald", "tribune")
    year = page(RELEASE, URL.replace("2026", "2027"), at=MONDAY + timedelta(days=365))
    others = [
        go(database, page(RELEASE, elsewhere, source="tribune"), at),
        go(database, year, at + timedelta(days=400)),
    ]
    assert [row(database, other)["duplicate_of"] for other in others] == [first, first]


def test_every_id_of_a_loaded_document_leads_to_its_article(database: Database, at: datetime) -> None:
    for number, url in enumerate((URL, URL, f"{URL}?utm_source=letter")):
        new = replace(page(RELEASE, url), hint=Hint(f"urn:id:{number}"))
        assert go(database, new, at) == 1
    found = {row["url"] for row in database.table("aliases").rows}
    assert {"urn:id:0", "urn:id:1", "urn:id:2"} <= found


def test_two_documents_of_one_id_are_two_articles_where_their_addresses_differ(
    database: Database, at: datetime
) -> None:
    pages = [replace(page(text, f"{SITE}/{text[:3]}"), hint=Hint("urn:id:1")) for text in (RELEASE, OTHER)]
    assert len({go(database, one, at) for one in pages}) == 2


@pytest.mark.parametrize(
    ("outcome", "counted"), [(Outcome.OFF_TOPIC, True), (Outcome.TOO_SHORT, True), (Outcome.ERROR, False)]
)
def test_a_refused_page_of_an_archive_is_only_counted_and_an_error_told(outcome: Outcome, counted: bool) -> None:
    page = Page("https://herald.example/a", "herald", outcome, is_refused_without_row=True)
    assert is_only_counted(page) is counted
    assert not is_only_counted(Page("https://herald.example/a", "herald", outcome))
