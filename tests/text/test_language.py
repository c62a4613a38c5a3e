"""Languages of our sources."""

import pytest

from text.language import detect_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The town council met on Tuesday and agreed on a plan for the old harbour after two years of talks.", "en"),
        (
            "Nagpulong ang konseho ng bayan noong Martes at pumayag sila sa plano para sa lumang daungan ng lungsod.",
            "tl",
        ),
        (
            "Nagtigom ang konseho niadtong Martes ug miuyon sila sa plano alang sa daan nga pantalan, matod sa mayor.",
            "ceb",
        ),
        ("Der Rat der Stadt hat am Dienstag nach zwei Jahren einem Plan für den alten Hafen zugestimmt.", "de"),
        ("De gemeenteraad heeft dinsdag na twee jaar ingestemd met een plan voor de oude haven van de stad.", "nl"),
    ],
)
def test_languages_are_told_apart(text: str, code: str) -> None:
    assert detect_language(text) == code


def test_a_short_text_takes_the_declared_language() -> None:
    assert detect_language("Hafen", "de-DE") == "de"
    assert detect_language("Daungan", "fil") == "tl"
    assert detect_language("Harbour", "{{ lang }}") == ""
