"""What leans on Datasette's inner parts fails here first, with a sentence, when another version changes them."""

from __future__ import annotations

import datasette.database  # type: ignore[import-untyped]
import datasette.utils  # type: ignore[import-untyped]
import pytest
from datasette.plugins import pm  # type: ignore[import-untyped]

from storage.datasette.security import datasette_internals

HINT = "Datasette has changed: look at storage/datasette/security/datasette_internals.py and plugins/errors.py"


def test_statements_are_still_bounded_where_we_replace_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    assert datasette.database.sqlite_timelimit in {datasette.utils.sqlite_timelimit, datasette_internals.limited}, HINT
    monkeypatch.setattr(datasette.database, "sqlite_timelimit", datasette.utils.sqlite_timelimit)
    datasette_internals.interrupt_every_statement_in_time()
    assert datasette.database.sqlite_timelimit is datasette_internals.limited, HINT


def test_its_handler_of_errors_still_has_the_name_under_which_we_take_it_out() -> None:
    names = {name for name, _ in pm.list_name_plugin()}
    assert "datasette.handle_exception" in names, HINT
