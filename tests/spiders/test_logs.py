"""One line an event, and no text of an article in it."""

from __future__ import annotations

import json
import logging
import sqlite3
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from scrapy.settings import Settings

from items import Article, Page
from spiders.logs import EventFormatter, JsonFormatter, PrintableRecord, put_log_aside
from spiders.news import NewsSpider

PAGE = Page("https://herald.example/a", "herald", body=b"the whole text", article=Article("T", "the whole text"))


def test_a_page_is_named_by_its_address_only() -> None:
    formatter, spider = EventFormatter(), NewsSpider()
    for event in (
        formatter.scraped(PAGE, None, spider),
        formatter.item_error(PAGE, ValueError("x"), None, spider),
    ):
        line = event["msg"] % event["args"]
        assert PAGE.url in line
        assert "whole" not in line


@given(st.text(), st.sampled_from([logging.DEBUG, logging.ERROR]))
def test_an_event_is_one_json_object(message: str, level: int) -> None:
    record = logging.LogRecord("news", level, __file__, 1, "%s", (message,), None)
    line = JsonFormatter().format(record)
    assert "\n" not in line
    event = json.loads(line)
    assert event["message"] == message
    assert event["time"].endswith("Z")


def test_an_error_is_part_of_its_event() -> None:
    try:
        int("something broke")
    except ValueError:
        record = logging.LogRecord("news", logging.ERROR, __file__, 1, "oh", (), sys.exc_info())
    line = JsonFormatter().format(record)
    assert "\n" not in line
    assert "something broke" in json.loads(line)["error"]


def test_a_log_that_has_grown_is_put_aside_and_only_some_are_kept(tmp_path: Path) -> None:
    settings = Settings({"LOG_FILE": str(tmp_path / "a.log"), "LOG_MEGABYTES": 0.00001, "LOG_FILES": 2})
    for number in range(4):
        put_log_aside(settings)
        (tmp_path / "a.log").write_text(f"{number} is more than ten bytes")
    assert [path.read_text()[0] for path in sorted(tmp_path.iterdir())] == ["3", "2", "1"]
    put_log_aside(Settings())


def test_a_database_that_fails_is_told_in_a_sentence() -> None:
    try:
        sqlite3.connect("/nowhere/at/all.db")
    except sqlite3.OperationalError:
        record = PrintableRecord("a", logging.ERROR, __file__, 1, "%s went wrong", ("it",), sys.exc_info())
    assert record.exc_info is None
    assert record.getMessage().startswith("it went wrong: unable to open database file; the file or its folder may not")
    try:
        int("the program")
    except ValueError:
        record = PrintableRecord("a", logging.ERROR, __file__, 1, "%s went wrong", ("it",), sys.exc_info())
    assert record.exc_info is not None
