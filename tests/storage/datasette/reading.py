"""The pages of the reading room and how the tests read them."""

from __future__ import annotations

import lxml.html

PATHS = [
    "/",
    "/article/1",
    "/article/4",
    "/article/5",
    "/article/8",
    "/story/1",
    "/story/1/ledger",
    "/case/1",
    "/search",
    "/search?q=children",
]
PATHS += ["/words", "/words/osec", "/releases", "/release/1", "/article/2?added=1"]
PATHS += ["/speakers", "/ledgers", "/places", "/place/1003500000", "/bodies", "/body/pnp"]
PATHS += ["/compare/1/2", "/charts", "/sources", "/runs", "/changes", "/help", "/{db}", "/{db}/articles", "/{db}/pages"]
PATHS += ["/{db}/texts", "/{db}/articles/1", "/{db}/new_this_week", "/{db}/by_source?source=tribune"]
PATHS += ["/{db}/duplicates_of_an_article?article=3", "/{db}/source_health", "/{db}/failed_pages", "/{db}/near_misses"]
PATHS += ["/{db}/search?q=court", "/{db}?sql=select+1"]

#: how Datasette writes the name of the sample's file in an address
DB = "any~20name"


def tree(page: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page)


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
