"""Watch the sample web, no network needed: ``python tests/sampleweb/demo.py [more arguments of scrapy watch]``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

# a script's own folder is on the path, the project's root is not
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.sampleweb.server import serving

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = {"SOURCES": "tests/sampleweb/sources.toml", "DATABASE": "data/demo.db", "DOWNLOAD_DELAY": "0.2"}


def watch_command(extra: list[str]) -> list[str]:
    """The command line of the watch; ``extra`` comes last, so that it can override a setting."""
    settings = [word for name, value in SETTINGS.items() for word in ("-s", f"{name}={value}")]
    return [sys.executable, "-m", "scrapy", "watch", *settings, *extra]


def main() -> int:
    """Run the watch over the sample web and give back its exit status."""
    with serving() as web:
        command = watch_command(sys.argv[1:])
        status = subprocess.run(command, cwd=ROOT, env=os.environ | web.environment(), check=False).returncode
    if status == 0:
        print("\nThe sample web is in data/demo.db. To read it: make browse DATABASE=data/demo.db")
    return status


if __name__ == "__main__":
    sys.exit(main())
