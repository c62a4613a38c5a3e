"""Figures: numbers of five languages with what they count, and digits that count nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.figures.reading import read_figures

Expected = list[tuple[float | str, str, str]]


def found(text: str, language: str = "en") -> Expected:
    return [(one.value, one.unit, one.kind) for one in read_figures(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Police rescued six children and arrested two suspects.",
            "en",
            [(6, "person", "rescued"), (2, "person", "arrested")],
        ),
        (
            "She must pay a fine of P2 million and damages of Php500,000.",
            "en",
            [(2e6, "PHP", "fine"), (5e5, "PHP", "damages")],
        ),
        (
            "The woman, 34, was sentenced to life imprisonment.",
            "en",
            [(34, "years", "age"), ("life", "term", "sentence")],
        ),
        ("He was jailed for nine years and six months.", "en", [(9.5, "years", "sentence")]),
        ("The task force has secured 71 convictions.", "en", [(71, "person", "convicted")]),
        ("The bank filed 2,819 suspicious transaction reports.", "en", [(2819, "report", "reports")]),
        ("Sixty-four judges completed a course.", "en", [(64, "person", "trained")]),
        (
            "The grant of £3.4 million (about P230 million) was signed.",
            "en",
            [(3.4e6, "GBP", "funding"), (2.3e8, "PHP", "funding")],
        ),
        ("Nailigtas ang apat na bata.", "tl", [(4, "person", "rescued")]),
        ("Lima ka bata ang naluwas.", "ceb", [(5, "person", "rescued")]),
        ("Er muss 35.000 Euro Entschädigung zahlen.", "de", [(35_000, "EUR", "damages")]),
        ("Die Strafe von PHP 2,000,000.00 steht fest.", "de", [(2e6, "PHP", "fine")]),
        ("Das Strafmaß: 17 Jahre.", "de", [(17, "years", "sentence")]),
        ("Er erhielt dreißig Jahre Haft.", "de", [(30, "years", "sentence")]),
        ("Der 58-jährige Mann wurde verurteilt.", "de", [(58, "years", "age")]),
        ("the arrests of 97 perpetrators of trafficking crimes", "en", [(97, "person", "arrested")]),
    ],
)
def test_figures(text: str, language: str, expected: Expected) -> None:
    assert found(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "charged under RA 9208, RA 10364 and 11862",
        "Branch 124 of the court in Region 7 heard it on 14 June 2024 at 5 p.m.",
        "Call hotline 1343 or text 0917 123 4567.",
        "in Case No. 3:22-cr-0187",
        "between 2018 and 2022",
    ],
)
def test_digits_that_count_nothing(text: str) -> None:
    assert found(text) == []


def test_a_line_that_is_wrapped_changes_nothing() -> None:
    text = "The court ordered her to pay a fine of Php2\nmillion."
    (figure,) = read_figures(text)
    assert (figure.value, figure.kind) == (2e6, "fine")


def test_part_of_a_whole_has_its_kind() -> None:
    assert found("The conviction of 71 persons, 23 of them for crimes online, was welcomed.") == [
        (71, "person", "convicted"),
        (23, "person", "convicted"),
    ]


@given(st.text(alphabet="0123456789.,- PhpP$€%abcin\n", max_size=80))
def test_any_text_is_read_and_every_place_is_right(text: str) -> None:
    for figure in read_figures(text):
        assert 0 <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end].split() == figure.text.split()


def test_a_list_as_long_as_a_page_is_looked_through_within_reach_of_each_number_only() -> None:
    figures = read_figures("They will go on, " + "Ana, 12, " * 200, "en")
    assert [figures[0].status, figures[-1].status] == ["planned", "achieved"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Traynta'y otso na ka tawo ang nahukman.", "ceb", [(38, "person", "convicted")]),
        ("Ang babaye, kuwarentay tres anyos, nadakpan alas-nuwebe sa buntag.", "ceb", [(43, "years", "age")]),
        ("Nagbayad siya ng tatlong daan at limampung libong piso.", "tl", [(350_000, "PHP", "other")]),
        ("Die Polizei erhielt 14'260 Verdachtsmeldungen.", "de", [(14_260, "report", "reports")]),
        ("Er zahlt eine Busse von 2000 Franken.", "de", [(1, "busse", "other"), (2000, "CHF", "fine")]),
        ("Er erhielt ein lebenslanges Berufsverbot.", "de", [(1, "lebenslanges", "other")]),
        (
            "He must pay NZ$12,000 in compensation and was fined $3,000.",
            "en",
            [(12_000, "NZD", "damages"), (3000, "NZD", "fine")],
        ),
        ("A house valued at $450,000 was forfeited.", "en", [(450_000, "USD", "other")]),
        ("He earns $1,200 a month and was fined.", "en", [(1200, "USD", "other")]),
        (
            "P200,000 in fines and P150,000 for every child were imposed.",
            "en",
            [(200_000, "PHP", "fine"), (150_000, "PHP", "damages")],
        ),
        ("The judge gave the agency 15 days to comply.", "en", [(15, "days", "other")]),
        ("Her cousin, 19, told the court.", "en", [(19, "years", "age")]),
        ("A man of 61 was arrested.", "en", [(61, "years", "age")]),
        ("The number of accused is 47.", "en", [(47, "person", "other")]),
        (
            "Eight of the ten convictions were pleas.",
            "en",
            [(8, "person", "convicted"), (10, "person", "convicted")],
        ),
        (
            "Von den 14 Angeklagten wurden neun verurteilt.",
            "de",
            [(14, "person", "other"), (9, "person", "convicted")],
        ),
        ("An online course for 9,500 tellers begins in January.", "en", [(9500, "person", "other")]),
    ],
)
def test_a_doubtful_number_is_of_no_safe_kind(text: str, language: str, expected: Expected) -> None:
    assert found(text, language) == expected
