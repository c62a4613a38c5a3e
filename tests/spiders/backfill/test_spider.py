"""What an index answers: a window that holds too much is halved, and one that cannot be listed says why."""

from __future__ import annotations

from collections import deque
from datetime import date

from scrapy import Request
from scrapy.http import TextResponse

from spiders.backfill.spider import MAX_CAPTURES, BackfillSpider
from spiders.backfill.windows import Window
from storage.loaded_files import LoadedFile
from tests.spiders.sources.test_ownership import source

INDEX = "https://memory.example/cdx"
YEAR = Window("herald.example", date(2016, 1, 1), date(2016, 12, 31))
HERALD = source("herald", "https://herald.example/")


def answered(status: int, body: str) -> tuple[BackfillSpider, deque[Window]]:
    spider, windows = BackfillSpider(), deque([YEAR])
    spider.open, spider.entry = {""}, LoadedFile("captures:herald/2016", 0, 0, "")
    response = TextResponse(INDEX, status=status, body=body.encode(), request=Request(INDEX))
    assert list(spider.listed(response, HERALD, YEAR, windows)) == []
    assert spider.is_done.is_set()
    return spider, windows


def test_a_window_that_holds_too_much_is_halved_and_its_halves_come_next() -> None:
    line = "example,herald)/a 20160102030405 https://herald.example/a text/html 200 AAAA 99\n"
    spider, windows = answered(200, line * MAX_CAPTURES)
    assert [str(window) for window in windows] == [*map(str, YEAR.halves()), str(YEAR)]
    assert (spider.halved, spider.entry.documents) == ({"captures:herald/2016"}, 0)


def test_an_index_that_finds_nothing_has_listed_all() -> None:
    spider, _ = answered(404, "No Captures found")
    assert (spider.entry.fault, spider.entry.documents) == ("", 0)


def test_a_window_that_cannot_be_listed_says_why_and_is_not_finished() -> None:
    spider, windows = answered(503, "busy")
    assert spider.entry.fault.startswith("could not be listed: ")
    assert list(windows) == [YEAR]
