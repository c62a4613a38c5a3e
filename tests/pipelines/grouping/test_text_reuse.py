"""How a later text draws on an earlier one."""

from __future__ import annotations

from dataclasses import replace
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.grouping.alignment import Comparison
from pipelines.grouping.features import DocumentFeatures
from pipelines.grouping.text_reuse import detect_reuse, is_look_alike, paraphrased_sentences
from plans import TextReuse
from tests.storysamples import EDITED, LOOK_ALIKE, OTHER, RELEASE, RETOLD, article

SELF_DESCRIPTION = """Harbour House is a charity that shelters survivors of exploitation and trains social workers,
judges and police officers in nine towns. Its work is paid for by members of parishes and clubs, by two foundations
and by the ministry for families, and its accounts are open to everyone who asks for them at any of its offices."""


def compared(earlier: str, later: str, *, same_source: bool = False) -> Comparison:
    one = DocumentFeatures(article(earlier, source="herald"))
    return Comparison(one, DocumentFeatures(article(later, source="herald" if same_source else "tribune", day=2)))


def reuse(earlier: str, later: str, *, same_story: bool = True) -> TextReuse:
    found = detect_reuse(compared(earlier, later), same_story)
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
    assert detect_reuse(compared(RELEASE, RETOLD), same_story=False) is None


def test_a_quotation_alone_is_a_quote() -> None:
    later = (
        '"The court has told every facilitator in Bohol that distance protects no one," the prosecutor said at noon.'
    )
    assert reuse(RELEASE, later).kind == "quote only"


PASSAGE = "a report from the police of Norway to the center against internet crimes in Manila. Officers searched the \
house in May 2024 and found two phones"


def test_a_passage_between_the_quotations_of_others_is_told() -> None:
    later = f'"No," said Delia Montes of Loay. All she knew was {PASSAGE}. "We would rather wait," her mother said.'
    assert reuse(RELEASE, later, same_story=False).kind in {"edited", "paraphrased"}


def test_names_in_lines_that_run_into_a_passage_are_no_disagreement() -> None:
    ours = "Wardens, as Delia Montes of Loay, Crispin Aro of Jagna and Nestor Pilar of Duero have asked, are to be paid"
    theirs = (
        "At noon Bertram Kolb of Auwald, Elke Horn of Linden and Ambros Tanner of Hagenau opened a bridge over which"
    )
    earlier = f"{SELF_DESCRIPTION}\n\n{ours} from a fee that divers leave at the pier,\nIn the end there was {PASSAGE}."
    later = f"{OTHER}\n\n{theirs} no cart has gone since the flood,\nOne thing was found: {PASSAGE}."
    assert reuse(earlier, later, same_story=False).share_of_earlier < 0.6


def test_figures_alone_are_figures() -> None:
    assert reuse(RELEASE, "Bohol: 63 receipts, 500,000 pesos, one verdict.").kind == "figures only"


def test_nothing_in_common_is_no_reuse() -> None:
    assert detect_reuse(compared(RELEASE, OTHER), same_story=True) is None


def test_the_next_case_in_the_same_form_is_a_look_alike_and_no_reuse() -> None:
    same_form = compared(RELEASE, LOOK_ALIKE)
    assert is_look_alike(same_form)
    assert detect_reuse(same_form, same_story=False) is None
    assert not is_look_alike(compared(RELEASE, EDITED))


#: each told of in one sentence or in several
PARAGRAPHS = RELEASE.strip().split("\n\n")
NAMED = ("Tagbilaran", "Amparo", "Quisumbing", "Bohol", "Ramon", "Dalisay", "Norway")


@given(st.permutations(PARAGRAPHS), st.sampled_from(NAMED), st.sampled_from(["Wexcombe", "Tovrekk", "Ysmeralda"]))
def test_a_form_with_one_name_for_another_is_no_copy(form: list[str], name: str, other: str) -> None:
    text = "\n\n".join(form)
    swapped = compared(text, text.replace(name, other))
    assert is_look_alike(swapped)
    assert detect_reuse(swapped, same_story=False) is None


@given(st.permutations(PARAGRAPHS), st.sampled_from(NAMED), st.integers(1, 4), st.booleans(), st.integers(40, 80))
def test_a_slip_of_the_pen_lines_quotes_and_a_dateline_leave_a_copy(
    form: list[str], name: str, at: int, everywhere: bool, width: int
) -> None:
    slip = f"{name[:at]}{name[at + 1]}{name[at]}{name[at + 2 :]}" if at + 2 <= len(name) else name
    text = "\n\n".join(form)
    edited = "\n\n".join(fill(one, width) for one in text.replace(name, slip, -1 if everywhere else 1).split("\n\n"))
    edited = (
        f"MANILA, Philippines (Herald) — {edited.replace(chr(34), '”')}\n\nThe Herald welcomes letters to Ana Ruiz."
    )
    assert reuse(text, edited, same_story=False).kind == "verbatim"


def test_within_a_story_too_passages_that_disagree_are_no_reuse_and_one_stray_name_is_no_disagreement() -> None:
    kept = RELEASE.split("\n\n")[3]
    told = f"{kept} In {{}} nobody had noticed."
    stray = told.format("Baclayon").replace("from the police of Norway to the center", "from Norway to a center")
    assert reuse(RELEASE, stray).kind in {"edited", "paraphrased"}
    assert detect_reuse(compared(RELEASE, LOOK_ALIKE), same_story=True) is None


