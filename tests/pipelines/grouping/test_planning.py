"""Articles as they arrive: copies, stories and reuse in the archive."""

from __future__ import annotations

from itertools import permutations

import pytest
from sqlite_utils import Database

from pipelines.grouping.candidates import MAX_COMPARED_MEMBERS
from pipelines.grouping.carrying_out import carry_out_plan
from pipelines.grouping.planning import plan_stored_article
from storage.tables.grouping import constraints
from storage.tables.grouping.plans import write_plan
from storage.tables.grouping.stories import StoredArticle
from tests.storysamples import EDITED, LOOK_ALIKE, MONDAY, OTHER, RELEASE, RETOLD, add, article, story_of

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
        write_plan(database, number, plan_stored_article(database, number, 21))
    assert groups(database, stored) == before
    assert database.execute("select earlier, later, kind from reuse order by 1, 2").fetchall() == reuse


def test_an_edited_article_moves_to_its_new_story(database: Database) -> None:
    stored = {name: add(database, COMING[name]) for name in ("release", "edited", "other")}
    database.execute("update texts set text = ? where article = ?", [OTHER, stored["edited"]])
    database.execute("update articles set title = ? where id = ?", [COMING["other"].title, stored["edited"]])
    write_plan(database, stored["edited"], plan_stored_article(database, stored["edited"], 21))
    assert story_of(database, stored["edited"]) == story_of(database, stored["other"])
    assert story_of(database, stored["edited"]) != story_of(database, stored["release"])


def test_reading_changes_nothing(database: Database) -> None:
    number = add(database, COMING["release"])
    before = database.conn.total_changes
    plan_stored_article(database, number, 21)
    assert database.conn.total_changes == before


def test_an_empty_text_is_no_trouble(database: Database) -> None:
    numbers = [
        add(database, StoredArticle(0, "herald", "", "", COMING["release"].time, on_topic=True)) for _ in range(2)
    ]
    assert all(story_of(database, number) for number in numbers)


def test_reuse_is_kept_with_its_lag_and_sentences(database: Database) -> None:
    release, edited = (add(database, COMING[name]) for name in ("release", "edited"))
    (row,) = list(database.table("reuse").rows)
    assert (row["earlier"], row["later"], row["kind"], row["lag_hours"]) == (release, edited, "edited", 24)
    assert row["sentences"].startswith("[[")


def rewrite(database: Database, number: int, text: str) -> None:
    """Gives a stored article another text, and decides anew what it changes."""
    database.execute("update texts set text = ? where article = ?", [text, number])
    carry_out_plan(database, number, plan_stored_article(database, number, 21))


def original_of(database: Database, number: int) -> int | None:
    return database.execute("select duplicate_of from articles where id = ?", [number]).fetchone()[0]  # type: ignore[no-any-return]


def kinds(database: Database) -> dict[tuple[int, int], str]:
    rows = database.execute("select earlier, later, kind from reuse").fetchall()
    return {(earlier, later): kind for earlier, later, kind in rows}


def test_copies_of_a_text_that_is_rewritten_stand_for_themselves(database: Database) -> None:
    first = add(database, COMING["release"])
    copies = [add(database, article(RELEASE, source=f"paper-{day}", day=day)) for day in (2, 1)]
    rewrite(database, first, OTHER)
    assert original_of(database, first) is None
    assert [original_of(database, copy) for copy in copies] == [copies[1], None]
    assert story_of(database, copies[0]) == story_of(database, copies[1]) != story_of(database, first)


def test_a_changed_comma_costs_no_copy_its_evidence(database: Database) -> None:
    numbers = [add(database, COMING[name]) for name in ("release", "copy", "edited")]
    before = kinds(database)
    rewrite(database, numbers[0], RELEASE.replace("on Monday for", "on Monday, for"))
    assert kinds(database) == before
    assert original_of(database, numbers[1]) == numbers[0]


def test_a_copy_stands_behind_nothing_that_is_off_topic(database: Database) -> None:
    off = add(database, article(RELEASE, source="house", on_topic=False))
    copy = add(database, article(RELEASE, source="wire", day=1))
    assert original_of(database, copy) is None
    assert story_of(database, copy)
    assert kinds(database) == {(off, copy): "verbatim"}


def test_the_earliest_copy_takes_the_place_of_an_original_that_goes_off_topic(database: Database) -> None:
    first = add(database, COMING["release"])
    later, earlier = (add(database, article(RELEASE, source=f"paper-{day}", day=day)) for day in (2, 1))
    edited = add(database, COMING["edited"])
    database.execute("update articles set on_topic = 0, story = null where id = ?", [first])
    carry_out_plan(database, first, plan_stored_article(database, first, 21))
    assert [original_of(database, one) for one in (first, later, earlier)] == [None, earlier, None]
    assert story_of(database, first) is None
    assert story_of(database, later) == story_of(database, earlier) == story_of(database, edited)


