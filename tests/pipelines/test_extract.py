"""What comes as text has a language, named or found."""

from __future__ import annotations

import pytest

from items import Article
from pipelines.extract import with_language
from tests.storysamples import RELEASE

GERMAN = """Das Gericht in der Provinz hat einen Mann verurteilt, der über das Internet Geld erpresst hat. \
Er muss für viele Jahre ins Gefängnis und den Betroffenen Schadenersatz zahlen."""


@pytest.mark.parametrize(
    ("text", "named", "code"),
    [
        (RELEASE, "", "en"),
        (GERMAN, "", "de"),
        (RELEASE, "en-PH", "en"),
        (GERMAN, "DE", "de"),
        (RELEASE, "fil", "en"),
        (GERMAN, "und", "de"),
        ("Ruling", "", ""),
        ("Ruling", "und", ""),
        ("Ruling", "eng", "en"),
        ("Hatol", "fil-PH", "tl"),
        ("Hukom", "ceb", "ceb"),
        ("Ruling", "en_US", "en"),
        (RELEASE, "no language at all", "en"),
    ],
)
def test_the_text_says_its_language_before_its_tag_does(text: str, named: str, code: str) -> None:
    assert with_language(Article("Ruling", text, language=named)).language == code
