"""Web archives in worker processes: one file each, a batch at a time, and what breaks a worker costs itself only."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from items import Outcome, Page
from spiders.files.archive_batches import MAX_RECORDS, ArchiveBatch, Examiner, read_batch, sha256_of_part
from spiders.files.archive_parts import ArchivePart
from spiders.files.tracking import LoadTracker, count_outcome, count_reason
from spiders.workers import Workers
from storage.loaded_files import LoadedFile

#: by this the records of a batch that broke its worker are divided before they are read again; chosen, not measured
_DIVISOR: Final = 8


@dataclass(slots=True)
class ArchiveUnderWay:
    """An archive that is being read."""

    part: ArchivePart
    entry: LoadedFile
    place: int
    #: records that the next batch may have; few behind one that broke its worker
    most: int = MAX_RECORDS


@dataclass(frozen=True, slots=True)
class GivenUp:
    """An examiner for a page on which a worker was given up."""

    why: str

    def __call__(self, page: Page) -> Page:
        page.outcome, page.reason, page.body = Outcome.ERROR, f"extraction was given up: {self.why}", b""
        return page


class ArchiveLoader:
    """Reads archives in the crawl's workers, as many at a time as there are workers."""

    def __init__(self, workers: Workers, tracker: LoadTracker, examine: Examiner, at_once: int) -> None:
        self.workers = workers
        self.tracker = tracker
        self.examine = examine
        self.at_once = at_once
        #: the digests of the files that have been read to their ends
        self.digests: dict[str, str] = {}

    async def batches(
        self, files: Sequence[tuple[ArchivePart, LoadedFile]]
    ) -> AsyncIterator[tuple[LoadedFile, ArchiveBatch]]:
        """Yield the batches of all files, those of one file in their order; the next is read meanwhile."""
        waiting = deque(ArchiveUnderWay(part, entry, entry.bytes_read) for part, entry in files)
        under_way: dict[asyncio.Task[ArchiveBatch], ArchiveUnderWay] = {}
        while waiting or under_way:
            while waiting and len(under_way) < self.at_once:
                archive = waiting.popleft()
                under_way[asyncio.create_task(self.next_batch(archive))] = archive
            done, _ = await asyncio.wait(under_way, return_when="FIRST_COMPLETED")
            for task in done:
                archive, batch = under_way.pop(task), task.result()
                if batch.ends is not None:
                    archive.place = batch.ends
                    under_way[asyncio.create_task(self.next_batch(archive))] = archive
                yield archive.entry, batch

    async def next_batch(self, archive: ArchiveUnderWay) -> ArchiveBatch:
        """Return the next batch of an archive; a page that breaks its worker twice becomes an error."""
        while True:
            try:
                batch = await self.read(archive, self.examine)
            except self.workers.gave_up as error:
                if archive.most == 1:
                    batch = await self.read_past(archive, str(error))
                    break
                archive.most = max(1, archive.most // _DIVISOR)
            else:
                break
        archive.most = min(MAX_RECORDS, archive.most * _DIVISOR)
        if batch.ends is None:
            self.digests[archive.entry.name] = await asyncio.to_thread(sha256_of_part, archive.part)
        return batch

    async def read(self, archive: ArchiveUnderWay, examine: Examiner) -> ArchiveBatch:
        """Return the next batch, read in a worker."""
        return await self.workers.run(read_batch, archive.part, archive.place, examine, archive.most)

    async def read_past(self, archive: ArchiveUnderWay, why: str) -> ArchiveBatch:
        """Return a batch of one record whose page could not be examined, or none where it cannot even be read."""
        try:
            return await self.read(archive, GivenUp(why))
        except self.workers.gave_up as error:
            fault = f"cannot be read beyond byte {archive.place:,}: {error}"
            return ArchiveBatch(archive.place, faults=[fault])

    def finish(self, entry: LoadedFile, batch: ArchiveBatch) -> None:
        """Take note that all pages of a batch are on their way; a file's last batch finishes the file."""
        is_last = batch.ends is None
        ends = entry.size if batch.ends is None else batch.ends
        self.tracker.finish_batch(entry, ends, partial(count_batch, entry, batch))
        entry.fault = "; ".join(filter(None, (entry.fault, *batch.faults)))
        if is_last:
            self.tracker.finish_file(entry, self.digests.pop(entry.name), entry.fault)


def count_batch(entry: LoadedFile, batch: ArchiveBatch) -> None:
    """Count what the documents of a batch came to."""
    entry.documents += batch.documents
    for reason, documents in batch.refusals.items():
        count_reason(entry, reason, documents)
    for document in batch.kept:
        count_outcome(entry, document.page)
