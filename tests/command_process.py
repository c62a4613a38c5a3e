"""Commands in processes of their own that start at once: forked from one that has loaded what ``scrapy`` loads."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from multiprocessing import get_context
from pathlib import Path

from scrapy.cmdline import execute
from scrapy.utils.misc import walk_modules_iter

ROOT = Path(__file__).resolve().parents[1]
#: seconds that a command may take; chosen, not measured: none takes ten on a quiet machine
LONGEST = 120.0

# as ``scrapy`` does each time it starts
list(walk_modules_iter("commands"))

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.command_process"])


def run_command(
    *words: str, typed: str = "", environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``scrapy`` with these words, as at the terminal; ``typed`` is what a person types.

    ``environment`` is added to the variables of this process.
    """
    variables = {**os.environ, **(environment or {})}
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("input", "output", "errors")]
        files[0].write_text(typed, encoding="utf-8")
        process = _CONTEXT.Process(target=be_scrapy, args=(words, [str(file) for file in files], variables))
        process.start()
        process.join(LONGEST)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(words, LONGEST)
        output, errors = (file.read_text(encoding="utf-8") if file.exists() else "" for file in files[1:])
        return subprocess.CompletedProcess(words, process.exitcode, output, errors)


def be_scrapy(words: tuple[str, ...], files: list[str], variables: dict[str, str]) -> None:
    """Become the command: its streams are the files, its folder the project's."""
    os.environ.clear()
    os.environ.update(variables)
    for number, (file, mode) in enumerate(zip(files, ("r", "w", "w"), strict=True)):
        os.dup2(os.open(file, os.O_RDONLY if mode == "r" else os.O_WRONLY | os.O_CREAT), number)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - they are open until the process ends
        for number, mode in enumerate(("r", "w", "w"))
    )
    os.chdir(ROOT)
    sys.argv = ["scrapy", *words]
    execute()
