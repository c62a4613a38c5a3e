"""The sources of saved documents."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from items import Outcome, Page
from spiders.files.spider import FileImportSpider, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("The Herald (Cebu)", "the-herald-cebu"),
        ("Новая газета", "новая-газета"),
        ("新闻 24", "新闻-24"),
        ("Ａｇｅｎｃｉａ", "agencia"),
        (" - ", "unnamed"),
    ],
)
def test_a_name_in_any_script_is_a_source_of_its_own(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_a_file_that_goes_while_others_are_read_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FileImportSpider, "owners", dict)
    monkeypatch.setattr(FileImportSpider, "as_page", lambda _, document, __: document.page)
    spider = FileImportSpider([tmp_path / "gone.jsonl", tmp_path / "gone.warc.gz"])

    async def first_of_archives() -> Page:
        return await anext(spider.pages_of_workers())

    for page in (*spider.pages(), asyncio.run(first_of_archives())):
        assert (page.outcome, page.reason.partition(",")[0]) == (Outcome.ERROR, "the file is gone")
