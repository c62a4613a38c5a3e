"""Every Scrapy setting that settings.py changes says, correctly, which default it replaces."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from scrapy.settings import default_settings

import settings

FILE = Path(settings.__file__)
LINES = FILE.read_text("utf-8").splitlines()


def names_of_scrapy() -> dict[str, ast.stmt]:
    """The settings of the file that Scrapy has a default for, with where they are set."""
    assigned: dict[str, ast.stmt] = {}
    for node in ast.parse("\n".join(LINES)).body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        assigned |= {target.id: node for target in targets if isinstance(target, ast.Name)}
    return {name: node for name, node in assigned.items() if name.isupper() and hasattr(default_settings, name)}


def comment_on(node: ast.stmt) -> str:
    """The comment at the end of a setting's first line, else the one directly above it."""
    if "  # " in (line := LINES[node.lineno - 1]):
        return line.partition("  # ")[2]
    above: list[str] = []
    for line in reversed(LINES[: node.lineno - 1]):
        if not line.startswith("#"):
            break
        above.insert(0, line.removeprefix("#").strip())
    return " ".join(above)


def stated_default(comment: str) -> object:
    """The value after "default"; raises ValueError where there is none that can be read."""
    words = comment.partition("default ")[2].split()
    for end in range(len(words), 0, -1):
        text = " ".join(words[:end]).rstrip(",;:.")
        if re.fullmatch(r"[\d_]+(?: \* [\d_]+)+", text):
            product = 1
            for factor in text.split(" * "):
                product *= int(factor)
            return product
        try:
            return ast.literal_eval(text)
        except (ValueError, SyntaxError):
            continue
    raise ValueError(comment)


@pytest.mark.parametrize(("name", "node"), names_of_scrapy().items(), ids=list(names_of_scrapy()))
def test_setting_says_the_default_that_it_replaces(name: str, node: ast.stmt) -> None:
    comment, default = comment_on(node), getattr(default_settings, name)
    assert comment.startswith("default"), f"{name} is a setting of Scrapy: begin its comment with default {default!r}"
    if comment.startswith("default: "):
        assert isinstance(default, list | dict), f"{name}: write the value itself, default {default!r}"
        assert len(default) > 1, f"{name}: write the value itself, default {default!r}"
    else:
        assert stated_default(comment) == default, f"{name}: Scrapy's default is {default!r}, not as in {comment!r}"


def test_nothing_is_set_to_what_it_is_anyway() -> None:
    same = {name for name in names_of_scrapy() if getattr(settings, name) == getattr(default_settings, name)}
    assert same == {"ROBOTSTXT_OBEY"}, "take out what changes nothing"
