"""How a later text draws on an earlier one."""

from __future__ import annotations

from textwrap import fill

import pytest

from pipelines.grouping.alignment import Comparison
from pipelines.grouping.document import Document
from pipelines.grouping.reuse import look_alike, reuse_of
from storage.kinship import Reuse
from tests.storysamples import EDITED, LOOK_ALIKE, OTHER, RELEASE, RETOLD, article

SELF_DESCRIPTION = """Harbour House is a charity that shelters survivors of exploitation and trains social workers,
judges and police officers in nine towns. Its work is paid for by members of parishes and clubs, by two foundations
and by the ministry for families, and its accounts are open to everyone who asks for them at any of its offices."""


def compared(earlier: str, later: str, *, same_source: bool = False) -> Comparison:
    one = Document(article(earlier, source="herald"))
    return Comparison(one, Document(article(later, source="herald" if same_source else "tribune", day=2)))


def reuse(earlier: str, later: str, *, same_story: bool = True) -> Reuse:
    found = reuse_of(compared(earlier, later), same_story)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "later",
    [
        RELEASE,
        "\n\n".join(fill(paragraph, 60) for paragraph in RELEASE.split("\n\n")),
        "TAGBILARAN CITY, Feb. 3 (Herald) - " + RELEASE + "\nThis text was supplied by a third party.",
        "\n\n".join(RELEASE.split("\n\n")[:3]),
    ],
    ids=["the same", "wrapped", "dateline and credit", "trimmed"],
)
def test_the_same_text_is_verbatim_whatever_stands_around_it(later: str) -> None:
    assert reuse(RELEASE, later, same_story=False).kind == "verbatim"


def test_an_edit_says_how_much_was_taken_and_when() -> None:
    found = reuse(RELEASE, EDITED)
    assert found.kind == "edited"
    assert found.share_of_later > 0.7
    assert 0.4 < found.share_of_earlier < found.share_of_later
    assert found.lag_hours == 48


def test_its_sentences_are_placed_in_both_texts() -> None:
    places = {(RELEASE[a:b], EDITED[c:d]) for a, b, c, d in reuse(RELEASE, EDITED).sentences}
    assert any(one.startswith("Judge Amparo") and two.startswith("Judge Amparo") for one, two in places)


def test_a_text_told_anew_is_paraphrased_within_its_story_and_nothing_outside_it() -> None:
    assert reuse(RELEASE, RETOLD).kind == "paraphrased"
    assert reuse_of(compared(RELEASE, RETOLD), same_story=False) is None


def test_a_quotation_alone_is_a_quote() -> None:
    later = (
        '"The court has told every facilitator in Bohol that distance protects no one," the prosecutor said at noon.'
    )
    assert reuse(RELEASE, later).kind == "quote only"


def test_figures_alone_are_figures() -> None:
    assert reuse(RELEASE, "Bohol: 63 receipts, 500,000 pesos, one verdict.").kind == "figures only"


def test_nothing_in_common_is_no_reuse() -> None:
    assert reuse_of(compared(RELEASE, OTHER), same_story=True) is None


def test_the_next_case_in_the_same_form_is_a_look_alike_and_no_reuse() -> None:
    same_form = compared(RELEASE, LOOK_ALIKE)
    assert look_alike(same_form)
    assert reuse_of(same_form, same_story=False) is None
    assert not look_alike(compared(RELEASE, EDITED))


def test_standing_text_is_not_reuse() -> None:
    one = Document(article(OTHER + "\n\n" + SELF_DESCRIPTION))
    two = Document(article(RELEASE + "\n\n" + SELF_DESCRIPTION, source="tribune"))
    known = {one.sample[shingle] for shingle in one.sample.keys() & two.sample.keys()}
    assert Comparison(one, two).share_of_later > 0.2
    assert Comparison(one.beside(known), two.beside(known)).share_of_later < 0.05


def test_a_string_of_names_is_not_reuse() -> None:
    names = "Manila Center Against Internet Crimes Visayas Field Unit"
    assert (
        Comparison(
            Document(article(f"He called the {names} twice.")), Document(article(f"Nobody at {names} knew."))
        ).share_of_later
        == 0
    )
