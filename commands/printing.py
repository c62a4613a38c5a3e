"""Sentences for whoever started a command."""

from __future__ import annotations

import sys
from typing import TextIO

from text.terminal import printable_lines


def print_line(text: object, file: TextIO | None = None) -> None:
    """Print sentences that may quote what comes from the web, without what a terminal would obey."""
    print(printable_lines(str(text)), file=file or sys.stdout)
