"""Front pages are made once while nothing is written, and anew after every write."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from storage.datasette import front_pages
from storage.datasette.front_pages import MAX_FRONT_PAGES, FrontPages


def maker() -> Callable[[], Awaitable[str]]:
    """What makes pages that are numbered, giving way to others meanwhile."""
    numbers = itertools.count()

    async def make() -> str:
        number = next(numbers)
        await asyncio.sleep(0)
        return str(number)

    return make


def test_many_who_ask_at_once_are_given_the_same_until_something_is_written(database: Database, tmp_path: Path) -> None:
    async def go() -> None:
        pages, make = FrontPages(str(tmp_path / "test.db")), maker()
        assert set(await asyncio.gather(*(pages.page("first", make) for _ in range(9)))) == {"0"}
        assert await pages.page("second", make) == "1"
        database.execute("update sources set failures = failures + 1")
        database.conn.commit()
        assert await pages.page("first", make) == "2"
        assert await pages.page("first", make) == "2"

    asyncio.run(go())


def test_an_old_page_is_made_anew_for_what_changes_by_itself(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front_pages, "MAX_KEPT_SECONDS", -1)

    async def go() -> None:
        pages, make = FrontPages(str(tmp_path / "test.db")), maker()
        assert [await pages.page("first", make) for _ in range(2)] == ["0", "1"]

    asyncio.run(go())


def test_no_page_is_kept_where_writes_cannot_be_known(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.db"
    damaged.write_text("no database" * 100)

    async def go() -> None:
        for path in (None, str(damaged)):
            pages, make = FrontPages(path), maker()
            assert [await pages.page("first", make) for _ in range(2)] == ["0", "1"]

    asyncio.run(go())


def test_a_page_that_cannot_be_made_is_not_kept_and_one_who_leaves_takes_it_from_nobody(
    database: Database, tmp_path: Path
) -> None:
    async def fail() -> str:
        raise ValueError("no")

    async def go() -> None:
        pages, make = FrontPages(str(tmp_path / "test.db")), maker()
        with pytest.raises(ValueError, match="no"):
            await pages.page("first", fail)
        leaving = asyncio.ensure_future(pages.page("first", make))
        staying = asyncio.ensure_future(pages.page("first", make))
        await asyncio.sleep(0)
        leaving.cancel()
        assert await staying == "0"
        for number in range(MAX_FRONT_PAGES):
            await pages.page(number, make)
        assert await pages.page("first", make) == str(MAX_FRONT_PAGES + 1)

    asyncio.run(go())
