"""Furniture: by its wording, and by the pages that carry it."""

import pytest

from pipelines.cleaning.furniture import captions_apart, fingerprint, is_furniture, without_furniture, without_repeated

PROSE = [
    "The town council met on Tuesday and agreed on a plan for the old harbour after two years of talks.",
    "The mayor said that the work would begin in spring and that the fish market would stay where it is.",
    "A second vote in autumn will decide how the money is shared between the port office and the town.",
]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "READ MORE: Another story of the harbour", "Sign up for our letter", "© 2025 Harbour Post",
        "Follow us on Facebook and Instagram", "Reporting by Ana Quisora; editing by Wim Dorpema", "BASAHIN: Iba pa",
        "Lesen Sie auch: Der neue Hafen", "Get the latest headlines in your inbox", "___", "All rights reserved.",
    ],
)  # fmt: skip
def test_furniture_is_known_by_its_wording(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line", [*PROSE, "More than a thousand people came.", "Follow-up talks are planned.", "- two boats"]
)
def test_prose_is_not_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_what_follows_the_end_is_cut() -> None:
    assert (
        without_furniture([*PROSE, "Comments", "I was there and it was not like that at all, let me tell you."])
        == PROSE
    )
    assert without_furniture([*PROSE, "Related stories", "Another story", "One more story"]) == PROSE


def test_a_label_between_paragraphs_costs_itself_only() -> None:
    assert without_furniture([*PROSE[:2], "Read more", PROSE[2]]) == PROSE


def test_lines_that_are_only_a_link_are_cut() -> None:
    assert without_furniture([*PROSE, "Ships wait for weeks"], {"ships wait for weeks"}) == PROSE


def test_captions_stand_apart() -> None:
    assert captions_apart([PROSE[0], "Image The old quay"]) == ("The old quay", [PROSE[0]])


def test_what_a_source_repeats_is_cut_but_never_the_whole() -> None:
    donation = "Give 10 euros today and help us to keep the harbour clean."
    counts = {fingerprint("Give 25 euros today and help us to keep the harbour clean."): 5}
    assert without_repeated([*PROSE, donation], counts) == PROSE
    everything = {fingerprint(line): 9 for line in PROSE}
    assert without_repeated(PROSE, everything) == PROSE
