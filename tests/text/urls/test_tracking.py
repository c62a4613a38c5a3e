"""Which parts of a query are trackers, and which may be an article's number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.urls.tracking import LearnedParameters, is_coined, is_tracker, looks_like_identifier


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("utm_source", "rss"), ("UTM_Medium", "7"), ("fbclid", "x"), ("gclid", "x"), ("ico", "x"), ("ref", "home")),
        *(("mc_cid", "0a1b"), ("CMP", "share"), ("_ga", "1.2"), ("PHPSESSID", "x"), ("aspsessionidabcd", "x")),
        *(
            ("source", "rss"),
            ("from", ""),
            ("sid", "0a1b2c3d4e5f6071"),
            ("amp", "1"),
            ("print", "1"),
            ("mode", "AMP"),
            ("m", "1"),
        ),
        *(
            ("content_type_id", "3"),
            ("gaa_at", "eafs"),
            ("mibextid", "Zxz2"),
            ("cb", "1700000000000"),
            ("campaign", ""),
        ),
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
        *(("ref", "10232"), ("REF_NO", "PR-2024-015"), ("int_id", "77"), ("print", "8812"), ("share", "12")),
        *(("ref", "no.%2010232"), ("ref", "10232%2F2024"), ("ref", "4f5a")),
        *(
            ("campaign", "41"),
            ("feature", "2024/15"),
            ("ref", "a-new-home-for-girls"),
            ("cmp", "33"),
            ("sessionid", "9"),
        ),
        *(("mod", "news"), ("view", "article"), ("title", "x")),
    ],
)
def test_what_may_name_an_article_is_kept(name: str, value: str) -> None:
    assert not is_tracker(name, value)


def test_what_a_host_was_seen_to_do_goes_before_name_and_shape() -> None:
    assert not is_tracker("Feature", "alpha", LearnedParameters(identifying=frozenset({"feature"})))
    assert is_tracker("visit", "12", LearnedParameters(ignored=frozenset({"visit"})))


@given(
    st.sampled_from(["ref", "ref_no", "sid", "int_id", "print", "share", "campaign", "feature", "cmpid", "uid"]),
    st.data(),
)
def test_no_number_of_an_article_is_dropped(name: str, data: st.DataObject) -> None:
    number = data.draw(st.integers(min_value=2, max_value=10**12 - 1))
    assert not is_coined(name)
    assert not is_tracker(name, str(number))


def test_a_value_of_separators_takes_no_time() -> None:
    assert not looks_like_identifier("1-" + "_" * 3_000 + "!")
    assert not looks_like_identifier("a1" + "-_" * 1_500 + "!")
