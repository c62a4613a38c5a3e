"""A child that dies is held against what it was at; one that only ends, or lives, is not."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from unittest.mock import AsyncMock

import pytest

from spiders.engine import isolation
from spiders.engine.isolation import Isolation
from storage.engine import turns


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Isolation]:
    """The isolation of a worker, with an engine that has work for a child and nothing to blame it for."""
    monkeypatch.setattr(isolation, "has_turn_alone", AsyncMock(return_value=True))
    monkeypatch.setattr(turns, "is_lease_over", AsyncMock(return_value=False))
    monkeypatch.setattr(turns, "blame", AsyncMock(return_value=[]))
    monkeypatch.setattr(sys, "orig_argv", ["python", "-c", "import sys; sys.stdin.read()"])
    isolated = Isolation(AsyncMock(), "host/1")
    yield isolated
    isolated.end()


def child_of(watched: Isolation) -> subprocess.Popen[bytes]:
    assert watched.child is not None
    return watched.child


def test_a_child_that_dies_is_blamed_once_and_followed_by_another(watched: Isolation) -> None:
    asyncio.run(watched.look())
    child_of(watched).kill()
    child_of(watched).wait()
    asyncio.run(watched.look())
    blame = turns.blame
    assert isinstance(blame, AsyncMock)
    assert [call.args[1] for call in blame.await_args_list] == ["host/1/alone-1"]
    asyncio.run(watched.look())
    assert watched.name == "host/1/alone-2"
    assert blame.await_count == 1


def test_a_child_that_is_not_heard_of_is_ended(watched: Isolation, monkeypatch: pytest.MonkeyPatch) -> None:
    asyncio.run(watched.look())
    asyncio.run(watched.look())
    assert child_of(watched).poll() is None
    monkeypatch.setattr(turns, "is_lease_over", AsyncMock(return_value=True))
    asyncio.run(watched.look())
    assert child_of(watched).wait(timeout=30) < 0


def test_a_child_ends_with_its_parent(watched: Isolation) -> None:
    asyncio.run(watched.look())
    pipe = child_of(watched).stdin
    assert pipe is not None
    pipe.close()  # as when the parent is gone
    assert child_of(watched).wait(timeout=30) == 0
