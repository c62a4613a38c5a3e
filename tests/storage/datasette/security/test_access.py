"""A reading room that is open to the world, over HTTP: what anonymous visitors get, and what whoever logs in gets."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import feedparser
import httpx
import pytest

from storage.datasette.access import allowed, hidden, lacking
from storage.datasette.security.accounts import Account, Role, hash_password, write_accounts
from tests.storage.datasette.archive import OPTIONS, ROOT, Server
from tests.storage.datasette.reading import DB, PATHS, tree, words

PASSWORD = "a long word for testing"  # noqa: S105 - of this test only
PUBLIC = ("--metadata", "storage/datasette/public.yaml")
#: words of the sample's texts beyond their first sentences
INNER = ("The trial opens in Iligan", "social workers stay", "A new law asks platforms")

OPEN = ["/", "/article/1", "/article/4", "/article/5", "/story/1", "/search", "/search?q=iligan", "/sources", "/runs"]
OPEN += ["/charts", "/help", "/-/login", "/{db}/search.json?q=iligan", "/{db}/search.xlsx", "/{db}/new_articles.atom"]
OPEN += ["/{db}/new_articles.jsonfeed", "/stories.atom", "/stories.json", "/changes.json", "/health.atom"]
CLOSED = [
    "/alerts.atom",
    "/alerts.json?rule=rulings",
    "/{db}",
    "/{db}.json",
    "/{db}.db",
    "/{db}?sql=select+text+from+texts",
    "/{db}.json?sql=select+text+from+texts",
]
CLOSED += ["/{db}/texts", "/{db}/texts.json", "/{db}/texts.csv?_stream=on", "/{db}/texts/1", "/{db}/TEXTS.json"]
CLOSED += ["/{db}/articles", "/{db}/articles.xlsx", "/{db}/articles/1.json", "/{db}/versions.json", "/{db}/pages"]
CLOSED += ["/{db}/articles_text.json", "/{db}/articles_fts?_search=iligan", "/{db}/near_misses", "/{db}/failed_pages"]
CLOSED += ["/{db}/lease.json", "/_internal", "/_memory?sql=select+1", "/data", "/compare/1/2", "/-/metadata.json"]
CLOSED += ["/-/plugins", "/-/databases.json", "/-/settings", "/-/versions", "/-/threads", "/-/permissions", "/-/actor"]
CLOSED += ["/-/password-tool", "/-/allow-debug", "/-/patterns", "/-/messages", "/-/auth-token?token=x", "/nothing"]


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("accounts") / "accounts.json"
    roles = {"reader": Role.READER, "editor": Role.EDITOR, "another": Role.READER}
    write_accounts(path, {name: Account(name, role, hash_password(PASSWORD)) for name, role in roles.items()})
    return path


@pytest.fixture(scope="module")
def square(start_server: Callable[..., Server], sample: Path, accounts: Path) -> Iterator[Server]:
    """The sample archive, open to the world."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OSECWATCH_ACCOUNTS", str(accounts))
        yield start_server(sample, *PUBLIC)


@pytest.fixture(scope="module")
def reader(square: Server) -> Iterator[httpx.Client]:
    """Somebody who has logged in."""
    with httpx.Client(trust_env=False, timeout=30, base_url=square.address) as client:
        log_in(client)
        yield client


def log_in(client: httpx.Client, password: str = PASSWORD, name: str = "reader") -> httpx.Response:
    """What the form is answered with; the cookie is for https only, and is kept here all the same."""
    token = tree(client.get("/-/login").text).xpath("//input[@name='csrftoken']/@value")[0]
    answer = client.post("/-/login", data={"username": name, "password": password, "csrftoken": token})
    if found := re.search(r"osecwatch_session=([^;]+)", answer.headers.get("set-cookie", "")):
        client.cookies.set("osecwatch_session", found[1])
    return answer


