"""What a digest tells of a day and of a week, and how it is written."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from storage.alerting.digest.composing import MOST_ENTRIES, compose_digest
from storage.alerting.digest.periods import Period, last_period, named_period
from storage.alerting.rules import Pace
from tests.storage.alerting.conftest import Archive

DAY = Period(Pace.DAY, date(2026, 3, 2))


def test_the_sections_of_a_day(archive: Archive) -> None:
    release = archive.add("Our release", source="ijm")
    story = archive.add_story(release)
    with archive.database.atomic():
        archive.database.execute("update articles set story = ? where id = ?", [story, release])
        archive.database.execute("update sources set health = 'failing', health_reason = 'no answer'")
    archive.add("A <b>brief</b> on the release", story=story)
    corrected = archive.add("A report that was wrong")
    with archive.database.atomic():
        archive.database.execute(
            "insert into events (at, article, kind) values ('2026-03-02T09:00:00Z', ?, 'corrected')", [corrected]
        )
    words = compose_digest(archive.database, DAY, "https://news.example/")
    plain = words.body
    assert plain.index("New stories") < plain.index("Our release") < plain.index("A report that was wrong")
    assert f"https://news.example/story/{story}" in plain
    assert "Releases, and who wrote on them\n" in plain
    assert "\n\nCorrected, withdrawn, no longer on topic\n" in plain
    assert "no answer" in plain.partition("What could not be looked at")[2]
    assert "<b>brief" not in words.html
    assert "<img" not in words.html


def test_a_story_that_goes_on_is_growing(archive: Archive) -> None:
    story = archive.add_story()
    first = archive.add("The first text", story=story)
    with archive.database.atomic():
        archive.database.execute("update articles set first_seen = '2026-02-27T08:00:00Z' where id = ?", [first])
    archive.add("A later text", story=story)
    words = compose_digest(archive.database, DAY, "")
    assert "New stories" not in words.body
    assert "1 new of 2 articles" in words.body.partition("Growing stories")[2]


def test_nothing_new_is_said_and_many_are_counted(archive: Archive) -> None:
    assert "Nothing new on topic" in compose_digest(archive.database, DAY, "").body
    archive.add_many("Sentenced", MOST_ENTRIES + 7)
    assert "and 7 more" in compose_digest(archive.database, DAY, "").body


@pytest.mark.parametrize(("every", "name"), [(Pace.DAY, "day 2026-03-02"), (Pace.WEEK, "week 2026-02-23")])
def test_the_last_period_that_is_over_has_a_name(every: Pace, name: str) -> None:
    period = last_period(every, datetime(2026, 3, 3, 0, 0, tzinfo=UTC))
    assert period.name == name
    assert named_period(name) == period
