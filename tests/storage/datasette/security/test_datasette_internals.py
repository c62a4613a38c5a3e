"""What leans on Datasette's inner parts fails here first, with a sentence, when another version changes them."""

from __future__ import annotations

import asyncio
import threading

import datasette.app  # type: ignore[import-untyped]
import datasette.database  # type: ignore[import-untyped]
import datasette.utils  # type: ignore[import-untyped]
import pytest
from datasette.plugins import pm  # type: ignore[import-untyped]

from storage.datasette.security import datasette_internals
from storage.datasette.security.lanes import cheap_lane

HINT = "Datasette has changed: look at storage/datasette/security/datasette_internals.py and plugins/errors.py"


def test_statements_are_still_bounded_where_we_replace_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    assert datasette.database.sqlite_timelimit in {datasette.utils.sqlite_timelimit, datasette_internals.limited}, HINT
    monkeypatch.setattr(datasette.database, "sqlite_timelimit", datasette.utils.sqlite_timelimit)
    datasette_internals.interrupt_every_statement_in_time()
    assert datasette.database.sqlite_timelimit is datasette_internals.limited, HINT


def test_its_handler_of_errors_still_has_the_name_under_which_we_take_it_out() -> None:
    names = {name for name, _ in pm.list_name_plugin()}
    assert "datasette.handle_exception" in names, HINT


def test_it_still_asks_for_permissions_by_table_where_we_remember_them() -> None:
    assert hasattr(datasette.app.Datasette, "_table_permission_allows"), HINT


def test_templates_are_still_rendered_where_we_render_them_in_one_go() -> None:
    app = datasette.app.Datasette(memory=True)
    datasette_internals.render_without_awaiting(app.jinja_env)
    template = app.jinja_env.from_string("{{ told }}")
    assert asyncio.run(template.render_async(told="as ever")) == template.render(told="as ever") == "as ever", HINT


def test_statements_still_run_on_the_threads_that_we_part() -> None:
    app = datasette.app.Datasette(memory=True)
    datasette_internals.part_lanes(app)
    with cheap_lane():
        cheap = app.executor.submit(threading.current_thread).result()
    costly = app.executor.submit(threading.current_thread).result()
    assert cheap.name.startswith("cheap"), HINT
    assert not costly.name.startswith("cheap"), HINT
    app.executor.shutdown()
