"""Whether the watch still runs, for whoever asks from outside."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from scrapy.settings import Settings

from commands.crawling.runs import show_runs
from storage.clock import now
from storage.schema.database import open_database
from storage.tables import runs


def test_alive_while_runs_end_well_in_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "osecwatch.db"
    open_database(path).close()
    settings = Settings({"DATABASE": str(path)})
    for hours_ago, status, told in ((None, 1, "not ended a run yet"), (30, 1, "every 1 hours"), (0, 0, "(finished)")):
        if hours_ago is not None:
            database = open_database(path)
            ended = now() - timedelta(hours=hours_ago)
            runs.finish_run(database, runs.start_run(database, ended), {}, "finished", "", ended)
            database.close()
        assert show_runs(settings, [], last=1, alive=True) == status
        assert told in capsys.readouterr().out
