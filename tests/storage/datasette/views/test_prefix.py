"""The reading room behind a web server that gives it a part of its addresses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.datasette.archive import Server
from tests.storage.datasette.reading import DB, tree

PREFIX = "/archive/news"
PAGES = ["/", "/story/1", "/search?q=children", "/{db}/articles?_size=2", "/{db}/articles/1", "/{db}?sql=select+1"]
PAGES += ["/{db}/search?q=court", "/data", "/changes"]


@pytest.fixture(scope="module")
def prefixed(start_server: Callable[..., Server], sample: Path) -> Server:
    return start_server(sample, "--setting", "base_url", f"{PREFIX}/")


def test_every_link_leads_to_a_page_under_the_prefix(prefixed: Server) -> None:
    links: dict[str, str] = {}
    for path in PAGES:
        page = tree(prefixed.page(PREFIX + path.format(db=DB)))
        for link in page.xpath("//@href | //@src | //form/@action"):
            own = link.removeprefix(prefixed.address)
            if own.startswith("/"):
                links.setdefault(own, path)
    assert not {link: page for link, page in links.items() if not link.startswith(f"{PREFIX}/")}
    some = sorted(links)[:: max(1, len(links) // 40)]
    failed = {link: prefixed.get(link).status_code for link in some}
    assert not {link: status for link, status in failed.items() if status not in {200, 301, 302}}


def test_redirects_and_feeds_stay_under_the_prefix(prefixed: Server) -> None:
    answer = prefixed.get(f"{PREFIX}/new.atom?q=iligan")
    assert answer.headers["location"].startswith(f"{PREFIX}/any")
    assert answer.headers["location"].endswith("/new_articles.atom?q=iligan")
    assert f"{prefixed.address}{PREFIX}/search?order=date" in prefixed.page(f"{PREFIX}/{DB}/new_articles.atom")
    assert prefixed.get(f"{PREFIX}/story/77").headers["location"] == f"{PREFIX}/story/1"
