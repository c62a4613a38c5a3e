"""The shape of the project: what may import what, and names that nothing installed may take away."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("commands", "spiders", "pipelines", "storage", "text")
MODULES = (*PACKAGES, "items", "plans", "settings")
#: what each part may import of the others
ALLOWED = {
    "items": {"plans"},
    "plans": set(),
    "settings": set(),
    "text": {"text"},
    "storage": {"items", "plans", "text", "storage"},
    "spiders": {"items", "plans", "text", "storage", "spiders"},
    "pipelines": {"items", "plans", "text", "storage", "pipelines"},
    "commands": {"items", "plans", "text", "storage", "spiders", "pipelines", "commands"},
}


def files_of(part: str) -> list[Path]:
    return sorted((ROOT / part).rglob("*.py")) if part in PACKAGES else [ROOT / f"{part}.py"]


@pytest.mark.parametrize("part", MODULES)
def test_imports_point_one_way(part: str) -> None:
    for path in files_of(part):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            ours = {name.split(".")[0] for name in names} & set(MODULES)
            assert ours <= ALLOWED[part], f"{path.relative_to(ROOT)} imports {ours - ALLOWED[part]}"


@pytest.mark.parametrize("name", MODULES)
def test_no_installed_module_stands_before_ours(name: str) -> None:
    file = importlib.import_module(name).__file__
    assert file is not None
    assert Path(file).is_relative_to(ROOT), f"{name} is taken from {file}"


def test_no_tracked_file_names_an_index_of_packages() -> None:
    assert "index" not in (ROOT / "requirements.txt").read_text().splitlines()[0]
    assert not any((ROOT / name).exists() for name in ("uv.lock", "package-lock.json", "poetry.lock"))
    assert "://" not in (ROOT / "requirements.txt").read_text()


@pytest.mark.parametrize("page", ["architecture", "glossary"])
def test_every_path_that_a_page_names_exists(page: str) -> None:
    paths = re.findall(r"`([\w./-]+/[\w./-]*)`", (ROOT / "docs" / f"{page}.md").read_text("utf-8"))
    assert paths
    assert not [path for path in paths if not (ROOT / path).exists()]


def is_number(value: ast.expr | None) -> bool:
    """Return whether an expression is a number, or a number worked out of others."""
    if isinstance(value, ast.UnaryOp):
        return is_number(value.operand)
    if isinstance(value, ast.BinOp):
        return is_number(value.left) or is_number(value.right)
    return (
        isinstance(value, ast.Constant) and isinstance(value.value, (int, float)) and not isinstance(value.value, bool)
    )


def bare_numbers(path: Path) -> list[str]:
    """Return the module's numbers that no comment explains: none above, beside, or above those they stand with."""
    source = path.read_text("utf-8")
    lines = source.splitlines()
    bare, explained_until = [], 0
    for node in ast.parse(source).body:
        if not isinstance(node, (ast.Assign, ast.AnnAssign)):
            continue
        beside = "#" in lines[(node.end_lineno or node.lineno) - 1]
        above = lines[node.lineno - 2].startswith("#") if node.lineno > 1 else False
        is_explained = above or beside or node.lineno == explained_until + 1
        if is_explained:
            explained_until = node.end_lineno or node.lineno
        elif is_number(node.value):
            bare.append(f"{path.relative_to(ROOT)}:{node.lineno}: {lines[node.lineno - 1]}")
    return bare


@pytest.mark.parametrize("part", MODULES)
def test_every_number_is_explained(part: str) -> None:
    assert not [line for path in files_of(part) for line in bare_numbers(path)]
