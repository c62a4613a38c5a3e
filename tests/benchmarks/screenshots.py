"""Pictures of the reading room's pages: ``python -m tests.benchmarks.screenshots DATABASE FOLDER``.

Every page is taken at 375 and 1280 px, light and dark, with the Chromium that the system has.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import httpx
from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.browse import served
from tests.storage.datasette.archive import OPTIONS

WIDTHS = (375, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PATHS = {
    "front": "/",
    "search": "/search?q=children",
    "sources": "/sources",
    "runs": "/runs",
    "charts": "/charts",
    "help": "/help",
    "data": "/data",
}


def places(address: str) -> Iterator[tuple[str, str]]:
    """Names and paths of the pages worth a picture, with the story of most sources and its articles."""
    yield from PATHS.items()
    database = re.sub(r"\.json$", "", httpx.get(f"{address}/-/databases.json", trust_env=False).json()[0]["route"])
    yield "table", f"/{database}/articles"
    largest = f"/{database}/stories.json?_sort_desc=independent_texts&_shape=array&_size=1"
    for story in httpx.get(address + largest, trust_env=False).json():
        page = httpx.get(f"{address}/story/{story['id']}", trust_env=False).text
        yield "story", f"/story/{story['id']}"
        for name, pattern in (("compare", r"/compare/\d+/\d+"), ("article", r"/article/\d+")):
            if found := re.search(pattern, page):
                yield name, found[0]


def take(browser: Browser, address: str, folder: Path) -> Iterator[Path]:
    """Takes every picture; gives the files."""
    pages = list(places(address))
    for scheme in SCHEMES:
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            for name, path in pages:
                page.goto(address + path)
                file = folder / f"{name}-{width}-{scheme}.png"
                page.screenshot(path=file, full_page=True)
                yield file
            page.close()


def main() -> int:
    """Takes the pictures of a database into a folder."""
    if len(sys.argv) != 3:
        print("usage: python -m tests.benchmarks.screenshots DATABASE FOLDER", file=sys.stderr)
        return 2
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("Chromium is not installed (Debian: apt-get install chromium)", file=sys.stderr)
        return 1
    database, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with served(database, OPTIONS) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for file in take(browser, address, folder):
            print(file)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
