"""Names: the field's terms, one meaning a name, and files of a size that a person can read."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("commands", "spiders", "pipelines", "storage", "text")

#: words that were once this project's own for what the field has a term for; CONTRIBUTING.md says which
RETIRED_TERMS = {
    *("bond", "census", "completed", "disguise", "explain", "faint", "furniture", "glance", "kin", "kinship", "lead"),
    *("lies", "meet", "meeting", "mended", "moment", "moments", "notices", "parted", "peer", "room", "settle"),
    *("sighting", "standing", "stranger", "strangers", "tie", "wording"),
}
#: the product's name for its web pages
PRODUCT_NAMES = {"reading room"}
#: names that Scrapy, Datasette's plugins and logging look for in each module
EXPECTED_NAMES = {
    "Command",
    "extra_template_vars",
    "hookimpl",
    "logger",
    "prepare_connection",
    "register_routes",
    "startup",
}
MOST_SHARED_NAMES = 19
MOST_MODULES_IN_A_FOLDER = 16
MOST_LINES_OF_A_FUNCTION = 40
MOST_LINES_OF_A_MODULE = 300
#: the names of migrations are recorded in databases, their text is never edited, and each new one makes it longer
MIGRATIONS = "storage/schema/migrations.py"


def modules() -> list[str]:
    paths = [ROOT / f"{name}.py" for name in ("items", "plans", "settings")]
    paths += [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return sorted(path.relative_to(ROOT).as_posix() for path in paths)


@cache
def parse_module(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text("utf-8"))


def identifiers_of(node: ast.AST) -> Iterator[str]:
    """Yield the names that a node of the syntax tree defines or uses."""
    fields = (getattr(node, field, None) for field in ("name", "id", "arg", "attr", "asname", "module"))
    yield from (name for name in fields if isinstance(name, str))


def words_of(identifier: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", identifier)}


def public_names(module: str) -> set[str]:
    """Return the public names that a module defines at its top level, imports aside."""
    names = set()
    for node in parse_module(module).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return {name for name in names if not name.startswith("_")}


@pytest.mark.parametrize(
    ("identifier", "words"),
    [
        ("is_stranger", {"is", "stranger"}),
        ("MeetingPoint", {"meeting", "point"}),
        ("SHORTEST_LEAD", {"shortest", "lead"}),
        ("properties", {"properties"}),
        ("HTTPRoom2", {"http", "room"}),
    ],
)
def test_an_identifier_is_split_into_its_words(identifier: str, words: set[str]) -> None:
    assert words_of(identifier) == words


@pytest.mark.parametrize("module", modules())
def test_no_identifier_uses_a_retired_term(module: str) -> None:
    named = {name for node in ast.walk(parse_module(module)) for name in identifiers_of(node)}
    named |= set(Path(module).with_suffix("").parts)
    assert module == MIGRATIONS or not {name for name in named if words_of(name) & RETIRED_TERMS}


def test_no_glossary_entry_is_a_retired_term() -> None:
    entries = re.findall(r"\*\*(.+?)\*\*", (ROOT / "docs/glossary.md").read_text("utf-8"))
    assert entries
    assert not [entry for entry in entries if entry not in PRODUCT_NAMES and words_of(entry) & RETIRED_TERMS]


def test_few_public_names_are_defined_in_more_than_one_module() -> None:
    defined = defaultdict(list)
    for module in modules():
        for name in public_names(module) - EXPECTED_NAMES:
            defined[name].append(module)
    shared = {name: where for name, where in sorted(defined.items()) if len(where) > 1}
    assert len(shared) <= MOST_SHARED_NAMES, "\n".join(f"{name}: {', '.join(where)}" for name, where in shared.items())


def test_no_folder_has_too_many_modules() -> None:
    folders = Counter(Path(module).parent.as_posix() for module in modules() if not module.endswith("__init__.py"))
    assert {folder: count for folder, count in folders.items() if count > MOST_MODULES_IN_A_FOLDER} == {}


def test_no_function_is_too_long() -> None:
    lengths = {
        f"{module}: {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for module in modules()
        if module != MIGRATIONS
        for node in ast.walk(parse_module(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES_OF_A_FUNCTION} == {}


def test_no_module_is_too_long() -> None:
    lengths = {m: len((ROOT / m).read_text("utf-8").splitlines()) for m in modules() if m != MIGRATIONS}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES_OF_A_MODULE} == {}