def test_two_that_a_person_has_set_apart_are_no_copies_of_a_third_either(database: Database) -> None:
    one, two = (add(database, article(RELEASE, source=f"paper-{day}", day=day)) for day in (1, 2))
    constraints.cannot_link(database, [one], [two], MONDAY)
    carry_out_plan(database, two, plan_stored_article(database, two, 21))
    assert original_of(database, two) is None
    first = add(database, COMING["release"])
    assert [original_of(database, number) for number in (one, two, first)] == [first, None, None]
    assert story_of(database, one) == story_of(database, first) != story_of(database, two)


def test_a_copy_that_turns_out_to_be_earlier_becomes_the_original(database: Database) -> None:
    first, copy = (add(database, article(RELEASE, source=f"paper-{day}", day=day)) for day in (1, 2))
    database.execute(
        "update articles set published = '2026-02-10T08:00:00Z', first_seen = '2026-02-10T09:00:00Z' where id = 1"
    )
    carry_out_plan(database, first, plan_stored_article(database, first, 21))
    assert [original_of(database, number) for number in (first, copy)] == [copy, None]


def test_an_article_alone_in_its_story_keeps_its_address(database: Database) -> None:
    number = add(database, COMING["other"])
    before = story_of(database, number)
    rewrite(database, number, OTHER + "\nA second count is to follow.")
    assert story_of(database, number) == before


def test_a_story_of_many_texts_still_says_who_draws_on_the_release(database: Database) -> None:
    release = add(database, COMING["release"], kind="ngo")
    lines = EDITED.split("\n\n")
    for number in range(MAX_COMPARED_MEMBERS + 4):
        own = f"Reporter {number} of paper {number} walked {number + 3} miles to hear it and sat in row {number}."
        new = article("\n\n".join([own, *lines[1:]]), title="Life term", source=f"paper-{number}", day=1 + number / 50)
        last = add(database, new)
    assert (release, last) in kinds(database)


def test_a_date_that_cannot_be_true_is_none(database: Database) -> None:
    number = add(database, COMING["release"])
    for date in ("1969-12-31T23:59:59Z", "2099-01-01T00:00:00Z"):
        database.execute("update articles set published = ? where id = ?", [date, number])
        copy = add(database, article(RELEASE, source=date[:4], day=1))
        assert original_of(database, copy) == number


def reuse_kept(database: Database) -> set[tuple[int, int]]:
    return {(row.earlier, row.later) for row in database.execute("select earlier, later from reuse").fetchall()}


def test_a_long_text_that_holds_a_sentence_or_two_of_another_draws_on_it(database: Database) -> None:
    told = [f"Mill {100 + one} turns a wheel of {1000 + one} spokes on river {5000 + one}." for one in range(300)]
    told.insert(200, RELEASE.split("\n\n")[3].split(". ")[1])
    for text, source in ((RELEASE, "house"), (" ".join(told), "tribune")):
        add(database, article(text, source=source))
    assert reuse_kept(database) == {(1, 2)}


def test_what_a_copy_adds_to_its_original_is_found_in_later_texts(database: Database) -> None:
    first = RELEASE.split("\n\n")[0]
    added = """Wardens of the reef in Loay are to be paid from a fee that divers pay at the pier, and may fine whoever \
drops anchor between the buoys or sells what was caught there before the counts of the second year are in."""
    for text, source in ((RELEASE, "house"), (RELEASE.replace(first, f"{first}\n\n{added}"), "wire")):
        add(database, article(text, source=source))
    add(database, article(f"{OTHER}\n\n{added}", source="tribune"))
    assert database.execute("select duplicate_of from articles where id = 2").fetchone()[0] == 1
    assert reuse_kept(database) == {(1, 2), (2, 3)}


def test_nothing_is_a_copy_of_a_copy(database: Database) -> None:
    ending = RELEASE.index(", which has cared")
    text = RELEASE[:ending] + ". It takes in girls from three islands and sends them to a school nearby every weekday."
    near = add(database, article(RELEASE, source="wire", day=1))
    first = add(database, article(text, source="house"))
    last = add(database, article(RELEASE, source="relay", day=2))
    assert [original_of(database, number) for number in (near, first, last)] == [first, None, first]


