from __future__ import annotations

from pathlib import Path

import pytest

from storage.datasette.saved_searches import SearchesError, load_saved_searches


def written(folder: Path, text: str) -> Path:
    path = folder / "searches.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_searches_that_come_along_are_sound() -> None:
    assert all(search.name and search.query for search in load_saved_searches())


def test_a_search_is_an_address(tmp_path: Path) -> None:
    path = written(tmp_path, '[[search]]\nname = "Iligan in 2023"\nq = "Iligan & more"\nyear = "2023"\n')
    assert [(search.name, search.query) for search in load_saved_searches(path)] == [
        ("Iligan in 2023", "q=Iligan+%26+more&year=2023")
    ]


def test_there_may_be_none(tmp_path: Path) -> None:
    assert load_saved_searches(written(tmp_path, "# none yet\n")) == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[search]", "cannot be read"),
        ("search = 1", "begin every search with the line [[search]]"),
        ("search = [1]", "search 1 is 1"),
        ('[[search]]\nname = "a"\nwords = "b"', "search 1: 'words' is not known; write one of name, q"),
        ('[[search]]\nname = "a"\nq = "b"\n[[search]]\nname = "c"\nyear = 2023', "search 2: year = 2023 is no text"),
        ('[[search]]\nname = "a"', "search 1 needs a name and something to search for"),
        ('[[search]]\nq = "a"', "search 1 needs a name"),
        ('[[search]]\nname = " "\nq = "a"', "search 1: name = ' ' is no text"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(SearchesError) as error:
        load_saved_searches(written(tmp_path, text))
    assert complaint in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SearchesError, match=r"searches\.toml cannot be read"):
        load_saved_searches(tmp_path / "searches.toml")
