"""Courts, agencies and laws: short forms that several have, branches, courts elsewhere, numbers in lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.bodies.laws import read_laws
from text.bodies.reading import read_bodies
from text.phrases.finding import read_tokens

#: pieces of sentences of which wild texts are made
PIECES = [
    "AFP",
    "National ",
    "Crime Agency",
    "RTC",
    " Branch 7",
    "RA 9208",
    " and 11862",
    ", ",
    "IJM",
    " Corp",
    "\n\n",
    "é",
    "DOJ",
]


def slugs(text: str) -> list[str]:
    return [entry.body for entry in read_bodies(text, read_tokens(text))]


def numbers(text: str) -> list[tuple[str, str]]:
    return [(entry.number, entry.surface) for entry in read_laws(text, read_tokens(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Australian Federal Police (AFP) sent a lead; the AFP thanked Manila.", ["afp-au", "afp-au", "afp-au"]),
        ("AFP troops of the 4th brigade secured the island.", ["afp-ph"]),
        ("Officers of the AFP in Queensland arrested the buyer.", ["afp-au"]),
        ("The AFP did not comment.", [""]),
        ("IJM social workers stayed with the children.", ["ijm"]),
        ("IJM Corporation won the contract; IJM shares rose.", []),
        ("IJM praised PLDT Corporation; the Land Bank froze the account.", ["ijm"]),
        ("International Justice Mission is not IJM Corporation.", ["ijm"]),
        ("The DOJ in Cebu approved the charge.", ["doj-ph"]),
        ("The DOJ and a U.S. Attorney in Ohio announced it.", ["doj-us"]),
        ("The Child Welfare Committee (CWC) in Kerala heard the matter.", []),
        ("The Council for the Welfare of Children trains desks. The CWC has a helpline.", ["cwc", "cwc"]),
        ("The NCA in London found the account.", ["nca-uk"]),
        ("The NCA, or notice of cash allocation, came late: a Notice of Cash Allocation is a paper.", []),
        ("The U.S. Department of Justice and the FBI helped.", ["doj-us", "fbi"]),
        ("The Philippine Department of Justice (DOJ) said the DOJ had filed.", ["doj-ph", "doj-ph", "doj-ph"]),
        ("PNP-ACG and NBI agents of AHTRAD searched it.", ["pnp-acg", "nbi", "nbi-ahtrad"]),
        ("Leeds Crown Court jailed him; the Supreme Court of India did not.", ["foreign-court", "foreign-court"]),
        ("Das Landgericht Köln und das BKA ermitteln.", ["foreign-court", "bka"]),
    ],
)
def test_bodies(text: str, expected: list[str]) -> None:
    assert slugs(text) == expected


@pytest.mark.parametrize(
    ("text", "branch"),
    [
        ("The Regional Trial Court Branch 27 in Iloilo ruled.", "27"),
        ("Branch 124 of the Caloocan RTC ruled.", "124"),
        ("The RTC of Tagum City, Branch 2, ruled.", "2"),
        ("A family court heard it.", ""),
    ],
)
def test_the_branch_of_a_court(text: str, branch: str) -> None:
    assert [entry.branch for entry in read_bodies(text, read_tokens(text))] == [branch]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("charged under RA 10364 and 11862", [("RA 10364", "RA 10364"), ("RA 11862", "11862")]),
        (
            "Republic Act No. 9208, as amended by RA 10364 and RA 11862",
            [("RA 9208", "Republic Act No. 9208"), ("RA 10364", "RA 10364"), ("RA 11862", "RA 11862")],
        ),
        (
            "R.A. 9775, 10175 at 7610 ang batayan",
            [("RA 9775", "R.A. 9775"), ("RA 10175", "10175"), ("RA 7610", "7610")],
        ),
        ("The Anti-Child Pornography Act was repealed.", [("RA 9775", "Anti-Child Pornography Act")]),
        ("RA 10364 and 5,000 pesos", [("RA 10364", "RA 10364")]),
        ("the Cybercrime Prevention Act of 2012", [("RA 10175", "Cybercrime Prevention Act of 2012")]),
    ],
)
def test_laws(text: str, expected: list[tuple[str, str]]) -> None:
    assert numbers(text) == expected


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=60))
def test_every_entry_is_where_it_says(text: str) -> None:
    tokens = read_tokens(text)
    places = [(one.start, one.end, one.surface) for one in read_bodies(text, tokens)]
    places += [(one.start, one.end, one.surface) for one in read_laws(text, tokens)]
    assert [text[start:end] for start, end, _ in places] == [surface for *_, surface in places]
