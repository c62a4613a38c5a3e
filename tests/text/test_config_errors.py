"""What pydantic finds wrong comes out as place, kind of problem, value and sentence."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import Field, ValidationError

from text.config_errors import ConfigModel, Fault, Problem, faults_of, known_keys, say


class Cage(ConfigModel):
    width: Annotated[float, Field(gt=0), say("= {value} must be above zero")]
    bars: int = Field(default=3, validation_alias="rods")


class Zoo(ConfigModel):
    name: str
    cages: dict[str, Cage] = Field(default={})


def faults_in(file: object) -> list[Fault]:
    with pytest.raises(ValidationError) as caught:
        Zoo.model_validate(file)
    return list(faults_of(caught.value))


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ({}, (("name",), Problem.MISSING)),
        ({"name": "x", "colour": 1}, (("colour",), Problem.UNKNOWN_KEY)),
        ({"name": "x", "cages": 3}, (("cages",), Problem.NOT_TABLES)),
        ({"name": "x", "cages": {"lion": 3}}, (("cages", "lion"), Problem.NOT_A_TABLE)),
        ({"name": "x", "cages": {"lion": {"width": "3"}}}, (("cages", "lion", "width"), Problem.VALUE)),
    ],
)
def test_place_and_problem(file: object, fault: tuple[tuple[str, ...], Problem]) -> None:
    (found,) = faults_in(file)
    assert (found.path, found.problem) == fault


def test_own_sentence_takes_the_place_of_pydantics() -> None:
    (fault,) = faults_in({"name": "x", "cages": {"lion": {"width": -1}}})
    assert (fault.value, fault.sentence) == (-1, "= -1 must be above zero")


def test_all_faults_come_at_once() -> None:
    assert len(faults_in({"cages": {"lion": {"width": 0}, "ape": {}}, "nmae": "x"})) == 4


def test_known_keys_are_those_of_the_file() -> None:
    assert known_keys(Zoo, ()) == ["name", "cages"]
    assert known_keys(Zoo, ("cages", "lion")) == ["width", "rods"]