#: two forms that offices fill in for each conviction
FORMS = (
    """{name}, {age}, of {town} was sentenced to {years} years in prison at {town} Regional Court on {day} for {count} \
counts of {crime}.

The investigation was led by the cyber tips unit. Inspector {officer} said: "This sentence shows that we will find \
those who abuse children online, wherever they hide."

The court ordered supervision for life and forbade any contact with children.""",
    """The Regional Trial Court Branch {count} of {town} has convicted {name} of violating Republic Act 11930 and \
sentenced the accused to {years} years and a fine of Php{fine}. The case was docketed as Criminal Case No. {number}.

"The Office of the Prosecutor will not stop until every child is safe," said Prosecutor {officer}.

The conviction is one of many won by the task force together with its partners.""",
)
CONVICTIONS = (
    {"name": "Rolan Tubig", "age": 34, "town": "Lucena", "years": 15, "day": "Monday", "count": 57, "fine": "500,000"}
    | {"crime": "producing forbidden material", "officer": "Marla Quince", "number": "2024-1187"},
    {
        "name": "Edsel Mangubat",
        "age": 51,
        "town": "Iligan",
        "years": 27,
        "day": "Wednesday",
        "count": 12,
        "fine": "90,000",
    }
    | {"crime": "trafficking in persons", "officer": "Orson Pike", "number": "2023-0456"},
    {"name": "Jovita Arcenas", "age": 29, "town": "Daet", "years": 20, "day": "Friday", "count": 38, "fine": "100,000"}
    | {"crime": "selling access", "officer": "Tessa Brandt", "number": "2025-0091"},
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sources", [("agency",) * 3, ("agency", "office", "bureau")])
def test_convictions_in_the_same_words_stay_stories_of_their_own(
    database: Database, form: str, sources: tuple[str, ...]
) -> None:
    for day, (values, source) in enumerate(zip(CONVICTIONS, sources, strict=True)):
        new = article(form.format(**values), title="Conviction secured", source=source, day=2 * day)
        add(database, new, kind="government")
    assert [tuple(row) for row in database.execute("select story, duplicate_of from articles order by id")] == [
        (1, None),
        (2, None),
        (3, None),
    ]


#: with which two outlets begin one text
PLACES = ("MANILA, Philippines", "Cebu City, Visayas")
#: what an office says of every conviction, behind one sentence on the case
RELEASED = """{opening}

The investigation was led by the cyber tips unit of the national police together with the office. "We will find those \
who abuse children online, wherever they hide," the office said. "We thank the partners who stood with the survivors."

The court ordered supervision for life and forbade any contact with children. The survivors are in the care of social \
workers, and the office asks the public not to name them. Whoever knows of a child in danger is asked to call the \
hotline of the council at any hour, or to go to the nearest desk for women and children."""


@pytest.mark.parametrize(
    ("openings", "stories"),
    [
        (["A man in Lucena was jailed for 15 years.", "A woman in Iligan was jailed for 27 years."], 2),
        (["Branch 57 has decided Criminal Case No. 2024-11.", "Branch 12 has decided Criminal Case No. 2023-04."], 2),
        (["Tubig was jailed for 15 years.", "Mangubat was jailed for 15 years."], 2),
        (["A man was jailed for 15 years in Lucena.", "A man was jailed for 15 years in Iligan."], 2),
        (["Nagpasiya ang hukuman kay Tubig noong Lunes.", "Nagpasiya ang hukuman kay Mangubat noong Lunes."], 2),
        (["The court heard Mr. Tubig for two days.", "The court heard Ms. Mangubat for two days."], 2),
        # a slip of the pen, another form of a name, a name in short
        ([f"Judge Orson Pike of Lucena jailed Rolan {name} for 15 years." for name in ("Tubig", "Tubgi")], 1),
        (["The NBI caught a man for selling access.", "The National Bureau of Investigation caught a man for it."], 1),
        (["Officers jailed a man on Monday for 15 years.", "Agents detained a man on Tuesday for 15 years."], 1),
        # a correction, and two outlets that begin one release with their own places
        (["A man in Lucena was jailed for 15 years.", "A man in Lucena was jailed for 16 years."], 1),
        ([f"{place} — Judge Orson Pike of Lucena jailed Rolan Tubig for 15 years." for place in PLACES], 1),
    ],
)
@pytest.mark.parametrize("sources", [("agency", "agency"), ("agency", "office")])
def test_releases_that_differ_in_one_sentence_are_of_one_case_unless_it_says_the_same_of_others(
    database: Database, openings: list[str], stories: int, sources: tuple[str, ...]
) -> None:
    for day, (opening, source) in enumerate(zip(openings, sources, strict=True)):
        new = article(RELEASED.format(opening=opening), title="Conviction secured", source=source, day=2 * day)
        add(database, new, kind="government")
    found = database.execute("select count(distinct story), count(duplicate_of) from articles").fetchone()
    assert tuple(found) == (stories, 2 - stories)
