"""The node that is this page, among those of other pages."""

from typing import Any

import pytest

from pipelines.extraction.markup.page_identity import PageIdentity

URL = "https://www.gazette.example/2026/new-pier?ref=feed"
PAGE = PageIdentity.of(URL, ["https://gazette.example/2026/new-pier/"], ["Tarsa gets a new pier", "Gazette"])


@pytest.mark.parametrize(
    ("node", "agreement"),
    [
        ({"url": "https://gazette.example/2026/new-pier", "headline": "Tarsa gets a new pier"}, 3),
        ({"mainEntityOfPage": {"@id": "https://gazette.example/2026/new-pier#main"}}, 2),
        ({"@id": "/2026/new-pier/"}, 2),
        ({"headline": "New pier: Tarsa gets one"}, 1),
        ({"author": "Ana Quisora"}, 0),
        ({"url": "https://gazette.example/2026/races", "headline": "Tarsa gets a new pier"}, -1),
        ({"url": "https://gazette.example/2026/races", "headline": "The boats race on Sunday"}, -3),
        ({"url": "https://gazette.example/"}, 0),
        ({"url": "http://[bad", "headline": ""}, 0),
    ],
)
def test_agreement_is_by_address_and_headline(node: dict[str, Any], agreement: int) -> None:
    assert PAGE.agreement(node) == agreement
