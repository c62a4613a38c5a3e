"""Where a text breaks off at a paywall."""

import pytest

from pipelines.extraction.rejects.paywalls import breaks_off, is_paywall_box

SENTENCES = tuple(f"In week {n} the harbour office counted more ships than in the week before." for n in range(20))


def shown(behind: str, before: str = "") -> str:
    return " ".join((before, *SENTENCES, behind))


@pytest.mark.parametrize(
    "box",
    [
        "Subscribe to continue reading",
        "Sign up now to read the full story",
        "This article is available to subscribers only",
        "Dieser Artikel ist exklusiv für Abonnenten",
        "Mit einem Abo weiterlesen",
        "Dit artikel is alleen voor abonnees",
    ],
)
def test_a_box_among_or_right_behind_the_text_ends_it_whatever_its_length(box: str) -> None:
    assert is_paywall_box(box)
    assert breaks_off(SENTENCES, shown(f"Share {box}"), declared=False)
    assert breaks_off((*SENTENCES, box), "", declared=False)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("Already a subscriber? Log in", ""),
        ("", "Already a subscriber? Log in"),
        ("Subscribe to continue reading", ""),
        ("", "Sign up to read our newsletter every morning"),
        ("", "word " * 200 + "Subscribe to continue reading"),
    ],
)
def test_words_elsewhere_and_of_other_offers_end_nothing(before: str, behind: str) -> None:
    assert not breaks_off(SENTENCES, shown(behind, before), declared=False)


@pytest.mark.parametrize(
    "sentence",
    [
        "Parents can register to access the platform.",
        "Readers will have to sign up to read more than five stories, the paper said.",
    ],
)
def test_a_sentence_that_reports_on_a_wall_is_none(sentence: str) -> None:
    assert not breaks_off((*SENTENCES, sentence), "", declared=False)


def test_an_open_end_counts_where_the_page_calls_itself_closed() -> None:
    cut = (*SENTENCES, "The minister has promised to pay half of the…")
    assert breaks_off(cut, "", declared=True)
    assert not breaks_off(cut, "", declared=False)
    assert not breaks_off(SENTENCES, "", declared=True)
    assert not breaks_off((), "", declared=True)
