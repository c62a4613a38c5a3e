"""Web archives in batches: nothing is lost or doubled wherever a batch ends, and a page that breaks a worker is one."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from items import Article, Outcome, Page
from spiders.files.archive_batches import ArchiveBatch, read_batch
from spiders.files.archive_loader import ArchiveLoader, GivenUp
from spiders.files.archive_parts import whole_file
from spiders.files.tracking import LoadTracker
from storage.loaded_files import LoadedFile

P = ParamSpec("P")
T = TypeVar("T")

BODY = b"<p>The harbour opens again.</p>"


def record(number: int, status: str = "200 OK") -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(BODY)}\r\n\r\n".encode() + BODY
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://herald.example/{number}\r\n"
        f"WARC-Date: 2020-03-01T00:00:0{number % 10}Z\r\nContent-Type: application/http\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n", mtime=0)


#: every third record is gone, the fifth is damaged
RECORDS = [record(number, "404 Not Found" if number % 3 == 0 else "200 OK") for number in range(12)]
RECORDS[5] = RECORDS[5][:60] + bytes(30) + RECORDS[5][90:]


def examine(page: Page) -> Page:
    """Keep the even ones."""
    if int(page.url.rpartition("/")[2]) % 2:
        page.outcome, page.reason = Outcome.OFF_TOPIC, "no term"
    else:
        page.article = Article("", "The harbour opens again.", published=page.captured)
    return page


def archive(folder: Path) -> Path:
    path = folder / "a.warc.gz"
    path.write_bytes(b"".join(RECORDS))
    return path


def in_batches(path: Path, most: int) -> list[ArchiveBatch]:
    batches, place = [], 0
    while True:
        batches.append(read_batch(whole_file(path), place, examine, most))
        if batches[-1].ends is None:
            return batches
        place = batches[-1].ends


def told(batches: list[ArchiveBatch]) -> tuple[list[str], dict[str, int], int]:
    refusals: dict[str, int] = {}
    for batch in batches:
        for reason, count in batch.refusals.items():
            refusals[reason] = refusals.get(reason, 0) + count
    kept = [one.page.url.rpartition("/")[2] for batch in batches for one in batch.kept]
    return kept, refusals, sum(batch.documents for batch in batches)


def test_an_archive_in_batches_of_any_size_comes_to_the_same(tmp_path: Path) -> None:
    path = archive(tmp_path)
    whole = told(in_batches(path, 100))
    kept, refusals, documents = whole
    assert (len(kept), documents) == (5, 12)
    assert [name for name in kept if "#" not in name] == ["2", "4", "8", "10"]
    assert refusals == {"not_an_article: there was no page at this address": 4, "off_topic: no term": 3}
    for most in (1, 2, 3, 5):
        batches = in_batches(path, most)
        assert len(batches) > 12 // most - 3
        assert told(batches) == whole


def test_the_time_of_the_capture_is_kept_apart(tmp_path: Path) -> None:
    first = next(one.page for batch in in_batches(archive(tmp_path), 100) for one in batch.kept)
    assert first.captured is not None
    assert first.captured.isoformat() == "2020-03-01T00:00:02+00:00"


class Workers:
    """Calls that are made here; one that comes upon a page that breaks workers is given up."""

    gave_up: type[Exception] = RuntimeError

    def __init__(self, dead: bool = False) -> None:
        self.dead = dead

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        if self.dead:
            raise self.gave_up("it took too long")
        return function(*args, **kwargs)


def examine_or_break(page: Page) -> Page:
    if page.url.endswith("/7"):
        raise RuntimeError("its worker died twice")
    return examine(page)


def test_a_page_that_breaks_its_worker_is_told_of_and_the_rest_is_read(tmp_path: Path) -> None:
    path = archive(tmp_path)
    entry = LoadedFile("file:0/a.warc.gz", path.stat().st_size, 0, "")
    noted: list[int] = []
    tracker = LoadTracker(lambda file: noted.append(file.documents))
    loader = ArchiveLoader(Workers(), tracker, examine_or_break, 1)

    async def load() -> list[Page]:
        pages = []
        async for file, batch in loader.batches([(whole_file(path), entry)]):
            here = [document.page for document in batch.kept]
            tracker.begin_batch(here, file, batch.begins)
            loader.finish(file, batch)
            pages += here
        return pages

    pages = asyncio.run(load())
    assert [page.reason for page in pages if page.url.endswith("/7")] == [
        "extraction was given up: its worker died twice"
    ]
    assert [page.url[-1] for page in pages if page.article] == ["2", "4", "8", "0"]
    assert not entry.is_finished
    for page in pages:
        tracker.finish(page)
    assert (entry.documents, entry.is_finished, len(entry.sha256)) == (12, True, 64)
    assert sum(entry.tally.values()) == 12
    assert noted[-1] == 12


def test_a_file_that_cannot_even_be_read_past_ends_there(tmp_path: Path) -> None:
    entry = LoadedFile("file:0/a.warc.gz", 10, 0, "")
    loader = ArchiveLoader(Workers(dead=True), LoadTracker(lambda _: None), GivenUp("x"), 2)

    async def load() -> list[ArchiveBatch]:
        return [batch async for _, batch in loader.batches([(whole_file(archive(tmp_path)), entry)])]

    (batch,) = asyncio.run(load())
    assert batch.faults == ["cannot be read beyond byte 0: it took too long"]
