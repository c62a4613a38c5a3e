"""Stories keep their addresses, and their rows say what their members are."""

from __future__ import annotations

from sqlite_utils import Database

from storage.tables.grouping import members, stories
from tests.storysamples import EDITED, OTHER, RELEASE, add, article, story_of


def three(database: Database) -> list[int]:
    """Articles of three stories."""
    texts = (RELEASE, OTHER, "A choir sang in Panglao, and nobody wrote down which songs it had chosen that evening.")
    return [add(database, article(text, source=f"paper-{day}", day=day)) for day, text in enumerate(texts)]


def story(database: Database, article: int) -> int:
    found = story_of(database, article)
    assert found is not None
    return found


def test_a_merged_story_leads_to_the_one_it_went_into(database: Database) -> None:
    one, two, three_ = three(database)
    first, second, third = (story(database, number) for number in (one, two, three_))
    members.write_groups(database, [(first, [one, two])])
    members.write_groups(database, [(third, [one, two, three_])])
    assert [stories.number_now(database, number) for number in (first, second, third)] == [third] * 3
    assert database.table("stories").count == 1


def test_a_number_is_never_given_again(database: Database) -> None:
    one, two, _ = three(database)
    last = members.highest_number(database)
    members.write_groups(database, [(story(database, one), [one, two, 3])])
    assert members.add_story(database) == last + 1


def test_there_is_no_story_that_never_was(database: Database) -> None:
    assert stories.number_now(database, 7) is None


def test_a_row_says_what_its_members_are(database: Database) -> None:
    one, two, _ = three(database)
    members.write_groups(database, [(None, [one, two])])
    row = database.table("stories").get(story(database, one))
    assert (row["articles"], row["sources"], row["first_publisher"], row["release"]) == (2, 2, "paper-0", None)


def test_the_release_is_what_others_draw_on(database: Database) -> None:
    paper = add(database, article("Word went round that a court in Bohol had ruled.", source="paper", day=0))
    release = add(database, article(RELEASE, source="house", day=1), kind="ngo")
    edited = add(database, article(EDITED, source="tribune", day=2))
    silent = add(database, article(OTHER, source="office", day=1), kind="government")
    members.write_groups(database, [(story(database, release), [paper, release, edited, silent])])
    assert database.table("stories").get(story(database, release))["release"] == release


def test_of_one_day_a_paper_known_by_its_day_alone_is_not_first(database: Database) -> None:
    release = add(database, article(RELEASE, source="house", day=0.3), kind="ngo")
    paper = add(database, article(EDITED, source="tribune", day=-1 / 3))
    database.execute("update articles set published_precision = 'day' where id = ?", [paper])
    members.write_groups(database, [(None, [release, paper])])
    row = database.table("stories").get(story(database, release))
    assert (row["first_publisher"], row["release"], row["first_published"]) == (
        "house",
        release,
        "2026-02-02T15:12:00Z",
    )


def test_a_frequent_term_leads_to_the_nearest_days(database: Database) -> None:
    database.conn.executemany(
        "insert into terms values (?, 1, ?, ?)",
        [(day // stories.PERIOD, day, 1000 * day + one) for day in range(50, 80) for one in range(30)],
    )
    found = dict(stories.articles_with_terms(database, [1], 70, 21))[1]
    assert 0 < len(found) < stories.MAX_ARTICLES_PER_TERM
    assert all(65 <= number // 1000 <= 75 for number in found)
