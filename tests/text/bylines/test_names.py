"""Names in bylines: people and organisations, nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.bylines.labels import find_byline_names
from text.bylines.names import clean_names, clean_organisation, merge_names
from text.bylines.persons import is_person


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("By Ana Quisora", ("Ana Quisora",)),
        ("Written by Ana Quisora and Wim Dorpema", ("Ana Quisora", "Wim Dorpema")),
        ("Ana Quisora, Wim Dorpema & Lin Asuro", ("Ana Quisora", "Wim Dorpema", "Lin Asuro")),
        ("Quisora, Ana", ("Ana Quisora",)),
        ("https://www.facebook.com/harbourpost", ()),
        ("facebook.com/ana.quisora", ()),
        ("admin", ()),
        ("The Associated Press", ("The Associated Press",)),
        ("AFP, MANILA", ("AFP",)),
        ("9:02 AM", ()),
    ],
)
def test_names_are_all_that_stays(raw: str, names: tuple[str, ...]) -> None:
    assert clean_names(raw) == names


@pytest.mark.parametrize(
    "raw",
    [
        "Ana Quisora, Senior Reporter",
        "Ana Quisora, Executive Director",
        "Ana Quisora, Senior Policy Officer",
        "Ana Quisora, PhD",
        "Political Reporter Ana Quisora",
        "Ana Quisora Senior Reporter",
        "Ana Quisora @anaq",
        "Ana Quisora (@anaq)",
        "Ana Quisora ana.quisora@post.example",
        "Ana Quisora May 12",
        "Ana Quisora, May 12, 2024",
        "Ana Quisora Monday, November 18, 2024, 05:00 pm",
        "Ana Quisora • 12 May 2024 • 3 min read",
        "Ana Quisora Follow",
        "Ana Quisora in Manila",
        "By Ana Quisora for Harbour Post",
    ],
)
def test_titles_handles_and_dates_are_cut_from_a_name(raw: str) -> None:
    assert clean_names(raw) == ("Ana Quisora",)


@pytest.mark.parametrize(
    "raw",
    [
        "Executive Director",
        "Senior Policy Officer",
        "Staff Reporter",
        "PhD",
        "Jr.",
        "May 12",
        "May",
        "@anaq",
        "3 min read",
    ],
)
def test_what_is_no_name_is_none(raw: str) -> None:
    assert clean_names(raw) == ()


@pytest.mark.parametrize("name", ["April Quisora", "June Asuro", "May Dorpema", "March Asuro"])
def test_names_may_be_months(name: str) -> None:
    assert clean_names(name) == (name,)


@pytest.mark.parametrize("name", ["Nina Quisora", "Nina Maria Quisora", "Di Asuro", "Von Asuro", "von der Asuro"])
def test_names_may_begin_like_a_byline(name: str) -> None:
    assert clean_names(name) == (name,)


@pytest.mark.parametrize("word", ["By", "by", "BY", "Von", "von", "Door", "Ni", "ni", "Di", "By:"])
def test_words_for_by_are_cut_before_a_name(word: str) -> None:
    assert clean_names(f"{word} Jana Dorpema") == ("Jana Dorpema",)


def test_two_authors_follow_the_plural_of_by() -> None:
    assert clean_names("Nina Ana Quisora at Wim Dorpema") == ("Ana Quisora", "Wim Dorpema")


@pytest.mark.parametrize(
    "name",
    [
        "International Centre for Lakes & Rivers",
        "National Center for Harbour and Quay Works",
        "Department of Works and Public Order",
        "Institute for Rivers, Lakes and Harbours",
        "Office for Friends of Bridges",
        "Union of Harbour Journalists",
        "Office of the Director",
        "Office of the Commissioner for Harbours and Rivers of the Region",
    ],
)
def test_an_organisation_is_kept_whole(name: str) -> None:
    assert clean_names(name) == (name,)
    assert clean_organisation(name) == (name,)


def test_an_organisation_by_type_needs_no_telling_name() -> None:
    assert clean_organisation("Harbour Board, Northern District") == ("Harbour Board, Northern District",)
    assert clean_organisation("Analyst Institute") == ("Analyst Institute",)
    assert clean_organisation("Staff Reporter") == clean_organisation("admin") == ()
    assert clean_organisation("Ana Quisora, Executive Director") == ("Ana Quisora",)


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("Reuters Reuters", ("Reuters",)),
        ("Reuters/AFP", ("Reuters", "AFP")),
        ("AFP - Agence France Presse", ("AFP",)),
        ("AFP, Agence France-Presse", ("AFP",)),
        ("Ana Quisora/AFP", ("Ana Quisora", "AFP")),
        ("afp", ("AFP",)),
    ],
)
def test_agencies_are_named_once(raw: str, names: tuple[str, ...]) -> None:
    assert clean_names(raw) == names


def test_an_abbreviation_is_the_same_name() -> None:
    assert merge_names(["AFP", "Agence France-Presse", "Ana Quisora"]) == ("AFP", "Ana Quisora")
    assert merge_names(["Harbour Works Agency", "HWA"]) == ("Harbour Works Agency",)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ana Quisora", True),
        ("ana quisora", True),
        ("Jan van der Dorpema", True),
        ("Quisora", False),
        ("Office of Works", False),
        ("Harbour works", False),
        ("Task Force 12", False),
    ],
)
def test_a_persons_name_is_known_by_its_build(text: str, person: bool) -> None:
    assert is_person(text) is person


@given(st.text(max_size=200))
def test_no_text_makes_it_raise(text: str) -> None:
    assert all(clean_names(text))
    assert all(clean_organisation(text))


FIRST = st.sampled_from(
    ["Maria", "Jose", "Jan", "Eva", "Leila", "Ma. Teresa", "Mario D.", "Karl", "Žofia", "Anne-Marie"]
)
OF_SOUTH = ["dela Cruz", "del Rosario", "de los Santos", "de Leon", "de la Vega", "dos Reis", "da Silva", "Peña"]
OF_NORTH = ["van der Meer", "van den Berg", "ten Brink", "von der Heide", "zum Winkel", "d'Arco", "O'Neill"]
LAST = st.sampled_from([*OF_SOUTH, *OF_NORTH, "al-Rashid", "El-Sayed", "bin Osman", "abu Khalil", "Cruz Jr.", "Li III"])
LABELS = st.sampled_from(["By ", "by ", "Written by ", "Von ", "Door ", "Par ", "Por ", "Oleh ", "Yazan: ", "Autor: "])


@given(LABELS, FIRST, LAST)
def test_a_name_is_read_whole_whatever_stands_within_it(label: str, first: str, last: str) -> None:
    assert clean_names(f"{label}{first} {last}") == (f"{first} {last}",)
    assert find_byline_names(f"{label}{first} {last}") == f"{first} {last}"


@given(FIRST, LAST, FIRST, LAST)
def test_two_names_are_two(one: str, family: str, other: str, second: str) -> None:
    first, last = f"{one} {family}", f"{other} {second}"
    assert set(clean_names(f"By {first} and {last}")) == {first, last}


def test_a_family_name_may_come_first() -> None:
    assert clean_names("dela Cruz, Juan") == ("Juan dela Cruz",)
    assert clean_names("van der Meer, Jan") == ("Jan van der Meer",)
    assert clean_names("By Juan Cruz, Jr., and Ana Reyes") == ("Juan Cruz Jr.", "Ana Reyes")


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("dpa/jst", ("dpa", "jst")),
        ("Reuters, AFP", ("Reuters", "AFP")),
        ("Von Lena Vogt, Berlin", ("Lena Vogt",)),
        ("Von Lena Vogt, dpa", ("Lena Vogt", "dpa")),
        ("Par Jean-Pierre d'Arcy avec AFP", ("Jean-Pierre d'Arcy", "AFP")),
        ("Door Jan van 't Hof", ("Jan van 't Hof",)),
        ("Por Redacción", ("Redacción",)),
        ("Texto: Ana Reyes", ("Ana Reyes",)),
        ("Автор: Иван Петров", ("Иван Петров",)),
        ("Reporter: Budi Santoso dan Siti Haliza", ("Budi Santoso", "Siti Haliza")),
        ("홍길동 기자", ("홍길동",)),
        ("Lena Vogt Redakteurin", ("Lena Vogt",)),
        ("Maria Lopez, corresponsal en Manila", ("Maria Lopez",)),
        ("Juan Pérez y Ana López", ("Juan Pérez", "Ana López")),
        ("José Ortega y Gasset", ("José Ortega y Gasset",)),
        ("Dela Cruz, Juan P.", ("Juan P. Dela Cruz",)),
    ],
)
def test_bylines_of_other_languages(raw: str, names: tuple[str, ...]) -> None:
    assert clean_names(raw) == names


@pytest.mark.parametrize("behind", ["RD", "MS, RD, FAND", "CEPF®", "Ph.D.", "Home and Harbour Security Expert"])
def test_examinations_and_jobs_behind_a_name_are_no_further_names(behind: str) -> None:
    assert clean_names(f"Ana Quisora, {behind}") == ("Ana Quisora",)


@pytest.mark.parametrize("raw", ["Sign In", "The Author", "page.head.author", "{{ author }}", "mit Agenturmaterial"])
def test_what_a_template_leaves_is_nobody(raw: str) -> None:
    assert clean_names(raw) == ()
