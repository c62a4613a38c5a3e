"""Records a second of ``scrapy load`` over a web archive, one in a hundred on topic, and the memory of all processes.

    python -m tests.benchmarks.archive [--records 10000] [--files 1] [FOLDER ...]

A FOLDER holds ordinary pages as ID.html.gz; without one the pages of the sample web are taken. Each record is made
different by a comment. What counts is the CPU time of all processes.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.sampleweb.world import load

ROOT = Path(__file__).resolve().parents[2]
ON_TOPIC = 100  # one record in so many


def record(url: str, body: bytes) -> bytes:
    """A response and its request as two members of a packed archive."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    request = b"GET / HTTP/1.1\r\n\r\n"
    return b"".join(
        gzip.compress(
            (
                f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-01T00:00:00Z\r\n"
                f"Content-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
            ).encode()
            + block
            + b"\r\n\r\n",
            6,
        )
        for kind, block in (("request", request), ("response", answer))
    )


def pages(folders: list[Path]) -> list[bytes]:
    files = [file for folder in folders for file in sorted(folder.glob("*.html.gz"))]
    return [gzip.decompress(file.read_bytes()) for file in files] or [reply.body for reply in load().values()]


def write_archive(path: Path, records: int, ordinary: list[bytes]) -> None:
    telling = itertools.cycle([reply.body for key, reply in load().items() if "newsroom/" in key])
    rest = itertools.cycle(ordinary)
    with path.open("wb") as file:
        for number in range(records):
            body = next(telling if number % ON_TOPIC == 0 else rest)
            url = f"https://h{number % 500}.example/{path.stem}/{number}"
            file.write(record(url, body + f"<!-- {number} -->".encode()))


class Account:
    """Memory at most, and CPU, of the processes of a group; workers are killed, so nobody is told of their CPU."""

    def __init__(self, group: int) -> None:
        self.group = group
        self.peak = 0
        self.seconds: dict[str, float] = {}

    def look(self) -> None:
        """Read the account of each process; memory that several share counts once (PSS)."""
        memory = 0
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if os.getpgid(int(process.name)) != self.group:
                    continue
                lines = (process / "smaps_rollup").read_text().splitlines()
                ticks = (process / "stat").read_text().rpartition(")")[2].split()[11:13]
            except OSError:
                continue
            memory += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
            self.seconds[process.name] = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
        self.peak = max(self.peak, memory)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=1)
    parser.add_argument("folders", nargs="*", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.warc.gz" for number in range(options.files)]
        for file in files:
            write_archive(file, options.records // len(files), pages(options.folders))
        size = sum(file.stat().st_size for file in files)
        measure(files, Path(folder) / "archive.db", options.records, size)


def measure(files: list[Path], database: Path, records: int, size: int) -> None:
    begun = time.monotonic()
    names = ("-s", f"DATABASE={database}", "-s", "LOG_LEVEL=ERROR")
    # a session of its own, whose processes can be told
    load_run = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "load", *names, *map(str, files)], cwd=ROOT, start_new_session=True
    )
    account = Account(load_run.pid)
    while load_run.poll() is None:
        account.look()
        time.sleep(0.3)
    seconds = sum(account.seconds.values())
    print(
        f"{records} records, {size / 2**20:.0f} MiB: {records / seconds:.0f} records a CPU second ({seconds:.1f} s), "
        f"{time.monotonic() - begun:.1f} s in all, {account.peak / 2**20:.0f} MiB of memory at most"
    )


if __name__ == "__main__":
    main()