def opening(sample: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "datasette", "serve", str(sample), *OPTIONS, *PUBLIC, *options, "-p", "0"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_it_does_not_open_without_an_account(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OSECWATCH_ACCOUNTS", str(tmp_path / "none.json"))
    ended = opening(sample)
    assert ended.returncode == 1
    assert "not opened to the world: there is no accounts file" in ended.stderr
    assert "scrapy account NAME" in ended.stderr


def test_what_a_public_room_needs(accounts: Path, tmp_path: Path) -> None:
    assert not lacking(accounts, None)
    assert not lacking(accounts, "x" * 32)
    assert "could be guessed" in lacking(accounts, "x" * 31)
    empty = tmp_path / "accounts.json"
    write_accounts(empty, {})
    assert "names nobody" in lacking(empty, None)


@pytest.mark.parametrize("path", OPEN)
def test_anonymous_visitors_read_the_news_but_no_texts(square: Server, path: str) -> None:
    answer = square.get(path.format(db=DB))
    assert answer.status_code == 200
    assert not [part for part in INNER if part in answer.text]
    assert "noindex" in answer.headers["x-robots-tag"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", CLOSED)
def test_anonymous_visitors_get_nothing_else(square: Server, path: str) -> None:
    answer = square.get(path.format(db=DB))
    assert answer.status_code in {302, 403, 404}
    assert not [part for part in INNER if part in answer.text]
    assert "noindex" in answer.headers["x-robots-tag"]


@pytest.mark.parametrize("path", [path for path in OPEN if "." not in path])
def test_anonymous_visitors_are_led_nowhere_that_is_closed(square: Server, path: str) -> None:
    links = {link for link in tree(square.page(path)).xpath("//@href") if link.startswith("/") and "/-/" not in link}
    closed = [link for link in links if square.get(link).status_code not in {200, 301, 302}]
    assert not closed


def test_anonymous_visitors_cannot_ask_for_more_columns(square: Server) -> None:
    rows = square.get(f"/{DB}/search.json?q=children&_shape=array&sql=select+text+from+texts").json()
    assert rows
    assert "text" not in rows[0]
    assert square.get(f"/{DB}/search.json?_shape=array&_facet=text").status_code in {200, 400, 403}


def test_whoever_logs_in_reads_everything(square: Server, reader: httpx.Client) -> None:
    for path in PATHS:
        assert reader.get(path.format(db=DB)).status_code == 200, path
    assert "The trial opens in Iligan" in reader.get("/article/1").text
    assert reader.get("/-/plugins").status_code == 404


def test_everyone_gets_the_front_page_of_their_own_role_however_many_ask(square: Server) -> None:
    links = {"": {"/-/login"}, "reader": {"/-/logout", "/data"}, "editor": {"/-/logout", "/data", "/desk"}}
    links["another"] = links["reader"]
    with ExitStack() as stack:
        clients = {
            name: stack.enter_context(httpx.Client(trust_env=False, timeout=30, base_url=square.address))
            for name in links
        }
        for name in ("reader", "editor", "another"):
            log_in(clients[name], name=name)
        for name in [*links, *reversed(links)]:
            shown = set(tree(clients[name].get("/").text).xpath("//header//@href"))
            assert shown & {"/-/login", "/-/logout", "/data", "/desk"} == links[name], name
            may_decide = clients[name].get("/desk").status_code == 200
            may_read = clients[name].get(f"/{DB}/texts.json").status_code == 200
            assert (may_decide, may_read) == (name == "editor", name != ""), name
        token = tree(clients["another"].get("/-/logout").text).xpath("//input[@name='csrftoken']/@value")[0]
        clients["another"].post("/-/logout", data={"csrftoken": token})
        assert [clients[name].get(f"/{DB}/texts.json").status_code for name in ("another", "reader")] == [403, 200]


def test_a_wrong_password_opens_nothing(square: Server) -> None:
    with httpx.Client(trust_env=False, base_url=square.address) as client:
        answer = log_in(client, "another long word")
        assert answer.status_code == 403
        assert "wrong" in words(tree(answer.text))
        assert "osecwatch_session" not in answer.headers.get("set-cookie", "")
        assert client.get(f"/{DB}/texts.json").status_code == 403


def test_exports_of_anonymous_visitors_are_harmless(square: Server) -> None:
    rows = square.rows(f"/{DB}/search.csv?q=figures&kind=government")
    assert any(row["title"].startswith("'=") for row in rows)
    assert feedparser.parse(square.page(f"/{DB}/new_articles.atom")).entries


@pytest.mark.parametrize(
    ("action", "resource", "may"),
    [
        ("view-instance", None, None),
        ("view-query", ("a", "search"), True),
        ("view-query", ("a", "near_misses"), False),
        *((action, "a", False) for action in ("view-database", "view-database-download", "execute-sql", "anything")),
        ("view-table", ("a", "articles"), False),
    ],
)
def test_what_anonymous_visitors_may(action: str, resource: object, may: bool | None) -> None:
    assert allowed(action, resource) is may


def test_what_tells_of_the_machine_is_hidden() -> None:
    assert hidden("/-/plugins")
    assert hidden("/-/login/x")
    assert not hidden("/-/login")
    assert not hidden("/search")
