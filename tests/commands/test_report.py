"""A run in words."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from commands.report import conclude, tallies_of, tallies_table
from storage.tables.runs import Tally


def test_statistics_become_a_tally_a_source() -> None:
    statistics = {
        "source/herald/answered": 1,
        "source/herald/found": 12,
        "source/herald/failed": 3,
        "reason/herald/no answer in time": 2,
        "reason/herald/a/path": 1,
        "source/stranger/found": 5,
        "downloader/request_count": 99,
    }
    assert tallies_of(["herald", "dead"], statistics) == {
        "herald": Tally(answered=1, found=12, failed=3, why="2 times: no answer in time"),
        "dead": Tally(),
    }


def test_the_table_names_every_column_and_sums_up() -> None:
    console = Console(width=160, record=True, file=StringIO())
    console.print(tallies_table({"herald": Tally(found=12, new=2), "gazette": Tally(found=3, failed=1, why="gone")}))
    lines = [" ".join(line.split()) for line in console.export_text().splitlines()]
    assert lines[0] == "source found fetched new updated duplicate off-topic failed waiting why"
    assert "herald 12 · 2 · · · · ·" in lines
    assert lines[-1] == "all 15 0 2 0 0 0 1 0"


def test_the_sentence_says_how_a_run_ended() -> None:
    answered, silent = {"a": Tally(answered=1), "b": Tally()}, {"a": Tally(), "b": Tally()}
    assert conclude(answered, broken=0, finished=True) == ("finished", "1 of 2 sources answered")
    assert conclude(silent, broken=0, finished=True) == (
        "unreached",
        "none of the 2 sources could be reached; try make demo",
    )
    assert conclude(answered, broken=2, finished=True)[0] == "broken"
    assert conclude(answered, broken=0, finished=False)[0] == "stopped"
