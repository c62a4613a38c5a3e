"""Quotations with their speakers: marks, attributions and paragraphs of five languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.quotations.persons import surname_of
from text.quotations.reading import read_quotations

STORY = """Mayor Ines Dalagan opened the desk on Monday. “Nobody should have to wait,” she said. “We begin today.”

City Councilor Paolo Virtudes, who wrote it, said it took long. “Seven hearings, and each was worth it,” he added.

The mayor thanked him. “He never gave up,” she said.

“The children come first.

“They always have,” said Sister Amparo Leuterio of the Harbour House.

Dalagan called the desk a “start” and left. “I'll be back,” the mayor said."""


def test_the_speakers_of_a_story() -> None:
    assert [(one.speaker, one.text) for one in read_quotations(STORY)] == [
        ("Mayor Ines Dalagan", "Nobody should have to wait"),
        ("Mayor Ines Dalagan", "We begin today."),
        ("Councilor Paolo Virtudes", "Seven hearings, and each was worth it"),
        ("Ines Dalagan", "He never gave up"),
        ("Sister Amparo Leuterio", "The children come first.\n\nThey always have"),
        ("Ines Dalagan", "I'll be back"),
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ('"It was time to act," Atty. Ramon Dalisay, who heads the office, said.', "Dalisay", "It was time to act"),
        ('According to Judge Rosa Lim, "the law is clear on this".', "Lim", "the law is clear on this"),
        (
            "Speaking for both, Envoy Oren Tuivasa said,\n\n“We mark a decent piece of work.”",
            "Tuivasa",
            "We mark a decent piece of work.",
        ),
        ("„Das war überfällig“, sagte Oberstaatsanwältin Petra Vogt.", "Vogt", "Das war überfällig"),
        ("»Wir sehen jede Spur«, so Jan Behrens.", "Behrens", "Wir sehen jede Spur"),
        ("“Dit was nodig voor iedereen,” zei officier Anke de Wit.", "Wit", "Dit was nodig voor iedereen"),
        ("“Ligtas na ang mga bata,” ayon kay Kol. Marites Salonga.", "Salonga", "Ligtas na ang mga bata"),
        ('"Luwas na ang mga bata," matod ni Gemma Ouano.', "Ouano", "Luwas na ang mga bata"),
        ("“We were heard at last,” a survivor leader told the room.", "leader", "We were heard at last"),
    ],
)
def test_attributions(text: str, speaker: str, words: str) -> None:
    (found,) = read_quotations(text)
    assert found.speaker.split()[-1] == speaker
    assert found.text == words
    assert text[found.start : found.end] == words


@pytest.mark.parametrize("text", ["He called it a “gold mine”.", "The film “The Long Road” opens.", "A 12” screen."])
def test_terms_and_titles_are_no_statements(text: str) -> None:
    assert read_quotations(text) == []


@given(st.text(alphabet='“”"„‘’ ,.ABab\n:', max_size=200))
def test_any_text_is_read_and_every_place_is_right(text: str) -> None:
    for one in read_quotations(text):
        assert 0 <= one.start <= one.end <= len(text)


def test_an_office_in_an_embassy_is_no_speaker_but_whoever_holds_it() -> None:
    text = (
        "“We stand by them,” British Embassy in the Philippines Chargé d’Affaires Paul Law said.\n\n"
        "“It was worth it,” Office to Monitor and Combat Trafficking in Persons Acting Director Dr. Kim Rowan said."
    )
    assert [surname_of(quotation.speaker) for quotation in read_quotations(text)] == ["law", "rowan"]
