"""Whose a page is that another source has led to."""

from __future__ import annotations

import pytest

from spiders.sources.model import Source
from spiders.sources.ownership import Publishers


def source(slug: str, homepage: str, kind: str = "newspaper", include: str | None = None) -> Source:
    return Source.model_validate(
        {
            "slug": slug,
            "name": slug,
            "kind": kind,
            "country": "PH",
            "language": "en",
            "homepage": homepage,
            "feed": f"{homepage}feed",
            **({"include": include} if include else {}),
        }
    )


HERALD = source("herald", "https://www.herald.example/")
BUREAU = source("bureau", "https://gov.example/", "government", r"gov\.example/bureau/")
COURT = source("court", "https://gov.example/", "government", r"gov\.example/bureau/court/")
IJM = source("ijm", "https://www.ijm.org/", "ngo", r"ijm\.org/news/")
SEARCH = source("search", "https://search.example/", "search")
DIGEST = source("digest", "https://digest.example/", "aggregator")
PUBLISHERS = Publishers([HERALD, BUREAU, COURT, IJM, SEARCH, DIGEST])


@pytest.mark.parametrize(
    ("url", "listed_by", "owner"),
    [
        ("https://herald.example/a", SEARCH, HERALD),
        ("https://www.herald.example/a", DIGEST, HERALD),
        ("https://ijm.org/news/a", SEARCH, IJM),
        ("https://gov.example/bureau/a", SEARCH, BUREAU),
        ("https://gov.example/bureau/court/a", SEARCH, COURT),
        ("https://gov.example/bureau/court/a", BUREAU, BUREAU),
        ("https://gov.example/bureau/a", COURT, COURT),
        ("https://nobody.example/a", SEARCH, SEARCH),
        ("https://search.example/a", DIGEST, DIGEST),
        ("https://digest.example/a", SEARCH, DIGEST),
        ("https://ijm.org/stories/a", HERALD, IJM),
        ("https://m.herald.example/a", SEARCH, HERALD),
        ("https://amp.herald.example/a", HERALD, HERALD),
        ("https://www.google.com/amp/s/www.herald.example/a", SEARCH, HERALD),
        ("https://newsroom.herald.example/a", SEARCH, HERALD),
        ("https://newsroom.herald.example/a", BUREAU, BUREAU),
        ("https://courts.gov.ph/a", SEARCH, SEARCH),
    ],
)
def test_a_page_is_its_publishers(url: str, listed_by: Source, owner: Source) -> None:
    assert PUBLISHERS.owner_of(url, listed_by).slug == owner.slug
