"""What whoever watches from outside is told of the watch."""

from __future__ import annotations

import json
import logging
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from storage.monitoring.outside import ping, write_status


def test_the_status_file_says_how_the_last_run_ended(tmp_path: Path, at: datetime) -> None:
    write_status(tmp_path / "status.json", "stopped", "the run was stopped", at, timedelta(hours=6))
    assert json.loads((tmp_path / "status.json").read_text(encoding="utf-8")) == {
        "outcome": "stopped",
        "reason": "the run was stopped",
        "finished": "2026-03-02T08:30:00Z",
        "next_due": "2026-03-02T14:30:00Z",
    }
    assert (tmp_path / "status.json").stat().st_mode & 0o077 == 0


class Answering(BaseHTTPRequestHandler):
    """Answers every request, and notes its path."""

    paths: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.paths.append(self.path)
        self.send_response(404 if "wrong" in self.path else 200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def test_a_good_run_calls_and_a_failing_call_is_logged_without_its_secret(caplog: pytest.LogCaptureFixture) -> None:
    server = HTTPServer(("127.0.0.1", 0), Answering)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    with caplog.at_level(logging.WARNING):
        ping("")
        ping(f"{address}/secret")
        assert not caplog.messages
        for wrong in (f"{address}/wrong-secret", "http://127.0.0.1:1/secret", "no address"):
            ping(wrong)
    server.shutdown()
    server.server_close()
    assert Answering.paths == ["/secret", "/wrong-secret"]
    assert len(caplog.messages) == 3
    assert "secret" not in caplog.text
