"""The sources of saved documents."""

from __future__ import annotations

import pytest

from spiders.files.spider import slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("The Herald (Cebu)", "the-herald-cebu"),
        ("Новая газета", "новая-газета"),
        ("新闻 24", "新闻-24"),
        ("Ａｇｅｎｃｉａ", "agencia"),
        (" - ", "unnamed"),
    ],
)
def test_a_name_in_any_script_is_a_source_of_its_own(name: str, slug: str) -> None:
    assert slug_of(name) == slug
