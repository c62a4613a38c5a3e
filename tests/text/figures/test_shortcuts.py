"""What is looked for at likely places only is found wherever it stands."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from text.figures.masks import MASKS, mask_numbers
from text.figures.numbers import WRITTEN_NUMBER, read_number, written_numbers
from text.proceedings.docket_numbers import DOCKET_NUMBER

PIECES = st.sampled_from(
    [
        "RA 10364",
        ", ",
        "and ",
        "11862",
        "call ",
        "hotline ",
        "our ",
        "new line ",
        "+63 2",
        "1343",
        "April ",
        "4",
        ", 2024",
        "section ",
        "no. ",
        "G.R. No. ",
        "AB-12",
        "criminal case number: ",
        "12:30",
        " p.m.",
        "twenty",
        "-",
        "two ",
        "hundred ",
        "thousand ",
        "a couple ",
        "isang ",
        "dreißig ",
        "DREISSIG",
        "ng ",
        "lima",
        "12,000.5",
        " million",
        "m",
        "₱",
        "Php",
        "_",
        "é",
        "\n\n",
        ".",
        "1.000",
        "one",
        "en route ",
    ]
)


@settings(max_examples=40)
@given(st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join))
def test_masks_and_numbers_are_those_of_the_whole_text(text: str) -> None:
    masked = text
    for pattern in (DOCKET_NUMBER, MASKS):
        masked = pattern.sub(lambda match: "".join("_" if one.isdecimal() else one for one in match.group()), masked)
    assert mask_numbers(text) == masked
    everywhere = [match.span() for match in WRITTEN_NUMBER.finditer(masked)]
    matches = list(written_numbers(masked, 0, len(masked)))
    assert [match.span() for match in matches] == everywhere
    assert all(read_number(match, decimal_comma=False).value >= 0 for match in matches)
