"""Furniture: by its wording, and by the pages that carry it."""

import pytest

from pipelines.extraction.body.boilerplate import (
    cut_boilerplate,
    cut_repeated_paragraphs,
    is_boilerplate,
    paragraph_fingerprint,
    split_off_captions,
)

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
        "Sign up for our weekly letter and never miss a story of the harbour.", "Copyright 2025 Harbour Post",
        "(Reporting by Ana Quisora in Manila; additional reporting by Wim Dorpema and Lea Marhof in Davao.)",
        "Lesen Sie auch: Der neue Hafen", "Get the latest headlines in your inbox", "___", "All rights reserved.",
        "Unlimited online access to the Harbour Post and four sites with one account.", "Support local journalism.",
        "REGISTER / SIGN IN TO UNLOCK MORE ARTICLES", "The Post ePaper, an electronic replica of the printed paper.",
        "Share your thoughts and join the conversation in the comments.", "Access articles from across the islands.",
    ],
)  # fmt: skip
def test_furniture_is_known_by_its_wording(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        *PROSE, "More than a thousand people came.", "Follow-up talks are planned.", "- two boats",
        "Unlimited access to the harbour was promised to the fishers, who doubt that it will come.",
        "Daily puzzles have been sold by the same family on the quay for forty years, its grandson told the council.",
        "Reporting by online platforms has doubled since 2019, the centre said on Tuesday.",
        "Have a question about the new quay? The harbour desk answers traders every day.",
        "Sign up for the sailing course at the town hall before Friday, the council said.",
        "“Click here for your prize,” the message to the traders said.",
        "Like many traders, she met the group on Facebook and left it soon.",
        "Follow the advice of the harbour desk on WhatsApp, the traders were told.",
        "More on the plan will be known in spring, he said.",
        "Copyright law protects the songs of the harbour, the court said.",
        "Published in 2019, the report found that many boats were too old to sail.",
    ],
)  # fmt: skip
def test_prose_is_not_furniture(line: str) -> None:
    assert not is_boilerplate(line)


def test_what_follows_the_end_is_cut() -> None:
    assert (
        cut_boilerplate([*PROSE, "Comments", "I was there and it was not like that at all, let me tell you."]) == PROSE
    )
    assert cut_boilerplate([*PROSE, "Related stories", "Another story", "One more story"]) == PROSE


def test_a_label_between_paragraphs_costs_itself_only() -> None:
    assert cut_boilerplate([*PROSE[:2], "Read more", PROSE[2]]) == PROSE


def test_lines_that_are_only_a_link_are_cut() -> None:
    assert cut_boilerplate([*PROSE, "Ships wait for weeks"], {"ships wait for weeks"}) == PROSE


def test_captions_stand_apart() -> None:
    assert split_off_captions([PROSE[0], "Image The old quay"]) == ("The old quay", [PROSE[0]])


def test_a_paragraph_that_begins_as_a_caption_stays() -> None:
    paper = "Bild Zeitung reported on Monday that the old quay would be closed for a year."
    maker = "Image Makers of the harbour met on Monday to choose a new picture of the quay."
    assert split_off_captions([*PROSE, paper, "Image The old quay", maker]) == ("The old quay", [*PROSE, paper, maker])


def test_what_a_source_repeats_is_cut_but_never_the_whole() -> None:
    donation = "Give 10 euros today and help us to keep the harbour clean."
    counts = {paragraph_fingerprint("Give 25 euros today and help us to keep the harbour clean."): 5}
    assert cut_repeated_paragraphs([*PROSE, donation], counts) == PROSE
    everything = {paragraph_fingerprint(line): 9 for line in PROSE}
    assert cut_repeated_paragraphs(PROSE, everything) == PROSE


def test_an_endless_word_is_looked_at_in_a_moment() -> None:
    assert not is_boilerplate("get " + "a" * 100_000)
