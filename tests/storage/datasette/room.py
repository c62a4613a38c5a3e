"""A reading room within this process, asked without a network: cheap enough to be crawled whole."""

from __future__ import annotations

import asyncio
import inspect
import re
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import datasette.database  # type: ignore[import-untyped]
import httpx
import pytest
import yaml  # type: ignore[import-untyped]
from datasette import utils
from datasette.app import Datasette  # type: ignore[import-untyped]
from datasette.plugins import pm  # type: ignore[import-untyped]
from datasette.views.table import TableView  # type: ignore[import-untyped]

from storage.datasette.desk.worker import InstructionWorker
from storage.datasette.security.accounts import Account, Role, write_accounts
from tests.storage.datasette.archive import OPTIONS, ROOT

PLUGINS = ROOT / "storage/datasette/plugins"
#: who reads: nobody in particular, or a role of an account of the same name
STRANGER, READER, EDITOR = "", "reader", "editor"
ACCOUNTS = {name: Account(name, Role(name), "not used") for name in (READER, EDITOR)}
COOKIE = "osecwatch_session"


@dataclass
class Room:
    """A reading room, its own event loop, and the sessions of those who have logged in."""

    is_public: bool
    client: httpx.AsyncClient
    runner: asyncio.Runner
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def readers(self) -> tuple[str, ...]:
        """Who may come: in a room for this machine whoever is there is the operator."""
        return (STRANGER, READER, EDITOR) if self.is_public else (STRANGER,)

    def get(self, path: str, who: str = STRANGER) -> httpx.Response:
        return self.sent(self.client.get(path, headers=self.headers(who)))

    def sent(self, request: Coroutine[object, object, httpx.Response]) -> httpx.Response:
        """What a request is answered with; no cookie is kept for the next one."""
        answer = self.runner.run(request)
        self.client.cookies.clear()
        return answer

    def post(self, path: str, data: dict[str, str], who: str = STRANGER, **cookies: str) -> httpx.Response:
        """Sends a form, whoever made it."""
        headers = self.headers(who)
        kept = [headers.get("cookie"), *(f"{name}={value}" for name, value in cookies.items())]
        return self.sent(self.client.post(path, data=data, headers={"cookie": "; ".join(filter(None, kept))}))

    def post_form(self, path: str, data: dict[str, str], who: str = STRANGER) -> httpx.Response:
        """Sends a form of ours, with the token that its page has."""
        page = self.get("/-/login" if self.is_public else "/desk", who)
        token = re.search(r'name="csrftoken" value="([^"]+)"', page.text)
        cookie = re.search(r"ds_csrftoken=([^;]+)", page.headers.get("set-cookie", ""))
        assert token
        assert cookie
        return self.post(path, {"csrftoken": token[1]} | data, who, ds_csrftoken=cookie[1])

    def headers(self, who: str) -> dict[str, str]:
        return {"cookie": f"{COOKIE}={self.cookies[who][COOKIE]}"} if who else {}


@contextmanager
def open_room(path: Path, *, public: bool, folder: Path) -> Iterator[Room]:
    """Opens a room over a file, one at a time, with an account for each role; leaves nothing of it behind."""
    metadata = "public.yaml" if public else "metadata.yaml"
    before = set(pm.get_plugins())
    handler = pm.get_plugin("datasette.handle_exception")
    with pytest.MonkeyPatch.context() as patch, asyncio.Runner() as runner:
        for owner, name in (
            (datasette.database, "sqlite_timelimit"),
            (datasette.database.Database, "execute"),
            (TableView, "data"),
            (utils, "table_column_details"),
            (utils, "get_outbound_foreign_keys"),
        ):
            patch.setattr(owner, name, getattr(owner, name))
        patch.chdir(ROOT)
        patch.setattr(InstructionWorker, "start", lambda _self: None)
        write_accounts(folder / "accounts.json", ACCOUNTS)
        patch.setenv("OSECWATCH_ACCOUNTS", str(folder / "accounts.json"))
        room = Datasette(
            [str(path)],
            metadata=yaml.safe_load((ROOT / "storage/datasette" / metadata).read_text("utf-8")),
            template_dir=str(ROOT / "storage/datasette/templates"),
            plugins_dir=str(PLUGINS),
            settings=settings_of(OPTIONS),
        )
        ours = [plugin for plugin in pm.get_plugins() if plugin not in before]
        try:
            runner.run(room.invoke_startup())
            transport = httpx.ASGITransport(app=room.app())
            client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", follow_redirects=False)
            yield Room(public, client, runner, {who: {COOKIE: session_of(who)} for who in ACCOUNTS})
            runner.run(client.aclose())
        finally:
            for plugin in ours:
                pm.unregister(plugin)
            if handler is not None and not pm.has_plugin("datasette.handle_exception"):
                pm.register(handler, "datasette.handle_exception")


def settings_of(options: list[str]) -> dict[str, object]:
    """The settings among the options of the command line."""
    places = [place for place, word in enumerate(options) if word == "--setting"]
    return {options[place + 1]: value_of(options[place + 2]) for place in places}


def value_of(word: str) -> object:
    return word == "on" if word in {"on", "off"} else int(word)


def session_of(who: str) -> str:
    """Logs somebody in, without the password that the form would ask for."""
    (login,) = (one for one in pm.get_plugins() if inspect.ismodule(one) and hasattr(one, "sessions"))
    return str(login.sessions.begin(ACCOUNTS[who], time.monotonic()))
