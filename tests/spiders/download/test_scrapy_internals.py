"""Scrapy's inner parts are as this project expects them; each failure says what to look at."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import scrapy

ROOT = Path(__file__).resolve().parents[3]
MODULE = "spiders/download/scrapy_internals.py"
#: what of Scrapy's inner parts is used, and by what
USED = [
    ("core.downloader:Downloader", "slots per_slot_settings get_slot_key", "set_last_request_time and raise_delay"),
    ("core.downloader:Slot", "queue lastseen delay", "set_last_request_time, raise_delay and fail_queued_requests"),
    ("core.downloader.handlers.http11:HTTP11DownloadHandler", "_pool download_request", "disable_connection_retries"),
    ("core.downloader.handlers.http11:TunnelError", "", "errors.py and budgets.py"),
    ("utils._compression:_DecompressionMaxSizeExceeded", "", "errors.py"),
    ("core.engine:ExecutionEngine", "downloader scraper download_async", "item_pipelines, close_if_idle and robots.py"),
    ("core.scraper:Scraper", "slot itemproc", "item_pipelines and close_if_idle"),
    ("core.scraper:Slot", "closing is_idle", "close_if_idle"),
    ("crawler:Crawler", "_engine engine crawling stop_async", "has_engine and shutdown.py"),
    ("pipelines:ItemPipelineManager", "process_item_async", "shutdown.py"),
]
#: names by which the engine's parts are reached
INNER = {"downloader", "scraper", "itemproc", "_engine"}
OURS = sorted(path for part in ("spiders", "pipelines", "storage", "commands") for path in (ROOT / part).rglob("*.py"))


def part_of_scrapy(name: str, used_by: str) -> Any:
    module, _, attribute = name.partition(":")
    try:
        return getattr(importlib.import_module(f"scrapy.{module}"), attribute)
    except (ImportError, AttributeError) as error:
        pytest.fail(
            f"Scrapy {scrapy.__version__} has no scrapy.{module}.{attribute} ({error}): find what took its place, and "
            f"mend {used_by}, through {MODULE}"
        )


def attributes_of(owner: type) -> set[str]:
    """The names that a class has, and those that its methods set on ``self``."""
    tree = ast.parse(inspect.getsource(owner))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return used | set(dir(owner))


@pytest.mark.parametrize(("name", "attributes", "used_by"), USED, ids=[name for name, _, _ in USED])
def test_inner_parts_are_there(name: str, attributes: str, used_by: str) -> None:
    missing = set(attributes.split()) - attributes_of(part_of_scrapy(name, used_by))
    assert not missing, (
        f"scrapy.{name} of Scrapy {scrapy.__version__} has no {', '.join(sorted(missing))} any more: find what took "
        f"its place, and mend {used_by}, through {MODULE}"
    )


def test_version_is_the_one_that_was_checked() -> None:
    checked = part_of_ours("CHECKED_VERSION")
    assert ".".join(scrapy.__version__.split(".")[:2]) == checked, (
        f"Scrapy is {scrapy.__version__}, but {MODULE} was read against {checked}: compare each of its functions with "
        "scrapy/core/downloader/__init__.py, core/scraper.py, core/engine.py, crawler.py and pipelines/__init__.py, "
        "run tests/watch/test_conduct.py and tests/watch/test_hostile.py alone, then set CHECKED_VERSION"
    )


def part_of_ours(name: str) -> object:
    """A constant of the module, read without importing it, since its imports may be what fails."""
    tree = ast.parse((ROOT / MODULE).read_text("utf-8"))
    assigned = (node for node in tree.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name))
    return next(ast.literal_eval(node.value) for node in assigned if node.value and ast.unparse(node.target) == name)


def test_delay_is_counted_as_the_throttle_expects() -> None:
    slot = part_of_scrapy("core.downloader:Slot", "throttle.py")(concurrency=1, delay=1.0, jitter=0.0)
    process_queue = inspect.getsource(part_of_scrapy("core.downloader:Downloader", "throttle.py")._process_queue)
    as_expected = slot.lastseen == 0 and "monotonic()" in process_queue and "slot.lastseen" in process_queue
    assert as_expected, (
        f"Downloader._process_queue of Scrapy {scrapy.__version__} no longer counts the delay from slot.lastseen on "
        f"the monotonic clock: see there what it counts from, and mend set_last_request_time ({MODULE}) and throttle.py"
    )


def inner_parts(path: Path) -> Iterator[str]:
    """What a module takes from Scrapy's inner parts."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "scrapy":
            names = [*str(node.module).split("."), *(alias.name for alias in node.names)]
            if names[1:2] == ["core"] or any(name.startswith("_") for name in names):
                yield f"from {node.module}"
        if isinstance(node, ast.Attribute) and node.attr in INNER:
            yield f".{node.attr}"


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_one_module_alone_leans_on_them(path: Path) -> None:
    taken = list(inner_parts(path))
    assert path == ROOT / MODULE or not taken, f"{path.relative_to(ROOT)} uses {taken}: reach that through {MODULE}"
