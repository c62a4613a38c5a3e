"""A robots.txt as text: its encoding, and whom its groups are addressed to."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.robots import address_groups, decode_robots, product_token

RULES = "User-agent: *\nDisallow: /archiv-für-später/\n"


@pytest.mark.parametrize(
    "body",
    [
        RULES.encode(),
        codecs.BOM_UTF8 + RULES.encode(),
        codecs.BOM_UTF8 * 2 + RULES.encode(),
        RULES.encode("utf-16"),
        codecs.BOM_UTF16_BE + RULES.encode("utf-16-be"),
        RULES.encode("utf-32"),
        "ï»¿".encode() + RULES.encode(),
    ],
)
def test_a_byte_order_mark_names_the_encoding_and_hides_no_line(body: bytes) -> None:
    assert decode_robots(body) == RULES


@pytest.mark.parametrize(
    ("agent", "token"),
    [("osecwatch/0.1 (news monitor; desk@herald.example)", "osecwatch"), ("News-Desk", "news-desk"), ("", "")],
)
def test_the_product_token_is_the_name_before_the_version(agent: str, token: str) -> None:
    assert product_token(agent) == token


def test_groups_for_others_keep_their_rules_to_themselves() -> None:
    text = "User-agent: news\nDisallow: /\nUser-agent: Osecwatch\nAllow: /"
    assert address_groups(text, "osecwatch") == "User-agent: /\nDisallow: /\nUser-agent: osecwatch\nAllow: /"


@given(st.binary(max_size=400))
def test_any_bytes_have_a_text(body: bytes) -> None:
    text = address_groups(decode_robots(body), "osecwatch")
    assert "\x00" not in text
    assert "\ufeff" not in text
