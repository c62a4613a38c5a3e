"""Checks the weights of titles by cross-validation with a site's pages always in one part; prints, writes nothing.

    python -m tests.benchmarks.check_titles FOLDER ...

A FOLDER holds pages as tests.benchmarks.extraction reads them. Each part is read by the weights that give most right
titles on all other parts, each folder counting alike, among the weights below; "shipped" are those of the project.
"""

from __future__ import annotations

import gzip
import itertools
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

from tldextract import TLDExtract
from trafilatura.utils import load_html

from pipelines.extraction.fields import title as title_module
from pipelines.extraction.fields.title import TITLE_WEIGHTS, choose_title
from pipelines.extraction.markup.structured_data import StructuredData, read_structured_data
from text.unicode import text_key

PARTS = 8
#: what is tried beside the shipped weights
GRID = {
    "headline of news": (1.7, 2.1, 2.5),
    "json-ld headline": (0.3, 1.0, 2.1),
    "og:title": (0.4, 0.8, 1.2),
    "title": (0.3, 0.7, 1.1),
}
SITE_OF = TLDExtract(suffix_list_urls=())


@dataclass(frozen=True)
class Page:
    """What a page says of itself, and its true title."""

    folder: str
    site: str
    url: str
    structured: StructuredData
    truth: str

    def is_right(self, weights: Mapping[str, float]) -> bool:
        with patch.dict(title_module.TITLE_WEIGHTS, weights):
            return text_key(choose_title(self.structured, self.url)[0]) == text_key(self.truth)


def read_pages(folder: Path) -> Iterator[Page]:
    for file in sorted(folder.glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        tree = load_html(gzip.decompress(file.with_suffix(".html.gz").read_bytes()))
        if gold.get("title") and tree is not None:
            site = SITE_OF(urlsplit(gold["url"]).hostname or "").top_domain_under_public_suffix
            yield Page(folder.name, site, gold["url"], read_structured_data(tree, gold["url"]), gold["title"])


def main() -> None:
    pages = [page for name in sys.argv[1:] for page in read_pages(Path(name))]
    sizes = {page.folder: sum(other.folder == page.folder for other in pages) for page in pages}
    tried = [dict(zip(GRID, values, strict=True)) for values in itertools.product(*GRID.values())]
    right = [[page.is_right(weights) for page in pages] for weights in [dict(TITLE_WEIGHTS), *tried]]
    part_of = {site: number % PARTS for number, site in enumerate(sorted({page.site for page in pages}))}
    parts = [part_of[page.site] for page in pages]

    def right_outside(row: list[bool], part: int) -> float:
        return sum(ok / sizes[page.folder] for ok, page, at in zip(row, pages, parts, strict=True) if at != part)

    scores = [[right_outside(row, part) for row in right] for part in range(PARTS)]
    best = [right[of_part.index(max(of_part))] for of_part in scores]
    for folder, size in sizes.items():
        of_folder = [number for number, page in enumerate(pages) if page.folder == folder]
        shipped = sum(right[0][number] for number in of_folder) / size
        unseen = sum(best[parts[number]][number] for number in of_folder) / size
        print(f"{folder}: {size} pages, shipped {shipped:.3f}, chosen without the page's site {unseen:.3f}")


if __name__ == "__main__":
    main()
