"""The commands of the engine say what is missing, and what there is."""

from __future__ import annotations

import argparse

import pytest
from scrapy.settings import Settings

from commands.cli.crawling.queue import Command
from commands.crawling.engine_check import check_engine
from commands.errors import CommandError


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "ENGINE_URL is not set: name the PostgreSQL database"),
        ("postgresql://postgres@127.0.0.1:1/postgres", "the engine's database cannot be reached, see ENGINE_URL: "),
        ("nonsense", "the engine's database cannot be reached, see ENGINE_URL: "),
    ],
)
def test_an_engine_that_cannot_be_used_is_a_clear_sentence(url: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        check_engine(Settings({"ENGINE_URL": url}))


def test_the_queue_is_told_in_words(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = Command()
    command.settings = Settings({"ENGINE_URL": url, "ENGINE_LEASE_SECONDS": 30})
    assert command.execute([], argparse.Namespace()) == 0
    assert capsys.readouterr().out.splitlines() == [
        "0 tasks wait; 0 of them are done alone, as a worker died",
        "0 answers wait for the writer",
        "0 hosts are being asked, 0 have asked to be left alone",
        "0 workers",
    ]
