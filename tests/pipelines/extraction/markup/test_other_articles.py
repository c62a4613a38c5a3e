"""Another article's author and date on a page are not the page's, wherever they stand and however full they are."""

from datetime import UTC, datetime

import pytest

from pipelines.extraction.page import extract_page

NOW = datetime(2026, 6, 1, tzinfo=UTC)
URL = "https://gazette.example/pier"
TITLE = "Island gets a new pier"
HEADLINE = f"<h1>{TITLE}</h1>"
PROSE = "<p>The island will get a new pier before the winter, the port office said on Monday morning.</p>" * 9
OWN = "<p>By Ana Quisora</p><time datetime='2026-05-04'>4 May 2026</time>"
OTHER = "<a rel='author' href='/author/wim'>Wim Dorpema</a> <time datetime='2026-05-09T10:00:00Z'>9 May</time>"
LINKED = "<h3><a href='/mill'>Old mill finds a buyer</a></h3>"
SCOPE = "itemscope itemtype='https://schema.org/NewsArticle'"
OTHER_DATA = (
    "<meta itemprop='author' content='Wim Dorpema'><meta itemprop='datePublished' content='2026-05-09T10:00:00Z'>"
)


def fields_of(body: str) -> tuple[tuple[str, ...], str]:
    page = f"<html><head><title>{TITLE} | Gazette</title></head><body>{body}</body></html>"
    article = extract_page(page.encode(), URL, "text/html; charset=utf-8", now=NOW).article
    assert article is not None
    return article.authors, article.published.date().isoformat() if article.published else ""


@pytest.mark.parametrize(
    "other",
    [
        f"<article>{LINKED}{OTHER}</article>",
        f"<div class='card'>{LINKED}<div>{OTHER}</div></div>",
        f"<article><a href='/mill'><h3>Old mill finds a buyer</h3></a>{OTHER}</article>",
        f"<div {SCOPE}><span itemprop='headline'>Old mill finds a buyer</span>{OTHER_DATA}{OTHER}</div>",
        f"<div {SCOPE}><link itemprop='url' href='/mill'>{OTHER_DATA}</div>",
        f"<div {SCOPE} itemid='https://gazette.example/mill'>{OTHER_DATA}{OTHER}</div>",
    ],
)
def test_articles_beside_the_pages_own_name_neither_author_nor_date(other: str) -> None:
    assert fields_of(f"{other}{HEADLINE}{OWN}{PROSE}") == (("Ana Quisora",), "2026-05-04")
    assert fields_of(f"<article>{HEADLINE}{OWN}{PROSE}</article>{other}") == (("Ana Quisora",), "2026-05-04")
    assert fields_of(f"{other}<main>{HEADLINE}{PROSE}</main>") == ((), "")


def test_the_pages_own_scope_is_read_wherever_its_headline_stands() -> None:
    data = "<meta itemprop='author' content='Ana Quisora'><meta itemprop='datePublished' content='2026-05-04'>"
    own = f"<div {SCOPE}><link itemprop='mainEntityOfPage' href='{URL}'>{data}{PROSE}</div>"
    assert fields_of(f"{HEADLINE}{own}") == (("Ana Quisora",), "2026-05-04")
    other = f"<div {SCOPE}><span itemprop='headline'>Old mill finds a buyer</span>{OTHER_DATA}</div>"
    assert fields_of(f"{other}{HEADLINE}{own}") == (("Ana Quisora",), "2026-05-04")


def test_an_article_whose_first_heading_is_a_link_stays_the_pages_where_it_holds_the_prose() -> None:
    assert fields_of(f"{HEADLINE}<article>{OWN}{LINKED}{PROSE * 2}</article>") == (("Ana Quisora",), "2026-05-04")


def test_data_that_had_to_be_repaired_is_outvoted_by_what_readers_see() -> None:
    broken = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Wim Dorpema"} '
        '"datePublished": "2026-05-09" "headline": "Island gets a new pier"}</script>'
    )
    assert fields_of(f"{broken}{HEADLINE}{PROSE}") == (("Wim Dorpema",), "2026-05-09")
    assert fields_of(f"{broken}{HEADLINE}{OWN}{PROSE}") == (("Ana Quisora",), "2026-05-04")
