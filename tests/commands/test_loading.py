"""What Scrapy loads to start a command: every command's declaration, and the work of none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: what reads, judges, draws or sends is loaded by the command that needs it
WORK = ("pipelines", "text.care", "trafilatura", "pydantic", "sqlite_utils", "numpy", "rich", "feedparser", "pypdfium2")
LOAD_COMMANDS = """
import sys
from scrapy.utils.misc import walk_modules_iter
from settings import COMMANDS_MODULE
print(len([*walk_modules_iter(COMMANDS_MODULE)]), *sys.modules)
"""


def test_declarations_load_no_work() -> None:
    words = [sys.executable, "-c", LOAD_COMMANDS]
    answer = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    number, *loaded = answer.stdout.split()
    assert int(number) > 28
    assert not [name for name in loaded if name in WORK or name.startswith("commands.crawling")]
