"""A password can be tried a few times only, by one client and by all together."""

from __future__ import annotations

from storage.datasette.security.attempts import (
    MAX_CLIENTS,
    MAX_FAILURES_OF_ALL,
    MAX_FAILURES_OF_CLIENT,
    WINDOW_SECONDS,
    Attempts,
)


def test_a_client_waits_after_so_many_failures_and_no_longer_than_the_window() -> None:
    attempts = Attempts()
    for _ in range(MAX_FAILURES_OF_CLIENT):
        assert attempts.wait_for("a", 0) == 0
        attempts.failed("a", 0)
    assert attempts.wait_for("a", 0) == WINDOW_SECONDS
    assert attempts.wait_for("b", 0) == 0
    assert attempts.wait_for("a", WINDOW_SECONDS) == 0


def test_success_forgets_a_clients_failures() -> None:
    attempts = Attempts()
    for _ in range(MAX_FAILURES_OF_CLIENT - 1):
        attempts.failed("a", 0)
    attempts.succeeded("a")
    attempts.failed("a", 0)
    assert attempts.wait_for("a", 0) == 0


def test_many_clients_together_wait_too() -> None:
    attempts = Attempts()
    for number in range(MAX_FAILURES_OF_ALL):
        attempts.failed(str(number), 0)
    assert attempts.wait_for("new", 1) == WINDOW_SECONDS - 1


def test_memory_is_bounded() -> None:
    attempts = Attempts()
    for number in range(MAX_CLIENTS + 500):
        attempts.failed(str(number), number)
    assert len(attempts.by_client) == MAX_CLIENTS
    assert len(attempts.of_all) == MAX_FAILURES_OF_ALL
