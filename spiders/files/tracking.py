"""How far a load is: documents end in another order than they begin, and a file is as far as its first open one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from items import Page
from storage.loaded_files import LoadedFile

#: documents that are stored between two looks into the ledger; after a crash so many are read again
DOCUMENTS_A_NOTE = 50
#: different reasons that are counted of a file, and characters of each; chosen, not measured
MAX_REASONS, MAX_REASON_CHARACTERS = 100, 80


@dataclass(slots=True)
class OpenDocument:
    """A document under way, and where in its file the next one begins."""

    file: LoadedFile
    ends: int
    page: Page | None = None
    #: of a batch, what came of a document is counted with all others at its end
    is_of_batch: bool = False
    is_done: bool = False
    #: what is to happen once everything before it is done
    then: Callable[[], None] | None = field(default=None)


class LoadTracker:
    """Count documents as done in the order in which they stand in their files."""

    def __init__(self, note: Callable[[LoadedFile], None]) -> None:
        #: writes a file's entry in the ledger
        self.note = note
        self.open: deque[OpenDocument] = deque()
        self.by_page: dict[int, OpenDocument] = {}
        self.done_since = 0

    def begin(self, page: Page, file: LoadedFile, ends: int) -> None:
        """Take note of a document that has been read."""
        document = OpenDocument(file, ends, page)
        self.by_page[id(page)] = document
        self.open.append(document)

    def begin_batch(self, pages: Iterable[Page], file: LoadedFile, begins: int) -> None:
        """Take note of the pages of a batch; until it is finished, the file is no further than where it begins."""
        for page in pages:
            document = OpenDocument(file, begins, page, is_of_batch=True)
            self.by_page[id(page)] = document
            self.open.append(document)

    def finish_batch(self, file: LoadedFile, ends: int, count: Callable[[], None]) -> None:
        """Take note that a batch has been read; it is counted once all of its pages are done."""

        def close() -> None:
            count()
            self.note(file)

        self.open.append(OpenDocument(file, ends, is_done=True, then=close))
        self._advance()

    def finish(self, page: Page) -> None:
        """Count a document as done, and with it those before it and behind it that were only waiting for it."""
        document = self.by_page.pop(id(page), None)
        if document is not None:
            document.is_done = True
            self._advance()

    def finish_file(self, file: LoadedFile, sha256: str, fault: str) -> None:
        """Take note that a file was read to its end; it is finished once all of its documents are."""

        def close() -> None:
            file.sha256, file.fault, file.is_finished = sha256, fault, True
            self.note(file)

        self.open.append(OpenDocument(file, file.size, is_done=True, then=close))
        self._advance()

    def _advance(self) -> None:
        while self.open and self.open[0].is_done:
            document = self.open.popleft()
            file = document.file
            file.bytes_read = document.ends
            if document.page is not None and not document.is_of_batch:
                file.documents += 1
                count_outcome(file, document.page)
                self.done_since += 1
            if document.then is not None:
                document.then()
            elif self.done_since >= DOCUMENTS_A_NOTE:
                self.done_since = 0
                self.note(file)


def count_outcome(file: LoadedFile, page: Page) -> None:
    """Count what became of a document, by its outcome and the beginning of the reason."""
    count_reason(file, counted_reason(page), 1)


def counted_reason(page: Page) -> str:
    """Return what became of a document in the words it is counted under."""
    reason = f"{page.outcome}: {page.reason}" if page.reason else str(page.outcome)
    return ":".join(reason.split(":")[:2])[:MAX_REASON_CHARACTERS]


def count_reason(file: LoadedFile, reason: str, documents: int) -> None:
    """Count so many documents under a reason, or under all others where there are too many."""
    known = reason in file.tally or len(file.tally) < MAX_REASONS
    file.tally[reason if known else f"{reason.partition(':')[0]}: other reasons"] += documents
