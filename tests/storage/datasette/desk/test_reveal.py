"""The step by which a held text is read whole: who may, what is noted, and that it stays masked everywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from scrapy.settings import Settings
from sqlite_utils import Database

from pipelines.instructions.queue import empty_queue
from storage.schema.database import open_database
from tests.storage.datasette.planted import COPY, HELD, NAME, URL, plant
from tests.storage.datasette.reading import tree
from tests.storage.datasette.room import EDITOR, READER, STRANGER, Room, open_room

PAGE = f"/reveal/{HELD}"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plant(tmp_path_factory.mktemp("reveal") / "planted.db")


@pytest.fixture(scope="module", params=[True, False], ids=["public", "local"])
def room(request: pytest.FixtureRequest, planted: Path) -> Iterator[Room]:
    with open_room(planted, public=request.param, folder=planted.parent) as opened:
        yield opened


@pytest.fixture
def database(planted: Path) -> Iterator[Database]:
    with closing(open_database(planted)) as opened:
        opened.execute("delete from care_reveals")
        opened.conn.commit()
        yield opened


def noted(database: Database) -> list[tuple[object, ...]]:
    return [tuple(row) for row in database.execute("select article, account, reason from care_reveals")]


def test_who_may_reads_a_held_text_after_saying_why(room: Room, database: Database) -> None:
    who = room.readers[1] if room.is_public else STRANGER
    account = who or "operator"
    form = room.get(PAGE, who)
    assert form.status_code == 200
    assert NAME not in form.text
    assert tree(form.text).xpath("//form[contains(@action, 'reveal')]//input[@name='reason']")
    assert room.get(f"/article/{HELD}", who).text.count(PAGE) == 1
    shown = room.post_form(PAGE, {"reason": f"to check with the ministry about {NAME}"}, who)
    assert shown.status_code == 200
    assert NAME in shown.text
    assert URL in shown.text
    assert "no-store" in shown.headers["cache-control"]
    assert noted(database) == [(HELD, account, "to check with the ministry about █████████ █████████")]
    for path in (f"/article/{HELD}", PAGE, "/search?q=rescued", "/"):
        assert NAME not in room.get(path, who).text


def test_without_a_reason_or_a_form_of_ours_nothing_is_shown(room: Room, database: Database) -> None:
    who = room.readers[-1]
    asked = room.post_form(PAGE, {"reason": "  "}, who)
    assert "Say why" in asked.text
    assert NAME not in asked.text
    foreign = room.post(PAGE, {"reason": "because", "csrftoken": "guessed"}, who)
    assert foreign.status_code == 403
    assert NAME not in foreign.text
    assert not noted(database)


def test_strangers_and_what_is_not_held_get_nothing(room: Room, database: Database) -> None:
    for path in ("/reveal/1", "/reveal/999", *([PAGE] if room.is_public else [])):
        assert room.get(path).status_code == 404
        answer = room.post_form(path, {"reason": "because"}, "")
        assert answer.status_code in {403, 404}
        assert NAME not in answer.text
    assert not noted(database)


def test_the_desk_has_held_texts_first_and_what_is_decided_can_be_undone(room: Room, database: Database) -> None:
    who = EDITOR if room.is_public else STRANGER
    if room.is_public:
        assert room.get("/desk", READER).status_code == 403
    lists = tree(room.get("/desk", who).text).xpath("//section/h2/@id")
    assert lists[0] == "care"
    held = room.get("/desk?list=care", who).text
    assert held.index(f"/article/{HELD}") < held.index(f"/article/{COPY}")
    assert f"/desk/redact/{HELD}" in held
    for action, shown in (("care-release", True), ("care-keep", False)):
        decide(room, database, {"action": action, "article": str(HELD)}, who)
        assert (NAME in room.get(f"/article/{HELD}", who).text) is shown
        assert f'/article/{HELD}"' not in room.get("/desk?list=care", who).text
        ((number,),) = database.execute("select max(id) from instructions")
        decide(room, database, {"action": "undo", "number": str(number)}, who)
        assert NAME not in room.get(f"/article/{HELD}", who).text
        assert f'/article/{HELD}"' in room.get("/desk?list=care", who).text


def decide(room: Room, database: Database, fields: dict[str, str], who: str) -> None:
    """Sends a form of the desk, and carries out what it asks for as a run would."""
    assert room.post_form("/desk/decide", fields | {"back": "/desk"}, who).status_code == 303
    empty_queue(database, Settings({"STORY_WINDOW_DAYS": 14, "RAW_PAGES": "", "DATABASE": ":memory:"}))
    ((succeeded, answer),) = database.execute("select succeeded, answer from instructions order by id desc limit 1")
    assert succeeded, answer
