"""How far a load is, whatever the order in which its documents end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from items import Outcome, Page
from spiders.files.tracking import DOCUMENTS_A_NOTE, MAX_REASONS, LoadTracker, count_outcome
from storage.loaded_files import LoadedFile


def entry() -> LoadedFile:
    return LoadedFile("file:0/a.jsonl", 1000, 0, "")


@given(st.permutations(range(8)), st.integers(0, 8))
def test_a_file_is_as_far_as_its_first_open_document(order: list[int], ended: int) -> None:
    tracker, file = LoadTracker(lambda _: None), entry()
    pages = [Page(f"urn:id:{number}", "", Outcome.STORED) for number in range(8)]
    for number, page in enumerate(pages):
        tracker.begin(page, file, number * 10)
    for number in order[:ended]:
        tracker.finish(pages[number])
    first_open = next((n for n in range(8) if n not in order[:ended]), 8)
    assert (file.documents, file.tally[Outcome.STORED]) == (first_open, first_open)
    assert file.bytes_read == max(first_open - 1, 0) * 10


def test_a_file_is_finished_after_its_last_document() -> None:
    noted: list[bool] = []
    tracker, file, page = LoadTracker(lambda file: noted.append(file.is_finished)), entry(), Page("urn:id:1", "")
    tracker.begin(page, file, 10)
    tracker.finish_file(file, "00ff", "is cut off")
    assert not file.is_finished
    tracker.finish(page)
    assert (file.is_finished, file.sha256, file.fault, file.bytes_read) == (True, "00ff", "is cut off", 1000)
    assert noted == [True]


def test_the_ledger_is_written_now_and_then() -> None:
    noted: list[int] = []
    tracker, file = LoadTracker(lambda file: noted.append(file.documents)), entry()
    for number in range(2 * DOCUMENTS_A_NOTE + 1):
        page = Page(f"urn:id:{number}", "")
        tracker.begin(page, file, number)
        tracker.finish(page)
    assert noted == [DOCUMENTS_A_NOTE, 2 * DOCUMENTS_A_NOTE]


def test_reasons_are_counted_by_their_kind_and_within_a_bound() -> None:
    file = entry()
    for number in range(2 * MAX_REASONS):
        count_outcome(file, Page("", "", Outcome.ERROR, f"it is no document: at column {number}"))
        count_outcome(file, Page("", "", Outcome.TOO_SHORT, f"{number} words"))
    assert file.tally["error: it is no document"] == 2 * MAX_REASONS
    assert file.tally["too_short: other reasons"] == MAX_REASONS + 1
    assert len(file.tally) == MAX_REASONS + 1
