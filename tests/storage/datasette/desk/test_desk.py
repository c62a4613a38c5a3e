"""What a person decides in the reading room: who may, what a form sends, what comes of it, what nobody can send."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from storage.datasette.desk.forms import Decision, FormError, Mark, read_decision, read_mark, way_home
from storage.datasette.security.accounts import Account, Role, hash_password, write_accounts
from storage.schema.database import open_database, open_database_to_read
from tests.storage.datasette.archive import Server
from tests.storage.datasette.reading import tree, words
from tests.storage.datasette.security.test_access import PASSWORD, PUBLIC, log_in
from tests.storysamples import EDITED, LOOK_ALIKE, OTHER, RELEASE, add, article

#: every address that decides, marks or tells what there is to decide
ADDRESSES = ["/desk", "/desk?list=near", "/desk/takedown/1", "/desk/candidate/1", "/alerts", "/alerts?q=raid"]
FORMS: list[dict[str, str]] = [
    *({"action": action, "article": "1", "story": "1", "target": "2"} for action in ("on", "off", "split", "move")),
    *({"action": action, "story": "1", "target": "2"} for action in ("story-merge", "case-merge", "case-refuse")),
    {"action": "case-split", "story": "1"},
    *(
        {"action": f"care-{action}", "article": "1", "reason": "why", "sure": "yes"}
        for action in ("keep", "release", "redact")
    ),
    {"action": "takedown", "article": "1", "reason": "why", "sure": "yes"},
    {"action": "confirm", "candidate": "1", "sure": "yes"},
    {"action": "release", "candidate": "1"},
    {"action": "undo", "number": "1"},
]
MARKS = [{"article": "1", "kind": kind, "text": "a", "set": "1"} for kind in ("star", "read", "tag", "note")]
ALERTS = [{"action": "ask", "q": "raid", "channel": "desk", "every": "day"}, {"action": "end", "name": "raid-1"}]
ALERTS.append({"action": "renew", "name": "raid-1"})
COLLECT: list[dict[str, str]] = [{"action": "make", "name": "Quarter 3"}]
COLLECT += [
    {"action": action, "collection": "1", "article": "1", "name": "a"} for action in ("put", "take", "describe")
]
COLLECT += [{"action": action, "collection": "1"} for action in ("remove", "restore")]
#: every address that forms are sent to
SENT = (("/desk/decide", FORMS), ("/desk/mark", MARKS), ("/desk/alert", ALERTS), ("/desk/collect", COLLECT))


def make_archive(path: Path) -> Path:
    channels = path.with_name("channels.toml")
    channels.touch(mode=0o600)
    channels.write_text('desk = "json://127.0.0.1:1/secret"\n', "utf-8")
    database = open_database(path)
    for number, text in enumerate((RELEASE, EDITED, OTHER, LOOK_ALIKE), 1):
        add(database, article(text, title=f"Title {number}"))
    database.execute("update articles set relevance = 6 where id = 1")
    database.execute("update articles set relevance = 6.2 where id = 3")
    database.conn.commit()
    database.close()
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("desk") / "sample.db")


@pytest.fixture(scope="module")
def local(start_server: Callable[..., Server], path: Path) -> Iterator[httpx.Client]:
    """A browser in a room for this machine only."""
    with httpx.Client(trust_env=False, timeout=30, base_url=start_server(path).address) as client:
        client.get("/desk")
        yield client


@pytest.fixture(scope="module")
def public(start_server: Callable[..., Server], path: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    accounts = tmp_path_factory.mktemp("accounts") / "accounts.json"
    digest = hash_password(PASSWORD)
    write_accounts(accounts, {role.value: Account(role.value, role, digest) for role in Role})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OSECWATCH_ACCOUNTS", str(accounts))
        return start_server(path, *PUBLIC)


def send(client: httpx.Client, address: str, fields: dict[str, str]) -> httpx.Response:
    token = client.cookies.get("ds_csrftoken") or ""
    return client.post(address, data=fields | {"csrftoken": token})


def answers(path: Path) -> list[tuple[object, ...]]:
    """Wait until everything is carried out; return who asked what, and whether it could be done."""
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        database = open_database_to_read(path)
        rows = database.execute("select given_by, command, words, succeeded, about from instructions order by id")
        found = [tuple(row) for row in rows]
        database.close()
        if found and all(row[3] is not None for row in found):
            return found
        time.sleep(0.2)
    pytest.fail(f"not carried out: {found}")


def test_a_decision_is_carried_out_without_a_run_and_undone_with_one_click(local: httpx.Client, path: Path) -> None:
    page = local.get("/article/3").text
    assert "Off topic" in words(tree(page))
    answer = send(local, "/desk/decide", {"action": "off", "article": "3", "note": "a reef", "back": "/article/3"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/article/3")
    assert answers(path)[-1] == ("operator", "label", '["3", "off", "a reef"]', 1, "/article/3")
    shown = tree(local.get("/article/3").text)
    assert "operator" in words(shown.get_element_by_id("desk"))
    assert "off topic: a reef" in words(shown.get_element_by_id("desk"))
    assert "A person judged it off topic" in words(shown)
    (number,) = shown.xpath("//form[contains(., 'Undo')]/input[@name='number']/@value")
    send(local, "/desk/decide", {"action": "undo", "number": number})
    assert answers(path)[-1][1:4] == ("undo", f'["{number}"]', 1)
    shown = tree(local.get("/article/3").text)
    assert "(undone)" in words(shown.get_element_by_id("desk"))
    assert "A person judged it" not in words(shown)


def test_an_article_is_moved_by_the_address_of_a_story(local: httpx.Client, path: Path) -> None:
    send(local, "/desk/decide", {"action": "move", "article": "2", "target": "https://any.example/story/2"})
    assert answers(path)[-1][1:4] == ("story", '["move", "2", "3"]', 1)
    assert "Title 2" in local.get("/story/2", follow_redirects=True).text
    assert send(local, "/desk/decide", {"action": "move", "article": "2", "target": "/story/99"}).status_code == 400


def test_marks_are_shown_found_and_taken_back(local: httpx.Client) -> None:
    for kind in ("star", "tag", "note"):
        send(local, "/desk/mark", {"article": "4", "kind": kind, "text": "quarter 3", "set": "1"})
    desk = words(tree(local.get("/article/4").text).get_element_by_id("desk"))
    assert "Take the star off" in desk
    assert "Remove the tag quarter 3" in desk
    for asked in ("star", "note", "unread", "tag:quarter 3"):
        assert "Title 4" in local.get("/search", params={"marked": asked}).text, asked
        assert local.get("/sample/search.json", params={"marked": asked, "_shape": "array"}).json(), asked
    for asked in ("read", "tag:other"):
        assert "Title 4" not in local.get("/search", params={"marked": asked}).text
    for kind in ("star", "tag", "note"):
        send(local, "/desk/mark", {"article": "4", "kind": kind, "text": "quarter 3", "set": ""})
    assert "Title 4" not in local.get("/search?marked=star").text


def test_a_search_tells_when_there_is_more_until_it_is_ended(local: httpx.Client, path: Path) -> None:
    (way,) = tree(local.get("/search?q=title").text).xpath("//a[contains(., 'Tell me when')]/@href")
    page = local.get(way).text
    assert "Of the last 7 days it finds" in words(tree(page))
    assert "secret" not in page
    (form,) = [form for form in tree(page).forms if form.action.endswith("/desk/alert")]
    asked = dict(form.form_values()) | {"every": "day", "size": "2"}
    del asked["csrftoken"]
    assert send(local, "/desk/alert", asked).headers["location"] == "/alerts"
    assert marks_of_alerts(path) == ["title-1"]
    assert "articles: title, stories of 2 articles or more; to desk, once a day at most" in local.get("/alerts").text
    for action, left in (("end", []), ("end", []), ("renew", ["title-1"]), ("renew", ["title-1"]), ("end", [])):
        send(local, "/desk/alert", {"action": action, "name": "title-1"})
        assert marks_of_alerts(path) == left
    assert "ended by operator" in words(tree(local.get("/alerts").text))


def marks_of_alerts(path: Path) -> list[str]:
    with closing(open_database_to_read(path)) as database:
        return [row.name for row in database.execute("select name from alert_rules order by name").fetchall()]


def test_a_collection_is_shared_taken_away_and_each_step_undone(local: httpx.Client, public: Server) -> None:
    def collect(**fields: str) -> httpx.Response:
        return send(local, "/desk/collect", fields)

    def held() -> list[tuple[str, str]]:
        rows = local.get("/sample/collection.json?collection=1&_shape=array").json()
        return [(row["title"], row["note"]) for row in rows]

    assert collect(action="make", name=" Quarter  3 ", note="the report", article="1").status_code == 303
    assert "Quarter 3" in words(tree(local.get("/article/1").text).get_element_by_id("desk"))
    collect(action="put", collection="1", article="2", note="cited on page 4")
    collect(action="put", collection="1", article="2")
    assert held() == [("Title 1", ""), ("Title 2", "cited on page 4")]
    for kind in ("csv", "xlsx", "md", "ris", "bib"):
        assert b"PK" in (body := local.get(f"/sample/collection.{kind}?collection=1").content) or b"page 4" in body, (
            kind
        )
    collect(action="take", collection="1", article="2")
    assert held() == [("Title 1", "")]
    assert "1 article taken out" in words(tree(local.get("/collection/1").text))
    collect(action="put", collection="1", article="2")
    assert held()[1] == ("Title 2", "cited on page 4")
    collect(action="describe", collection="1", name="Quarter 4", note="")
    collect(action="remove", collection="1")
    assert collect(action="put", collection="1", article="3").status_code == 400
    assert "removed by operator" in words(tree(local.get("/collections").text))
    collect(action="restore", collection="1")
    with httpx.Client(trust_env=False, timeout=30, base_url=public.address) as client:
        assert [client.get(path).status_code for path in ("/collections", "/collection/1")] == [403, 403]
        assert client.get("/sample/collection.json?collection=1").status_code in {302, 403}
        log_in(client, PASSWORD, "reader")
        page = client.get("/collection/1").text
        assert "cited on page 4" in page
        assert "/desk" not in page
    assert local.get("/collection/99").status_code == 404


def test_a_whole_story_is_collected_and_what_is_wrong_is_said(local: httpx.Client) -> None:
    assert send(local, "/desk/collect", {"action": "make", "name": "case", "story": "1"}).status_code == 303
    number = local.get("/collections").text.partition('"/collection/')[2].partition('"')[0]
    assert local.get(f"/sample/collection.json?collection={number}&_shape=array").json()
    wrong = ({"name": " "}, {"action": "burn"}, {"article": "x"}, {"action": "put", "collection": "77", "article": "1"})
    for fields in wrong:
        assert send(local, "/desk/collect", {"action": "make", "name": "a"} | fields).status_code == 400, fields


def test_what_no_alert_can_look_for_is_said(local: httpx.Client, path: Path) -> None:
    for asked, why in (
        ("year=2026", "by year"),
        ("place=1003500000", "by place"),
        ('q="a b', "not closed"),
        ("q=-x", "no word"),
    ):
        assert why in words(tree(local.get(f"/alerts?{asked}").text)), asked
    wrong = [{"q": '"a'}, {"channel": "Desk!"}, {"every": "year"}, {"size": "-1"}, {"size": "9" * 9}, {"year": "2026"}]
    for fields in (*wrong, {"action": "drop"}):
        assert send(local, "/desk/alert", ALERTS[0] | fields).status_code == 400, fields
    assert marks_of_alerts(path) == []


def test_the_lists_of_the_desk_hold_what_is_undecided(local: httpx.Client, path: Path) -> None:
    page = tree(local.get("/desk?list=near").text)
    assert page.xpath("//li[@class='item']//h3//text()[contains(., 'Title')]") == ["Title 3", "Title 1"]
    assert not tree(local.get("/article/1").text).findall(".//script")
    assert local.get("/desk").headers["content-security-policy"].endswith("script-src 'self'")
    assert "script-src" not in local.get("/article/1").headers["content-security-policy"]
    send(local, "/desk/decide", {"action": "on", "article": "1", "back": "/desk?list=near#next"})
    page = tree(local.get("/desk?list=near").text)
    assert page.xpath("//li[@class='item']//h3//text()[contains(., 'Title')]") == ["Title 3"]
    answers(path)


def test_the_second_step_comes_before_taking_down(local: httpx.Client) -> None:
    for lacking in ({"reason": "why"}, {"sure": "yes"}, {"reason": " ", "sure": "yes"}):
        assert send(local, "/desk/decide", {"action": "takedown", "article": "1"} | lacking).status_code == 400
    assert "cannot be undone" in words(tree(local.get("/desk/takedown/1").text))


@pytest.mark.parametrize("forged", ["no cookie", "no token", "another token", "get"])
def test_a_form_that_is_none_of_ours_is_refused(local: httpx.Client, path: Path, forged: str) -> None:
    before = answers(path)
    with httpx.Client(trust_env=False, base_url=local.base_url) as other:
        if forged == "get":
            assert other.get("/desk/decide", params=FORMS[0]).headers["location"] == "/desk"
            assert answers(path) == before
            return
        token = "" if forged == "no token" else "abc"
        if forged != "no cookie":
            other.cookies.set("ds_csrftoken", local.cookies["ds_csrftoken"])
        for address, forms in SENT:
            for fields in forms:
                assert other.post(address, data=fields | {"csrftoken": token}).status_code == 403
    assert answers(path) == before


@pytest.mark.parametrize("name", ["", "reader"])
def test_visitors_and_readers_get_403_on_each(public: Server, path: Path, name: str) -> None:
    before = answers(path)
    with httpx.Client(trust_env=False, timeout=30, base_url=public.address) as client:
        client.get("/-/login")
        if name:
            log_in(client, PASSWORD, name)
        assert [client.get(address).status_code for address in ADDRESSES] == [403] * len(ADDRESSES)
        for address, forms in SENT:
            assert [send(client, address, fields).status_code for fields in forms] == [403] * len(forms)
        page = client.get("/article/1").text
        assert "/desk" not in page
    assert answers(path) == before


def test_an_editor_decides_under_their_own_name(public: Server, path: Path) -> None:
    with httpx.Client(trust_env=False, timeout=30, base_url=public.address) as client:
        log_in(client, PASSWORD, "editor")
        assert "/desk" in client.get("/").text
        client.get("/desk")
        assert send(client, "/desk/decide", {"action": "on", "article": "4", "note": ""}).status_code == 303
    assert answers(path)[-1][:2] == ("editor", "label")


@pytest.mark.parametrize(
    ("fields", "decision"),
    [
        ({"action": "on", "article": "7", "note": " a\n b "}, Decision("label", ("7", "on", "a b"), "/article/7")),
        (
            {"action": "split", "article": "7", "story": "/story/3"},
            Decision("story", ("split", "3", "7"), "/article/7"),
        ),
        ({"action": "case-refuse", "story": "3", "target": "4"}, Decision("case", ("refuse", "3", "4"), "/story/3")),
        ({"action": "undo", "number": "9"}, Decision("undo", ("9",), "")),
    ],
)
def test_a_form_is_read_as_the_words_of_a_command(fields: dict[str, str], decision: Decision) -> None:
    assert read_decision(fields) == decision


@pytest.mark.parametrize(
    "fields",
    [
        *({"action": action} for action in ("", "on", "move", "drop", "undo")),
        *({"action": "on", "article": number} for number in ("", "-1", "1 2", "x", "9" * 30, "1;2")),
        {"action": "takedown", "article": "1", "reason": "why"},
        {"action": "confirm", "candidate": "1"},
    ],
)
def test_a_form_that_lacks_something_is_said_to(fields: dict[str, str]) -> None:
    with pytest.raises(FormError):
        read_decision(fields)


def test_marks_are_read_within_bounds() -> None:
    assert read_mark({"article": "1", "kind": "tag", "text": " a  b ", "set": "1"}) == Mark(1, "tag", "a b", True)
    assert read_mark({"article": "1", "kind": "note", "text": " ", "set": "1"}) == Mark(1, "note", "", False)
    assert read_mark({"article": "1", "kind": "star", "text": "x", "set": ""}) == Mark(1, "star", "", False)
    with pytest.raises(FormError):
        read_mark({"article": "1", "kind": "seen", "set": "1"})


@pytest.mark.parametrize(
    ("back", "path"),
    [
        ("/article/7", "/article/7"),
        ("/desk?list=near&place=-5&last=7#next", "/desk?list=near&place=-5&last=7#next"),
        *(
            (foreign, "/desk")
            for foreign in ("https://a.example/", "//a.example", "/\\a.example", "/-/logout", "", "x")
        ),
    ],
)
def test_a_form_leads_back_to_pages_of_ours_only(back: str, path: str) -> None:
    assert way_home({"back": back}) == path
