"""``scrapy clean``: a line in, a line out, in order of arrival, whatever stands on it."""

import asyncio
import io
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from subprocess import PIPE
from typing import Any

from commands.crawling.clean import MAX_LINE_BYTES, extract_in_order, read_bounded_line
from pipelines.extraction.worker_pool import GaveUpError, WorkerPool

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAGE = "<html><head><title>The plan</title></head><body><h1>The plan</h1><p>The hall was full.</p></body></html>"
COMMAND = [sys.executable, "-m", "scrapy", "clean"]


def line(identity: Any, html: str = PAGE) -> bytes:
    return json.dumps({"id": identity, "url": "https://www.example.org/plan", "html": html}).encode() + b"\n"


def cleaned(lines: bytes, kind: type[WorkerPool] = WorkerPool) -> list[dict[str, Any]]:
    """The answers to some lines."""
    pool = kind(2, seconds=20, megabytes=1024, calls=500)

    async def go() -> list[dict[str, Any]]:
        return [json.loads(answer) async for answer in extract_in_order(io.BytesIO(lines), pool, NOW)]

    try:
        return asyncio.run(go())
    finally:
        pool.close()


def test_answers_come_in_order_of_arrival() -> None:
    pages = b"".join(line(n, PAGE + "<p>and</p>" * (2000 * (n % 3 == 0))) for n in range(40))
    assert [answer["id"] for answer in cleaned(pages)] == list(range(40))


def test_no_line_ends_it() -> None:
    lines = b"".join([line(1), b"[" * 200_000 + b"\n", b"\n", line("\ud800", "<h1>\udc00</h1>"), b"\xff\n", line(2)])
    found = cleaned(lines)
    assert [answer["id"] for answer in found] == [1, None, "\ud800", None, 2]
    assert ["line" in answer.get("error", "") for answer in found] == [False, True, False, True, False]


class Strict(WorkerPool):
    """Gives up every page in which it reads a word."""

    async def run(self, function: Any, *args: Any, **kwargs: Any) -> Any:
        if b"endless" in args[0]:
            raise GaveUpError("it took longer than 10 s")
        return await super().run(function, *args, **kwargs)


def test_a_page_that_is_given_up_is_answered_under_its_id() -> None:
    slow, other = cleaned(line("slow", "<p>endless</p>") + line(2), Strict)
    assert (slow["id"], slow["text"]) == ("slow", "")
    assert slow["error"] == "line 1: extraction was given up: it took longer than 10 s"
    assert other["id"] == 2


def test_of_a_line_without_end_only_a_part_is_read() -> None:
    lines = io.BytesIO(b"x" * (2 * MAX_LINE_BYTES + 5) + b"\nnext\n")
    assert len(read_bounded_line(lines)) == MAX_LINE_BYTES
    assert read_bounded_line(lines) == b"next\n"
    assert read_bounded_line(lines) == b""


def test_an_answer_is_given_before_the_next_line_comes() -> None:
    with subprocess.Popen(COMMAND, stdin=PIPE, stdout=PIPE, cwd=ROOT) as cleaning:
        assert cleaning.stdin
        assert cleaning.stdout
        for identity in range(3):
            cleaning.stdin.write(line(identity))
            cleaning.stdin.flush()
            assert json.loads(cleaning.stdout.readline())["id"] == identity
        cleaning.stdin.close()
    assert cleaning.returncode == 0


def test_a_reader_that_has_seen_enough_ends_it_in_silence() -> None:
    lines = b"".join(map(line, range(40)))
    with subprocess.Popen(COMMAND, stdin=PIPE, stdout=PIPE, stderr=PIPE, cwd=ROOT) as cleaning:
        assert cleaning.stdin
        assert cleaning.stdout
        assert cleaning.stderr
        cleaning.stdin.write(lines)
        cleaning.stdin.close()
        assert json.loads(cleaning.stdout.readline())["id"] == 0
        cleaning.stdout.close()
        assert cleaning.stderr.read() == b""
    assert cleaning.returncode == 0
