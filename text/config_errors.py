"""What pydantic finds wrong with a configuration file, as the sentences that a person is answered with."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError, WrapValidator
from pydantic.fields import FieldInfo

from text.suggestions import quote_value

#: the names of the keys that lead from the top of a file to a value
KeyPath = tuple[str, ...]


class ConfigModel(BaseModel):
    """A table of a configuration file: no unknown keys, no conversions, no changes afterwards."""

    # of nested tables no validator of their own is built
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class Problem(Enum):
    """What is wrong at a place of a configuration file."""

    MISSING = "missing"
    UNKNOWN_KEY = "unknown key"
    NOT_A_TABLE = "not a table"
    NOT_TABLES = "not a table of tables"
    VALUE = "value"


class Fault(NamedTuple):
    """One thing that is wrong with a file: where, what kind of problem, the value there, and a sentence on it."""

    path: KeyPath
    problem: Problem
    value: object
    sentence: str


_PROBLEMS = {
    "missing": Problem.MISSING,
    "extra_forbidden": Problem.UNKNOWN_KEY,
    "dict_type": Problem.NOT_TABLES,
    "model_type": Problem.NOT_A_TABLE,
}


def say(sentence: str) -> WrapValidator:
    """Answer whatever pydantic finds wrong with a value by ``sentence``, in which {value} stands for the value."""

    def validate(value: Any, handler: Any) -> Any:
        try:
            return handler(value)
        except ValidationError as error:
            own = error.errors(include_url=False)[0].get("ctx", {}).get("error")
            raise ValueError(own or sentence.format(value=quote_value(value))) from None

    return WrapValidator(validate)


def faults_of(error: ValidationError) -> Iterator[Fault]:
    """Yield every fault that pydantic has found, in the order of the model's fields."""
    for detail in error.errors(include_url=False):
        path = tuple(part for part in detail["loc"] if isinstance(part, str))
        sentence = str(detail.get("ctx", {}).get("error") or detail["msg"])
        yield Fault(path, _PROBLEMS.get(detail["type"], Problem.VALUE), detail["input"], sentence)


def known_keys(model: type[BaseModel], path: KeyPath) -> list[str]:
    """Return the keys that the table at ``path`` of a file may have, in the order in which the model names them."""
    table: Any = model
    for part in path:
        table = get_args(table)[1] if get_origin(table) is dict else _fields(table)[part].annotation
    return list(_fields(table))


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of a table by the keys that they have in the file."""
    return {str(field.validation_alias or name): field for name, field in model.model_fields.items()}
