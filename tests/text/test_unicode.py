"""Text made sound: controls, surrogates, mojibake."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from items import Article, ExtractionResult, Outcome
from pipelines.extraction.sanitizing import sanitize_result
from text.unicode import cut_control_references, repair_mojibake, sanitize_text, without_controls


def misread(text: str) -> str:
    """UTF-8 as it looks when it is taken for windows-1252."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "Señor “Núñez” — it’s so", "Österreichs Ärzte für Übung", "sie schließt „Über“", "L’œuvre à côté, déjà",
        "© 2024 • 5 € → 😀 ™", "Łódź zażółć", "São Paulo, Ângela",
    ],
)  # fmt: skip
def test_misread_text_is_read_again(text: str) -> None:
    assert repair_mojibake(misread(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Die Ärzte nannten es „Spaß“.", "Der Ärger mit »Fuß« und Spaß– so", "Â CAFÉ”, CITÉ\xa0»", "der Laut „Ä“ allein",
        "“MANHÔ, São Paulo, Ângela", "ein Volumen von 20 Å³", "“I love the café”—she said, Ärzte too",
    ],
)  # fmt: skip
def test_sound_text_is_left_alone(text: str) -> None:
    assert repair_mojibake(text) == text


def test_a_doubtful_pair_follows_the_passage_it_stands_in() -> None:
    passage, other = misread("Österreich für alle"), "der Laut „Ä“ allein"
    assert repair_mojibake(f"<p>{passage}</p><p>{other}</p>") == f"<p>Österreich für alle</p><p>{other}</p>"


@given(st.text(st.characters(categories=["Lu", "Ll", "Po", "Pf", "Cc", "Cs", "Co", "Cn"]), max_size=60))
def test_any_text_can_be_stored(text: str) -> None:
    made = sanitize_text(text)
    made.encode()
    assert without_controls(made) == made


def test_controls_go_and_words_stay_apart() -> None:
    assert without_controls("a\x00b\x0bc\ud83d\x9d\ufeffd\te") == "ab cd\te"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a&#11;b", "a b"), ("a&#x0C;b", "a b"), ("a&#2;b", "ab"), ("a&#x1b;b", "ab"), ("a&#0;b", "ab"),
        ("a&#8b", "ab"), ("a&#10;b", "a&#10;b"), ("a&#110;b", "a&#110;b"),
        ("a&#x110;b", "a&#x110;b"), ("a&#146;b", "a&#146;b"),
    ],
)  # fmt: skip
def test_references_to_controls_go(markup: str, text: str) -> None:
    assert cut_control_references(markup) == text


def test_every_text_of_an_article_is_made_sound() -> None:
    article = Article("Br\x00idge", "open \ud83d", authors=("A\x01na", "\x02"), caption="schlieÃ\x9ft")
    cleaned = sanitize_result(ExtractionResult(article, Outcome.PENDING, "be\x00cause"))
    assert cleaned == ExtractionResult(
        Article("Bridge", "open ", authors=("Ana",), caption="schließt"), Outcome.PENDING, "because"
    )


@pytest.mark.parametrize("text", ["The mayor of Parañaque said “we won’t rest” – it is ongeëvenaard in José’s case."])
def test_mojibake_is_repaired_whole_or_left_whole(text: str) -> None:
    once = text.encode().decode("latin-1")
    assert repair_mojibake(once) == text
    assert repair_mojibake(once.encode().decode("latin-1")) == text
    assert repair_mojibake(text.encode().decode("mac_roman")) == text
    cut = once.encode().decode("latin-1") + " \u0416"
    assert repair_mojibake(cut) in {cut, f"{text} \u0416"}


@pytest.mark.parametrize("text", ["√2 ± 1", "Ä“ und Ö", "‚Ägypten‘"])
def test_signs_of_mojibake_in_sound_text_are_left_alone(text: str) -> None:
    assert repair_mojibake(text) == text


@pytest.mark.parametrize("sound", ["Parañaque: “we won’t rest” – then", "“Quoted” é", "Łódź i Kraków", "gęślą"])
def test_a_passage_is_repaired_whole_or_left_whole(sound: str) -> None:
    lost = sound.encode().decode("cp1252", "ignore")  # five bytes are no character of windows-1252
    assert repair_mojibake(lost) in {sound, lost}
    assert repair_mojibake(sound) == sound


def test_a_closing_quotation_mark_of_which_a_byte_was_lost_is_known_by_its_neighbours() -> None:
    assert repair_mojibake("She said â€œyesâ€ and wonâ€™t go") == "She said “yes” and won’t go"
    assert repair_mojibake("She said â€ 5") == "She said â€ 5"
