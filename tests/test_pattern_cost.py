"""No regular expression in the code takes time that grows with the square of what it reads.

Every pattern is found by importing the modules, and fed what its own repeats take, many times over, with something at
the end that does not fit.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as sre_parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import pytest

PACKAGES = ("text", "spiders", "pipelines", "storage", "commands")
#: characters of an input: a quadratic pattern takes a second for them and more, a linear one some milliseconds
SIZE = 20_000
#: seconds of CPU that a pattern may take for one input
CAP = 0.15
#: times that a pattern must be too slow: once may be the machine's doing
TRIES = 3
#: by module, of whatever length its texts are, the code cuts them to so many characters before the patterns see them
BOUNDS = {"text.bylines.names": 2_000, "text.bylines.jobs": 2_000, "spiders.sources.load": 2_000}
#: a repeat of more than this counts as unbounded
MANY = 200
#: what is fed to every pattern beside its own repeats, and what may follow
COMMON = ("a", " ", "A ", "1", "\n", "<")
ENDS = ("", "\x00")
#: methods that begin at every place of the text, not only at its first
SEARCHING = {"search", "finditer", "findall", "sub", "subn", "split"}
METHODS = SEARCHING | {"match", "fullmatch"}
#: patterns in containers, of which the names do not tell how they are used
MATCHED = {"text.figures.units._COUNTED_ACTS": {"match"}}


class TooSlowError(Exception):
    """A pattern took longer than the cap."""


def modules() -> Iterator[ModuleType]:
    for package in PACKAGES:
        root = importlib.import_module(package)
        yield root
        for found in pkgutil.walk_packages(root.__path__, f"{package}."):
            yield importlib.import_module(found.name)
    yield from map(importlib.import_module, ("items", "plans"))


def patterns_in(value: Any, name: str, depth: int = 0) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Every pattern in a value with the name it is called by, also in containers and fields of objects of our own."""
    if isinstance(value, re.Pattern):
        yield name, value
    elif depth < 3 and isinstance(value, (tuple, list, set, frozenset)):
        for one in value:
            yield from patterns_in(one, name, depth + 1)
    elif depth < 3 and isinstance(value, dict):
        for one in value.values():
            yield from patterns_in(one, name, depth + 1)
    elif depth < 3 and type(value).__module__.partition(".")[0] in PACKAGES:
        for field in getattr(type(value), "__slots__", ()) or getattr(value, "__dict__", ()):
            yield from patterns_in(getattr(value, field, None), field, depth + 1)


def methods_called(trees: Iterable[ast.AST]) -> dict[str, set[str]]:
    """By name of a value or a field: the methods that the code calls on it."""
    called: dict[str, set[str]] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, (ast.Name, ast.Attribute)):
                name = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                called.setdefault(name, set()).add(node.attr)
    return called


def inline_patterns(tree: ast.AST) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Patterns that are written where they are used, as in ``re.sub(r"...", ...)``, with the method."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        module, first = node.func.value, node.args[0]
        if isinstance(module, ast.Name) and module.id == "re" and isinstance(first, ast.Constant):
            flags = re.IGNORECASE if "IGNORECASE" in ast.dump(node) else re.NOFLAG
            if isinstance(first.value, (str, bytes)) and node.func.attr in METHODS:
                yield node.func.attr, re.compile(first.value, flags)


def all_patterns() -> dict[tuple[str, re.Pattern[Any]], set[str]]:
    """Every pattern of the code, with the module it stands in and the methods that are called on it."""
    found: dict[tuple[str, re.Pattern[Any]], set[str]] = {}
    trees = {module.__name__: ast.parse(inspect.getsource(module)) for module in modules()}
    called = methods_called(trees.values())
    seen: set[re.Pattern[Any]] = set()
    for place, tree in trees.items():
        for name, value in vars(sys.modules[place]).items():
            for used_as, pattern in patterns_in(value, name):
                if pattern not in seen:
                    # a field may have the name of a string elsewhere, which splits itself
                    own = METHODS if used_as == name else METHODS - {"split"}
                    # one in a list is called by the name of a loop's variable, which is not known
                    methods = (called.get(used_as, set()) & own) or MATCHED.get(f"{place}.{name}", METHODS)
                    found[f"{place}.{name}", pattern] = set(methods)
                    seen.add(pattern)
        for method, pattern in inline_patterns(tree):
            found.setdefault((f"{place}, inline", pattern), set()).add(method)
    return found


def sample(parsed: Any) -> str:
    """A text that a part of a pattern takes, as far as it is easily said: each repeat once, each branch the first."""
    return "".join(sample_of(code, value) for code, value in parsed)


