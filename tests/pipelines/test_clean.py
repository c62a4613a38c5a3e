"""What comes as text has a language, named or found."""

from __future__ import annotations

import pytest

from items import Article
from pipelines.clean import in_language
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
        (RELEASE, "fil", "tl"),
        ("Ruling", "", ""),
        ("Ruling", "en_US", "en"),
        (RELEASE, "no language at all", "en"),
    ],
)
def test_what_comes_as_text_has_the_language_it_names_or_is_in(text: str, named: str, code: str) -> None:
    assert in_language(Article("Ruling", text, language=named)).language == code
