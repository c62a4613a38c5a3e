"""Addresses of articles, and the ones that pages declare."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.text.urls.urls import WILD
from text.urls.article_urls import looks_like_article, trusted_canonical_url
from text.urls.parsing import same_site

PAGE = "https://post.example/nation/four-children-safe-in-cebu"


@pytest.mark.parametrize(
    "url",
    [
        *(
            "https://a.example/2024/06/15/couple-held",
            "https://a.example/2021/0527_senator1.asp",
            "https://a.example/?p=416985",
        ),
        *("https://a.example/news/nation/961730/slug/story", "https://a.example/articles/1219537", PAGE),
        *(
            "https://a.example/2024/4/26/slug",
            "https://a.example/world/2024/jun/15/slug",
            "https://a.example/x-c-16879335",
        ),
    ],
)
def test_addresses_of_articles_are_known_by_their_shape(url: str) -> None:
    assert looks_like_article(url)


@pytest.mark.parametrize(
    "url",
    [
        *("https://a.example/", "https://a.example/news", "https://a.example/2024/06/", "https://a.example/?page=2"),
        *("https://a.example/tag/online-safety-for-children", "https://a.example/privacy-policy-and-terms-of-use"),
        *("https://a.example/author/12345/", "https://a.example/about-us-and-our-work"),
    ],
)
def test_addresses_of_lists_and_small_print_are_not(url: str) -> None:
    assert not looks_like_article(url)


@pytest.mark.parametrize(
    ("page", "declared", "believed"),
    [
        (PAGE + "/amp", PAGE, PAGE),
        (PAGE + "?utm_source=x", "/nation/four-children-safe-in-cebu", PAGE),
        ("https://m.post.example/nation/four-children-safe-in-cebu", PAGE, PAGE),
        (PAGE, " //www.post.example/nation/four-children-safe-in-cebu ", PAGE.replace("post", "www.post", 1)),
        ("https://post.example/?p=41698", PAGE, PAGE),
        (PAGE, "https://post.example/2024/05/01/four-children-safe-in-cebu", "https://post.example/2024/05/01/four-children-safe-in-cebu"),
        ("https://post.example/stories/hope?x=1&amp=1", "https://post.example/stories/hope?x=1", "https://post.example/stories/hope?x=1"),
    ],
)  # fmt: skip
def test_a_sound_declaration_is_believed(page: str, declared: str, believed: str) -> None:
    assert trusted_canonical_url(page, declared) == believed


@pytest.mark.parametrize(
    ("page", "declared"),
    [
        *((PAGE, ""), (PAGE, "  "), (PAGE, "javascript:1"), (PAGE, "http://["), ("no address", PAGE)),
        *(
            (PAGE, "https://post.example/"),
            (PAGE, "https://post.example/nation"),
            (PAGE, "https://post.example/nation/"),
        ),
        (PAGE, "https://other.example/nation/four-children-safe-in-cebu"),
        ("https://doj.gov.ph/a/four-children-safe-in-cebu", "https://dswd.gov.ph/a/four-children-safe-in-cebu"),
        (PAGE, "https://post.example/business/banks-report-a-better-year"),
        ("https://post.example/news.php?id=5", "https://post.example/news.php"),
        ("https://post.example/articles/1219537", "https://post.example/articles/1219538"),
        ("https://post.example/stories/hope", "https://post.example/stories"),
        (PAGE, "https://localhost/nation/four-children-safe-in-cebu"),
    ],
)
def test_a_template_s_declaration_is_not(page: str, declared: str) -> None:
    assert trusted_canonical_url(page, declared) is None


@given(WILD, WILD)
def test_no_declaration_breaks_the_check(page: str, declared: str) -> None:
    believed = trusted_canonical_url(page, declared)
    assert believed is None or same_site(page, believed)