def sample_of(code: Any, value: Any) -> str:  # noqa: PLR0911 - one return a kind of part
    if code == sre.LITERAL:
        return chr(value)
    if code is sre.NOT_LITERAL:
        return "b" if value == ord("a") else "a"
    if code is sre.ANY:
        return "a"
    if code is sre.IN:
        return member(value)
    if code is sre.BRANCH:
        return sample(value[1][0])
    if code in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
        return sample(value[2]) * max(int(value[0]), 1)
    if code is sre.SUBPATTERN:
        return sample(value[3])
    return sample(value) if code is sre.ATOMIC_GROUP else ""


CATEGORIES = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_NOT_WORD: "-",
}


def member(choices: Any) -> str:
    """A character of a class."""
    code = choices[0][0]
    if code is sre.NEGATE:
        taken = re.compile("[" + "".join(re.escape(one) for one in map(members, choices[1:])) + "]")
        return next((one for one in "a 1-A\n.xé" if not taken.match(one)), "q")
    return members(choices[0])


def members(choice: Any) -> str:
    """One character of a part of a class."""
    code, value = choice
    if code is sre.RANGE:
        return chr(value[0])
    return chr(value) if code is sre.LITERAL else CATEGORIES[value]


def repeats(parsed: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """What stands before each repeat without a bound, and what it takes once."""
    for code, value in parsed:
        if code in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            if value[1] is sre.MAXREPEAT or value[1] > MANY:
                yield before, sample(value[2]) or "a"
            yield from repeats(value[2], before)
        elif code is sre.SUBPATTERN:
            yield from repeats(value[3], before)
        elif code is sre.ATOMIC_GROUP:
            yield from repeats(value, before)
        elif code is sre.BRANCH:
            for branch in value[1]:
                yield from repeats(branch, before)
        elif code in {sre.ASSERT, sre.ASSERT_NOT}:
            yield from repeats(value[1], before)
        before += sample_of(code, value)


def bound_of(place: str) -> int:
    return next((size for module, size in BOUNDS.items() if place.startswith(module)), SIZE)


def inputs(pattern: re.Pattern[Any], size: int) -> set[str]:
    """Texts made to be slow for a pattern; none where all its repeats are bounded."""
    parsed = sre_parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    found = set(repeats(parsed))
    pumps = {pump for _, pump in found} | {before + pump for before, pump in found}
    made = {many(pump, size) + end for pump in {*pumps, *COMMON} for end in ENDS} if found else set()
    return made | {before + many(pump, size) + "\x00" for before, pump in found}


def many(pump: str, size: int) -> str:
    return (pump * (size // len(pump) + 1))[:size]


def seconds(pattern: re.Pattern[Any], text: str, methods: set[str]) -> float:
    """The CPU seconds that a pattern takes for a text; raise TooSlowError past the cap."""
    given: Any = text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text
    signal.setitimer(signal.ITIMER_VIRTUAL, CAP)
    began = time.process_time()
    try:
        if methods & SEARCHING:
            for _ in pattern.finditer(given):
                pass
        for method in methods - SEARCHING:
            getattr(pattern, method)(given)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - began


def slow_input(pattern: re.Pattern[Any], texts: Iterable[str], methods: set[str]) -> str:
    """A text for which a pattern takes longer than it may, each time; empty where there is none."""
    return next((text for text in sorted(texts) if all(is_slow(pattern, text, methods) for _ in range(TRIES))), "")


def is_slow(pattern: re.Pattern[Any], text: str, methods: set[str]) -> bool:
    try:
        seconds(pattern, text, methods)
    except TooSlowError:
        return True
    return False


@pytest.fixture(autouse=True)
def _cap() -> Iterator[None]:
    def interrupt(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGVTALRM, interrupt)
    yield
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.slow
def test_no_pattern_takes_time_that_grows_with_the_square() -> None:
    found = all_patterns()
    assert len(found) > 150
    slow = {
        place: (pattern.pattern[:60], text[:30], text[-3:])
        for (place, pattern), methods in found.items()
        if (text := slow_input(pattern, inputs(pattern, bound_of(place)), methods))
    }
    assert not slow


@pytest.mark.parametrize("written", [r"a+b", r"\s+$", r"(?:x\w*)*!", r"\s*,?\s*!"])
def test_a_quadratic_pattern_is_noticed(written: str) -> None:
    pattern = re.compile(written)
    assert slow_input(pattern, inputs(pattern, SIZE), {"search"})
