"""The reading room over an archive that has grown: every page opens, also while a crawl writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmarks.browse import writing
from tests.benchmarks.seeded import RARE, make
from tests.storage.datasette.archive import Server
from tests.storage.datasette.reading import tree, words

pytestmark = pytest.mark.slow

ARTICLES = 20_000
PAGES = ["/", "/story/100", "/article/100", "/search", f"/search?q={RARE}", "/search?q=children", "/search?term=OSAEC"]
PAGES += ["/search?year=2019", "/sources", "/runs", "/charts", "/a/articles", "/a/articles?on_topic=1", "/a/stories"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("grown") / "a.db"
    make(path, ARTICLES)
    return path


@pytest.fixture(scope="module")
def grown(archive: Path, start_server: Callable[..., Server]) -> Server:
    return start_server(archive)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens(grown: Server, path: str) -> None:
    assert len(tree(grown.page(path)).findall(".//h1")) == 1


def test_a_search_without_words_counts_everything(grown: Server) -> None:
    page = words(tree(grown.page("/search?everything=1")))
    assert f"{ARTICLES:,} articles; listed are the newest 2,000" in page


def test_pages_are_read_while_a_crawl_writes(archive: Path, grown: Server) -> None:
    with writing(archive):
        answers = [grown.get(path).status_code for _ in range(3) for path in PAGES]
    assert set(answers) == {200}
    assert "New" in grown.page("/")
