"""Which parts of a query are trackers, and which may be an article's number."""

from __future__ import annotations

import pytest

from text.urls.tracking import is_tracker


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("utm_source", "rss"), ("UTM_Medium", "7"), ("fbclid", "x"), ("gclid", "x"), ("ico", "x"), ("ref", "12")),
        *(("mc_cid", "0a1b"), ("CMP", "share"), ("_ga", "1.2"), ("PHPSESSID", "x"), ("aspsessionidabcd", "x")),
        *(("source", "rss"), ("from", ""), ("sid", "0a1b2c3d4e5f6071"), ("amp", "1"), ("mode", "AMP"), ("m", "1")),
    ],
)
def test_trackers_are_known(name: str, value: str) -> None:
    assert is_tracker(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("p", "416985"),
            ("id", "5"),
            ("page", "2"),
            ("s", "court"),
            ("lang", "tl"),
            ("article", "7"),
            ("story_id", "7"),
        ),
        *(("sid", "1001"), ("cid", "33"), ("source", "12"), ("from", "2026-02-10"), ("m", "202602"), ("nb", "2")),
        *(("mod", "news"), ("view", "article"), ("title", "x")),
    ],
)
def test_what_may_name_an_article_is_kept(name: str, value: str) -> None:
    assert not is_tracker(name, value)
