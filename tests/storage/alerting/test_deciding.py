"""What rules find: each thing once, nothing from before them, and nothing lost."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from storage.alerting.deciding import decide_all, sync_rules
from storage.alerting.rules_file import load_rules
from tests.storage.alerting.conftest import Archive

RULING = '[rulings]\nquery = "sentenced"\nchannels = ["desk"]\n'


def look(archive: Archive, at: datetime) -> int:
    """Do what ``scrapy alert`` does before it sends."""
    file = load_rules(archive.rules)
    sync_rules(archive.database, file, at)
    return decide_all(archive.database, file.rules, at)


def test_a_new_rule_tells_of_what_comes_from_now_on_each_once(archive: Archive, at: datetime) -> None:
    archive.add("A man was sentenced long ago")
    archive.write_rules(RULING)
    assert look(archive, at) == 0
    archive.add("A woman is sentenced")
    archive.add("A man is charged")
    archive.add("Another sentence, of a near miss", on_topic=0)
    assert look(archive, at) == 1
    assert look(archive, at) == 0
    assert archive.titles_told("rulings") == ["A woman is sentenced"]


def test_what_comes_on_topic_later_is_told(archive: Archive, at: datetime) -> None:
    number = archive.add("Sentenced at last", on_topic=0)
    archive.write_rules(RULING)
    look(archive, at)
    with archive.database.atomic():
        archive.database.execute("update articles set on_topic = 1 where id = ?", [number])
    assert look(archive, at) == 1


def test_an_article_that_takes_the_number_of_a_deleted_one_is_told(archive: Archive, at: datetime) -> None:
    archive.write_rules(RULING)
    look(archive, at)
    number = archive.add("Sentenced and taken down")
    look(archive, at)
    with archive.database.atomic():
        archive.database.execute("delete from articles where id = ?", [number])
    assert archive.add("Sentenced, of another case") == number
    assert look(archive, at) == 1


def test_a_story_is_told_once_until_it_passes_a_step(archive: Archive, at: datetime) -> None:
    archive.write_rules(RULING)
    look(archive, at)
    story = archive.add_story()
    messages = []
    for number in range(1, 12):
        archive.add(f"Sentenced, text {number}", story=story)
        messages.append(look(archive, at))
    assert [number for number, message in enumerate(messages, 1) if message] == [1, 5, 10]


def test_a_story_that_gets_another_number_is_still_known(archive: Archive, at: datetime) -> None:
    archive.write_rules(RULING)
    look(archive, at)
    first = archive.add("Sentenced", story=archive.add_story())
    assert look(archive, at) == 1
    other = archive.add_story()
    with archive.database.atomic():
        archive.database.execute("update articles set story = ? where id = ?", [other, first])
    archive.add("Sentenced, again", story=other)
    assert look(archive, at) == 0


@pytest.mark.parametrize(
    ("every", "hours", "messages"), [("run", 0, 2), ("hour", 0.5, 1), ("hour", 1, 2), ("day", 23, 1), ("week", -48, 2)]
)
def test_what_comes_between_is_told_together(
    archive: Archive, at: datetime, every: str, hours: float, messages: int
) -> None:
    # in the last case the clock was two days ahead, and nobody waits for it
    archive.write_rules(f'{RULING}every = "{every}"\n')
    look(archive, at)
    archive.add("One is sentenced")
    first = look(archive, at)
    archive.add("Two are sentenced")
    assert first + look(archive, at + timedelta(hours=hours)) == messages
    look(archive, at + timedelta(days=30))
    assert "; ".join(archive.titles_told("rulings")) == "One is sentenced; Two are sentenced"


def test_a_rule_that_is_wrong_keeps_its_place_until_it_is_mended(archive: Archive, at: datetime) -> None:
    archive.write_rules(RULING)
    look(archive, at)
    archive.write_rules(RULING.replace("sentenced", "-sentenced") + '[other]\nchannels = "desk"\n')
    archive.add("One is sentenced")
    assert look(archive, at) == 0
    archive.write_rules("[rulings")
    assert look(archive, at) == 0
    archive.write_rules(RULING)
    assert look(archive, at) == 1


def test_a_rule_that_was_taken_out_begins_anew(archive: Archive, at: datetime) -> None:
    archive.write_rules(RULING)
    look(archive, at)
    archive.write_rules("")
    archive.add("One is sentenced")
    look(archive, at)
    archive.write_rules(RULING)
    assert look(archive, at) == 0


def test_releases_that_are_picked_up(archive: Archive, at: datetime) -> None:
    archive.write_rules('[ours]\non = "pickups"\nsource = "ijm"\nchannels = "desk"\n')
    look(archive, at)
    release = archive.add("Our release", source="ijm")
    story = archive.add_story(release)
    with archive.database.atomic():
        archive.database.execute("update articles set story = ? where id = ?", [story, release])
    assert look(archive, at) == 0
    archive.add("The Herald on the release", story=story)
    assert look(archive, at) == 1
    assert archive.titles_told("ours") == ["The Herald on the release"]


def test_changes_of_the_kinds_asked_for(archive: Archive, at: datetime) -> None:
    number = archive.add("A report")
    archive.write_rules('[c]\non = "changes"\nchanges = "corrected"\nquery = "report"\nchannels = "desk"\n')
    look(archive, at)
    with archive.database.atomic():
        for kind in ("corrected", "edited"):
            archive.database.execute("insert into events (at, article, kind) values ('', ?, ?)", [number, kind])
    assert look(archive, at) == 1
    assert archive.titles_told("c") == ["A report"]


def test_a_figure_that_differs_from_the_release(archive: Archive, at: datetime) -> None:
    archive.write_rules('[f]\non = "figures"\nchannels = "desk"\n')
    look(archive, at)
    story = archive.add_story()
    for title, value in (("Police rescue 12 children", "12"), ("Police rescue 21 children", "21")):
        number = archive.add(title, story=story)
        with archive.database.atomic():
            archive.database.execute(
                'insert into figures (article, value, unit, currency, kind, status, text, start, "end", confidence) '
                "values (?, ?, 'children', '', 'rescued', 'stated', ?, 14, 16, 1)",
                [number, int(value), value],
            )
    assert look(archive, at) == 1
    assert archive.titles_told("f") == ["Police rescue 21 children"]


def test_a_source_that_needs_a_hand_is_told_once_a_trouble(archive: Archive, at: datetime) -> None:
    archive.write_rules('[s]\non = "sources"\nchannels = "desk"\n')
    told = []
    for access in ("needs a hand", "needs a hand", "confirmed", "needs a hand"):
        with archive.database.atomic():
            archive.database.execute("update sources set access = ? where slug = 'herald'", [access])
        told.append(look(archive, at))
        at += timedelta(hours=1)
    assert told == [1, 0, 0, 1]


def test_the_silence_of_the_watch_is_told_once(archive: Archive, at: datetime) -> None:
    archive.write_rules('[s]\non = "silence"\nchannels = "desk"\n')
    with archive.database.atomic():
        archive.database.execute(
            "insert into runs (started, finished, outcome) values (?, ?, 'finished')", ["2026-03-02T08:00:00Z"] * 2
        )
    assert [look(archive, at + timedelta(hours=hours)) for hours in (0, 3, 4, 30)] == [0, 1, 0, 0]
