"""What is left out of a list is said."""

from __future__ import annotations

from spiders.discovery.mechanisms import cut_note


def test_a_list_that_is_cut_says_so() -> None:
    assert cut_note(4_999, 5_000) == ""
    assert cut_note(5_000, 5_000) == "it has 5,000 entries or more, and only the first 5,000 are read"
