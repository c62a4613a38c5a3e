"""Docket numbers are the same however they are set."""

from __future__ import annotations

import pytest

from text.proceedings.docket_numbers import find_docket_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("in Criminal Case No. R-CEB-18-01234-CR,", {"rceb1801234cr"}),
        ("NPS Docket No. III-07-INQ-22G-00417", {"iii07inq22g00417"}),
        ("the ruling in G.R. No. 235652", {"235652"}),
        ("Case No. 3:22-cr-0187 and 3:22-cr-0187", {"322cr0187"}),
        ("Aktenzeichen 2 KLs 114/23", {"2kls11423"}),
        ("under Operation Lantern Tide, police", {"operationlanterntide"}),
        ("in the case no one spoke; page No. 3", set()),
    ],
)
def test_numbers_are_found(text: str, numbers: set[str]) -> None:
    assert set(find_docket_numbers(text)) == numbers