#: what an office for consumers writes about every shop
FORM = """{name} of {town} has to pay {sum} euros because of {what}, the Office for Fair Trade has decided.

{facts}

"Whoever sells must say what is sold," said its director, Marlene Ostrander, in the capital. "Our inspectors in all \
nine districts look closely, and they will go on to look closely, at the markets, in the shops and on the internet."

The Office for Fair Trade was founded in 1974 and has 210 inspectors in nine districts. It is advised by the Chamber \
of Commerce, the Union of Grocers and the League of Households, and it answers to the Ministry for Trade in Linden. \
Complaints are taken by telephone from Monday to Friday and by letter at any time; nobody has to give a name.
"""
HONEY = FORM.format(
    name="Ambros Tanner",
    town="Feldkirchen",
    sum="4,300",
    what="watered honey",
    facts="Inspectors bought eleven jars from Tanner in June 2023. A laboratory in Mooswald found syrup in 9 of them.",
)
SCALES = FORM.format(
    name="Cordula Reiss",
    town="Hagenau",
    sum="12,750",
    what="false scales",
    facts="At the stall that Reiss kept in Hagenau since 2019, 500 grams of cherries weighed 430, a pensioner from "
    "Tiefental noticed. Two scales were sealed on 14 August.",
)


@pytest.mark.parametrize("same_source", [True, False], ids=["of one source", "of two sources"])
def test_a_form_filled_in_for_another_case_is_a_look_alike_however_much_of_it_is_the_same(*, same_source: bool) -> None:
    same_form = compared(HONEY, SCALES, same_source=same_source)
    assert same_form.largest_share > 0.7
    assert is_look_alike(same_form)
    assert detect_reuse(same_form, same_story=False) is None


def test_a_form_filled_in_for_the_same_case_is_reuse() -> None:
    shortened = HONEY.replace(" in June 2023", " last summer").replace("eleven jars", "several jars")
    assert reuse(HONEY, shortened, same_story=False).kind == "verbatim"


def test_what_is_cut_at_the_end_and_what_stands_there_instead_contradicts_nothing() -> None:
    teasers = "\n\nAlso read: Mayor Bertram Kolb opens Bridge 7 in Altstadt; FC Auwald beats SV Horn 3:1 on Sunday."
    cut = "\n\n".join(RELEASE.split("\n\n")[:4]) + teasers
    assert not is_look_alike(compared(RELEASE, cut))
    assert reuse(RELEASE, cut, same_story=False).kind in {"verbatim", "edited"}


def test_a_copy_of_a_text_that_is_standing_text_for_the_most_part_is_a_copy() -> None:
    boilerplate = {
        fingerprint for shingle, fingerprint in DocumentFeatures(article(FORM)).sample.items() if "{" not in shingle
    }
    one = DocumentFeatures(article(HONEY), boilerplate)
    exact = Comparison(one, DocumentFeatures(article(HONEY, source="tribune"), boilerplate))
    assert (exact.share_of_earlier, exact.share_of_later) == (1, 1)
    trimmed = "\n\n".join(HONEY.split("\n\n")[:3])
    for text in (HONEY, trimmed):
        found = detect_reuse(
            Comparison(one, DocumentFeatures(article(text, source="tribune"), boilerplate)), same_story=False
        )
        assert found is not None
        assert found.kind == "verbatim"


def test_a_text_that_is_nothing_but_standing_text_is_a_copy_of_its_like_only() -> None:
    one = DocumentFeatures(article(SELF_DESCRIPTION))
    boilerplate = frozenset(one.sample.values())
    same = Comparison(
        one.with_boilerplate(boilerplate), DocumentFeatures(article(SELF_DESCRIPTION, source="tribune"), boilerplate)
    )
    found = detect_reuse(same, same_story=False)
    assert same.share_of_later == 0
    assert found is not None
    assert found.kind == "verbatim"


@pytest.mark.parametrize("text", ["", "* * *", "\n\n"])
def test_texts_without_words_draw_on_nothing(text: str) -> None:
    assert detect_reuse(compared(text, text), same_story=True) is None
    assert detect_reuse(compared(RELEASE, text), same_story=True) is None


def test_where_only_days_are_known_the_lag_is_not_below_nothing() -> None:
    release = DocumentFeatures(replace(article(RELEASE, day=0.4), releasing=True))
    paper = DocumentFeatures(replace(article(EDITED, source="tribune", day=-0.2), precision="day"))
    found = detect_reuse(Comparison(release, paper), same_story=True)
    assert found is not None
    assert found.lag_hours == 0


def test_long_texts_are_compared_by_the_words_that_tell_their_sentences_apart() -> None:
    counted = [f"Mill {100 + one} turns a wheel of {1000 + one} spokes on river {5000 + one}." for one in range(300)]
    told = "On river 5007 there is a mill with 1007 spokes, number 107 by the count."
    pairs = paraphrased_sentences(compared(" ".join(counted), told))
    assert [pair.earlier for pair in pairs] == [7]


def test_standing_text_is_not_reuse() -> None:
    one = DocumentFeatures(article(OTHER + "\n\n" + SELF_DESCRIPTION))
    two = DocumentFeatures(article(RELEASE + "\n\n" + SELF_DESCRIPTION, source="tribune"))
    known = {one.sample[shingle] for shingle in one.sample.keys() & two.sample.keys()}
    assert Comparison(one, two).share_of_later > 0.2
    assert Comparison(one.with_boilerplate(known), two.with_boilerplate(known)).share_of_later < 0.05


def test_a_string_of_names_is_not_reuse() -> None:
    names = "Manila Center Against Internet Crimes Visayas Field Unit"
    assert (
        Comparison(
            DocumentFeatures(article(f"He called the {names} twice.")),
            DocumentFeatures(article(f"Nobody at {names} knew.")),
        ).share_of_later
        == 0
    )
