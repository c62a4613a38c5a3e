"""Articles as they arrive: copies, stories and reuse in the archive."""

from __future__ import annotations

from itertools import permutations

import pytest
from sqlite_utils import Database

from pipelines.grouping.search import decide_again
from storage.kinship import carry_out
from storage.stories import Stored
from tests.storysamples import EDITED, LOOK_ALIKE, OTHER, RELEASE, RETOLD, add, article, story_of

COMING = {
    "release": article(RELEASE, title="Life term for online trafficker in Tagbilaran", source="harbour-house"),
    "edited": article(EDITED, title="Tagbilaran woman gets life for online trafficking", source="tribune", day=1),
    "retold": article(RETOLD, title="63 receipts: Tagbilaran trade ends in life term", source="courier", day=1.5),
    "copy": article(
        RELEASE + "\n\nSupplied by Harbour House.", title="Life term for trafficker", source="wire", day=0.2
    ),
    "look-alike": article(
        LOOK_ALIKE, title="Life term for online trafficker in Dumaguete", source="harbour-house", day=3
    ),
    "other": article(OTHER, title="Loay closes a reef", source="tribune", day=1),
}


def groups(database: Database, stored: dict[str, int]) -> set[frozenset[str]]:
    by_story: dict[int | None, set[str]] = {}
    for name, number in stored.items():
        by_story.setdefault(story_of(database, number), set()).add(name)
    return {frozenset(group) for group in by_story.values()}


@pytest.mark.parametrize("names", list(permutations(COMING))[::60], ids="-".join)
def test_the_same_stories_result_in_any_order(database: Database, names: tuple[str, ...]) -> None:
    stored = {name: add(database, COMING[name]) for name in names}
    expected = {frozenset({"release", "edited", "retold", "copy"}), frozenset({"look-alike"}), frozenset({"other"})}
    assert groups(database, stored) == expected
    originals = dict(
        database.execute("select id, duplicate_of from articles where duplicate_of is not null").fetchall()
    )
    assert originals == {stored["copy"]: stored["release"]}


def test_the_story_names_its_release_and_counts_copies_apart(database: Database) -> None:
    names = ("edited", "copy", "retold", "release")
    stored = {name: add(database, COMING[name], kind="ngo" if name == "release" else "newspaper") for name in names}
    (story,) = list(database.table("stories").rows)
    assert story["release"] == stored["release"]
    assert story["title"] == COMING["release"].title
    assert story["first_publisher"] == "harbour-house"
    assert (story["articles"], story["sources"], story["independent_texts"]) == (4, 4, 3)
    assert story["first_published"] == "2026-02-02T08:00:00Z"
    assert story["last_published"] == "2026-02-03T20:00:00Z"


def test_a_story_that_was_silent_for_too_long_is_over(database: Database) -> None:
    first = add(database, COMING["release"])
    late = add(database, article(EDITED, title=COMING["edited"].title, source="tribune", day=22), window_days=21)
    assert story_of(database, first) != story_of(database, late)


def test_a_copy_is_found_after_any_time(database: Database) -> None:
    first = add(database, COMING["release"])
    late = add(database, article(RELEASE, source="tribune", day=400))
    assert database.execute("select duplicate_of from articles where id = ?", [late]).fetchone() == (first,)


def test_an_article_off_topic_has_no_story_and_may_be_a_copy(database: Database) -> None:
    first = add(database, article(OTHER, on_topic=False))
    second = add(database, article(OTHER, source="tribune", day=1, on_topic=False))
    assert story_of(database, first) is None
    assert database.execute("select duplicate_of from articles where id = ?", [second]).fetchone() == (first,)


def test_copies_follow_when_an_earlier_text_turns_up(database: Database) -> None:
    numbers = [add(database, article(RELEASE, source=f"paper-{day}", day=day)) for day in (3, 5, 1)]
    originals = dict(database.execute("select id, duplicate_of from articles").fetchall())
    assert originals == {numbers[0]: numbers[2], numbers[1]: numbers[2], numbers[2]: None}


def test_an_article_decided_on_again_stays_where_it_is(database: Database) -> None:
    stored = {name: add(database, new) for name, new in COMING.items()}
    before = groups(database, stored)
    reuse = database.execute("select earlier, later, kind from reuse order by 1, 2").fetchall()
    for number in stored.values():
        carry_out(database, number, decide_again(database, number, 21))
    assert groups(database, stored) == before
    assert database.execute("select earlier, later, kind from reuse order by 1, 2").fetchall() == reuse


def test_an_edited_article_moves_to_its_new_story(database: Database) -> None:
    stored = {name: add(database, COMING[name]) for name in ("release", "edited", "other")}
    database.execute("update texts set text = ? where article = ?", [OTHER, stored["edited"]])
    database.execute("update articles set title = ? where id = ?", [COMING["other"].title, stored["edited"]])
    carry_out(database, stored["edited"], decide_again(database, stored["edited"], 21))
    assert story_of(database, stored["edited"]) == story_of(database, stored["other"])
    assert story_of(database, stored["edited"]) != story_of(database, stored["release"])


def test_reading_changes_nothing(database: Database) -> None:
    number = add(database, COMING["release"])
    before = database.conn.total_changes
    decide_again(database, number, 21)
    assert database.conn.total_changes == before


def test_an_empty_text_is_no_trouble(database: Database) -> None:
    numbers = [add(database, Stored(0, "herald", "", "", COMING["release"].time, on_topic=True)) for _ in range(2)]
    assert all(story_of(database, number) for number in numbers)


def test_reuse_is_kept_with_its_lag_and_sentences(database: Database) -> None:
    release, edited = (add(database, COMING[name]) for name in ("release", "edited"))
    (row,) = list(database.table("reuse").rows)
    assert (row["earlier"], row["later"], row["kind"], row["lag_hours"]) == (release, edited, "edited", 24)
    assert row["sentences"].startswith("[[")
