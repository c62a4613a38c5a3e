"""The topics file: what it may say, and what an error tells the person who wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.relevance.topics import fold, search_pattern
from pipelines.relevance.topics_file import TopicsError, load_topics

OWN_FILE = Path(__file__).resolve().parents[3] / "pipelines" / "relevance" / "topics.toml"

SMALL = """
[places]
title = 3
standfirst = 2
opening = 2
body = 1

[length]
opening_words = 30
least_words = 100
most_words = 1000

[words.animal]
english = ["cat", "dog*"]

[words.place]
english = ["garden"]

[topic.pets]
name = "Pets"
threshold = 5
support_limit = 2

[topic.pets.terms."By name"]
weight = 2
places = ["title", "body"]
english = ["house cat"]
german = ["Hauskatze"]

[topic.pets.near."an animal outdoors"]
weight = 1.5
lists = ["animal", "place"]
within = 2

[topic.pets.against."Stuffed"]
weight = -2
any = ["toy"]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "topics.toml"
    path.write_text(text, encoding="utf-8")
    return path


def complaint(folder: Path, old: str, new: str) -> str:
    assert old in SMALL
    with pytest.raises(TopicsError) as caught:
        load_topics(write(folder, SMALL.replace(old, new, 1)))
    return str(caught.value)


def test_reads_a_small_file(tmp_path: Path) -> None:
    topics = load_topics(write(tmp_path, SMALL))
    (topic,) = topics.topics
    assert (topic.slug, topic.name, topic.threshold) == ("pets", "Pets", 5)
    assert [rule.heading for rule in topic.rules] == ["By name", "an animal outdoors", "Stuffed"]
    assert topic.rules[0].phrases == ("house cat", "Hauskatze")
    assert topic.rules[0].places == {"title", "body"}
    assert topic.rules[1].lists == (("list:animal",), ("list:place",))


def test_the_projects_own_file_is_valid_and_has_every_language() -> None:
    text = OWN_FILE.read_text(encoding="utf-8")
    assert load_topics(OWN_FILE).topics
    for language in ("english", "tagalog", "cebuano", "german", "dutch"):
        assert text.count(f"\n{language} = ") > 10


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("weight = 2", 'weight = "two"', "[topic.pets.terms.\"By name\"] weight = 'two' must be a number"),
        ("weight = 2", "weight = -2.5", "weight = -2.5 must be above zero"),
        ("weight = -2", "weight = 2.5", "weight = 2.5 must be below zero"),
        ('places = ["title", "body"]', 'places = ["footer"]', "'footer', which is not one of title"),
        ('english = ["house cat"]', 'englisch = ["house cat"]', "englisch is not a key that is known here"),
        ('english = ["house cat"]', 'english = "house cat"', "must be a list of texts"),
        ('english = ["house cat"]', 'english = ["..."]', "'...', which is not a text with letters"),
        (
            'lists = ["animal", "place"]',
            'lists = ["animal", "plaice"]',
            "names 'plaice', but there is no [words.plaice]",
        ),
        ('lists = ["animal", "place"]', 'lists = ["animal"]', "must name at least two lists"),
        ("within = 2", "within = 0", "must be a number of sentences"),
        ("threshold = 5", "threshold = 0", "must be above zero"),
        ("[topic.pets]", "[topic.pets] # no name\n[topic.pets.x]", "x is not a key that is known here"),
        ('name = "Pets"', "name = 7", "must be a text in quotation marks"),
        ("opening_words = 30", 'opening_words = "few"', "must be a number"),
        ("[topic.pets.against", "[topic.pets.again", "again is not a key that is known here"),
        ('[words.place]\nenglish = ["garden"]', "[words.place]", "is empty; give it words or take it out"),
    ],
)
def test_an_error_names_file_line_entry_and_value(tmp_path: Path, old: str, new: str, said: str) -> None:
    before = SMALL[: SMALL.index(old)] + new
    message = complaint(tmp_path, old, new)
    assert message.startswith(f"{tmp_path / 'topics.toml'}: line {before.count(chr(10)) + 1}: ")
    assert said in message


def test_a_missing_key_is_placed_by_its_table(tmp_path: Path) -> None:
    line = SMALL[: SMALL.index("[topic.pets]")].count("\n") + 1
    assert f"line {line}: [topic.pets] threshold = None" in complaint(tmp_path, "threshold = 5", "")


def test_a_slip_in_the_toml_is_placed_by_its_line(tmp_path: Path) -> None:
    line = SMALL[: SMALL.index("weight = 2")].count("\n") + 1
    assert f"line {line}" in complaint(tmp_path, "weight = 2", "weight == 2")


def test_a_file_without_topics_or_terms_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TopicsError, match="topic is missing"):
        load_topics(write(tmp_path, SMALL[: SMALL.index("[topic.pets]")]))
    with pytest.raises(TopicsError, match="nothing could ever count"):
        load_topics(write(tmp_path, SMALL[: SMALL.index("[topic.pets.terms")]))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TopicsError, match="cannot be read"):
        load_topics(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Live-streamed ABUSE", " live streamed abuse "),
        ("child’s", " child s "),
        ("ex\u00adploi\u200bted", " exploited "),
        ("minderja\u0308hrig", " minderjährig "),
        ("", "  "),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_star_leaves_the_end_of_the_word_open() -> None:
    assert search_pattern("exploit*") == " exploit"
    assert search_pattern("R.A. 9775") == " r a 9775 "


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[places]", "words = 3\n[places]", "words = 3 must hold tables: [words.NAME]"),
        (
            "[words.place]\nenglish",
            "[words]\nplace",
            "place = ['garden'] must be a table of its own: [words.place]",
        ),
        ('lists = ["animal", "place"]', "lists = 3", "lists = 3 must be a list of texts"),
        ('any = ["toy"]', "", "has no phrases; add a line such as english = [...]"),
    ],
)
def test_what_stands_in_the_wrong_form_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    small = SMALL if new != "words = 3\n[places]" else SMALL[: SMALL.index("[words.animal]")]
    with pytest.raises(TopicsError) as caught:
        load_topics(write(tmp_path, small.replace(old, new, 1)))
    assert said in str(caught.value)


def test_all_faults_come_at_once_with_their_lines(tmp_path: Path) -> None:
    text = SMALL.replace("threshold = 5", "threshold = 0").replace("within = 2", "within = 0")
    with pytest.raises(TopicsError) as caught:
        load_topics(write(tmp_path, text))
    lines = [text[: text.index(slip)].count("\n") + 1 for slip in ("threshold = 0", "within = 0")]
    faults = str(caught.value).splitlines()
    assert [fault.removeprefix(f"{tmp_path / 'topics.toml'}: ").split(":")[0] for fault in faults] == [
        f"line {line}" for line in lines
    ]
