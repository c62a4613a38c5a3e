"""A web archive in batches: each is read, and its pages examined, by one call to a worker."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from items import Outcome, Page
from spiders.files.archive_parts import ArchivePart
from spiders.files.documents import ImportedDocument
from spiders.files.tracking import counted_reason
from spiders.files.web_archives import ArchiveReader

#: seconds after which a batch ends with its next record: well below those that a call may take; chosen, not measured
_BATCH_SECONDS: Final = 1.0
#: pages that are kept and records that are read, at most, in one batch; chosen, not measured: a page may hold megabytes
_MAX_KEPT: Final = 20
MAX_RECORDS: Final = 5_000

#: what makes an article, or a reason why there is none, of a page
Examiner = Callable[[Page], Page]


def unexamined(page: Page) -> Page:
    """Return a page as it is: the pipelines examine it."""
    return page


@dataclass(slots=True)
class ArchiveBatch:
    """What some records of an archive in a row came to."""

    #: byte of the file at which they begin, and at which the next one does; None at the end of the file
    begins: int
    ends: int | None = None
    #: pages and damages among them
    documents: int = 0
    #: those that the database is told of
    kept: list[ImportedDocument] = field(default_factory=list)
    #: the others, of which only the reason is counted
    refusals: Counter[str] = field(default_factory=Counter)
    #: what was wrong with the file itself
    faults: list[str] = field(default_factory=list)

    def add(self, document: ImportedDocument) -> None:
        """Take in what one record came to."""
        self.documents += 1
        page = document.page
        if page.article is not None or page.outcome is Outcome.ERROR or not page.is_refused_without_row:
            self.kept.append(document)
        else:
            self.refusals[counted_reason(page)] += 1


def read_batch(part: ArchivePart, place: int, examine: Examiner, most: int) -> ArchiveBatch:
    """Return the batch of at most so many records that begins at a place; what is wrong with the file stands in it."""
    batch = ArchiveBatch(place)
    until = time.monotonic() + _BATCH_SECONDS
    try:
        with part.open() as stream:
            reader = ArchiveReader(part, stream, place)
            for number, documents in enumerate(reader.records()):
                for document in documents:
                    if document.page.outcome is Outcome.PENDING:
                        document.page = examine(document.page)
                    batch.add(document)
                is_full = number >= most or len(batch.kept) >= _MAX_KEPT or time.monotonic() > until
                if is_full and reader.next_place != place and reader.may_stop():
                    batch.ends = reader.next_place
                    break
            batch.faults += reader.faults
    except OSError as error:
        batch.faults.append(f"cannot be read: {error}")
    return batch


def sha256_of_part(part: ArchivePart) -> str:
    """Return the SHA-256 of a part of an archive, as it is packed; empty where it cannot be read any longer."""
    try:
        with (part.packed or part).open() as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
