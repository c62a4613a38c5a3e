"""One line an event, and no text of an article in it."""

from __future__ import annotations

import json
import logging
import sys

from hypothesis import given
from hypothesis import strategies as st

from items import Article, Page
from spiders.logs import EventFormatter, JsonFormatter
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
