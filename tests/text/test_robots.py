"""A robots.txt: its encoding, whom its groups are addressed to, and what they say."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.robots import address_groups, crawl_delay, decode_robots, may_fetch, product_token

NAME = "osecwatch"
PAGE = "https://herald.example/news/1"
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


def test_the_rules_for_our_name_go_before_those_for_all() -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: osecwatch\nDisallow: /private/\nCrawl-delay: 7"
    assert may_fetch(rules, NAME, PAGE)
    assert not may_fetch(rules, NAME, "https://herald.example/private/x")
    assert crawl_delay(rules, NAME) == 7


def test_an_empty_file_allows_everything() -> None:
    assert may_fetch("", NAME, PAGE)
    assert crawl_delay("", NAME) == 0


@pytest.mark.parametrize("named", ["news", "desk", "org", "osec", "watch", "osecwatch-images", "osecwatcher", "0.1"])
def test_a_group_for_a_part_of_our_name_or_contact_is_not_ours(named: str) -> None:
    assert may_fetch(f"User-agent: {named}\nDisallow: /\n\nUser-agent: *\nDisallow: /admin/", NAME, PAGE)
    assert not may_fetch(f"User-agent: {named}\nAllow: /\n\nUser-agent: *\nDisallow: /", NAME, PAGE)


@pytest.mark.parametrize(
    "line",
    [
        "user-AGENT: OsecWatch",
        "User-agent:osecwatch/0.1 (news)",
        "User agent : osecwatch # us",
        "User-agent\tosecwatch",
    ],
)
def test_our_name_is_found_however_it_is_written(line: str) -> None:
    assert not may_fetch(f"User-agent: *\nAllow: /\n\n{line}\nDisallow: /news/", NAME, PAGE)


@given(st.text(max_size=300))
def test_no_text_breaks_the_matcher(body: str) -> None:
    assert isinstance(may_fetch(body, NAME, PAGE), bool)
