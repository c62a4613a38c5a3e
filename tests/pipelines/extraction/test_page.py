"""The cleaner as a whole: pages in, articles and reasons out."""

import pickle
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from items import Article, Basis, ExtractionResult, Hint, Outcome
from pipelines.extraction.page import extract_page

NOW = datetime(2026, 6, 1, tzinfo=UTC)
URL = "https://www.example.org/news/harbour-plan"
TITLE = "Town agrees on a plan for the harbour"
SENTENCES = (
    "The town council met on Tuesday and agreed on a plan for the old harbour after two years of talks.",
    "The mayor said that the work would begin in spring and that the fish market would stay where it is.",
    "Traders had asked for a longer quay, which the engineers called possible but costly in the first year.",
    "A second vote in autumn will decide how the money is shared between the port office and the town.",
    "Residents of the lower streets were promised a wall against the noise of the cranes and the lorries.",
)
PROSE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)

NGO = f"""<html lang="en"><head><title>{TITLE} | Harbour Friends</title>
<meta property="og:site_name" content="Harbour Friends"></head><body>
<header><a href="/report">Report a leak</a></header>
<main><div><div class="eyebrow">Building Together</div><h1>{TITLE}</h1>
<p class="text-xl">On Tuesday the council agreed on a plan that the town has waited for since the storm.</p>
<div><span>Thu Apr 29 2021</span><span>3 min read</span></div></div>
<div>{PROSE}<p>Image Engineer Wim Dorpema (left) and harbour master Ana Quisora at the old quay.</p></div>
<div><h2>Read More</h2>{
    "".join(
        f'<div class="card"><span>HFN</span><div>Quays</div><h3><a href="/{n}">Headline of a story {n}</a></h3>'
        f"<p>A teaser of that other story, with nothing to do with this one.</p><div>Mon Apr 0{n} 2025</div></div>"
        for n in range(1, 10)
    )
}</div>
<p>Subscribe to our quarterly newsletter. Submitting your email means you agree to our privacy policy.</p>
</main><footer>© 1997 - 2025 Harbour Friends</footer></body></html>"""


def page(body: str, head: str = "", title: str = TITLE) -> bytes:
    return f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>".encode()


def clean(body: bytes, url: str = URL, content_type: str = "text/html; charset=utf-8") -> ExtractionResult:
    return extract_page(body, url, content_type, now=NOW)


def article_of(body: bytes) -> Article:
    cleaned = clean(body)
    assert cleaned.outcome is Outcome.PENDING, cleaned.reason
    assert cleaned.article is not None
    return cleaned.article


def test_the_article_of_a_page_full_of_furniture() -> None:
    article = article_of(NGO.encode())
    assert article.title == TITLE
    assert article.published == datetime(2021, 4, 29, tzinfo=UTC)
    assert article.published_precision == "day"
    assert article.standfirst.startswith("On Tuesday the council agreed")
    assert article.caption.startswith("Engineer Wim Dorpema")
    assert article.text.split("\n\n")[1:] == list(SENTENCES)
    assert article.language == "en"


def test_a_cleaned_page_travels_between_processes() -> None:
    cleaned = clean(page(PROSE))
    assert pickle.loads(pickle.dumps(cleaned)) == cleaned  # noqa: S301 - our own bytes


def test_an_article_body_that_only_the_data_holds_is_taken_from_there() -> None:
    whole = " ".join(SENTENCES * 3)
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{whole}"}}</script>'
    article = article_of(page(f"<p>{SENTENCES[0]}</p>", data))
    assert SENTENCES[4] in article.text


def test_a_body_in_several_containers_is_put_together() -> None:
    row = '<div class="row"><div class="article__body">{}</div></div><div class="ad">Advertisement</div>'
    days = ("Monday", "Tuesday", "Friday")
    article = article_of(page("".join(row.format(PROSE.replace("Tuesday", day).replace("the", day)) for day in days)))
    assert [day for day in days if day in article.text] == list(days)


def test_the_feed_is_heard() -> None:
    given_at = datetime(2026, 5, 4, 9, 30, tzinfo=timezone(timedelta(hours=8)))
    hint = Hint(URL, title=TITLE, authors=("Ana Quisora",), published=given_at)
    article = extract_page(page(PROSE), URL, hint=hint, now=NOW).article
    assert article is not None
    assert (article.authors, article.published, article.published_zone) == (("Ana Quisora",), given_at, "+08:00")
    assert article.published_evidence == "feed"


def test_what_an_article_rests_on_stays_a_member_of_its_enumeration() -> None:
    assert article_of(page(PROSE)).basis is Basis.PAGE


def test_controls_from_the_data_never_reach_the_article() -> None:
    data = (
        '<meta property="og:title" content="Town agrees&#1; on a plan for the harbour">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Town agr\\u0000ees \\ud83d",'
        f'"author": "A\\u0000na Quisora", "articleBody": "{" ".join(SENTENCES * 2)} \\ud83d"}}</script>'
    )
    article = article_of(page(f"<p>{SENTENCES[0]}</p>", data))
    assert article.authors == ("Ana Quisora",)
    assert str(article).encode().isascii()
    assert "\\x00" not in repr(article)


@pytest.mark.parametrize("reference", ["&#11;", "&#2;", "&#x1b;", "&#12;"])
def test_a_reference_to_a_control_costs_only_itself(reference: str) -> None:
    article = article_of(page(PROSE + f"<p>The vertical {reference}tab was seen in the harbour on Monday.</p>"))
    assert article.text.endswith("The vertical tab was seen in the harbour on Monday.")


@pytest.mark.parametrize("count", [2, 3])
def test_a_brief_keeps_its_paragraphs_and_loses_its_headline(count: int) -> None:
    brief = [sentence.split(" and ")[0].rstrip(".") + "." for sentence in SENTENCES[:count]]
    body = "<article><h1>{}</h1><p>By Ana Quisora</p>{}</article>".format(TITLE, "".join(f"<p>{s}</p>" for s in brief))
    assert article_of(f"<title>{TITLE}</title><body>{body}</body>".encode()).text.split("\n\n") == brief


def test_a_headline_does_not_make_a_page_long_enough() -> None:
    cleaned = clean(f"<title>{TITLE}</title><body><article><h1>{TITLE}</h1><p>The council met and agreed on a plan "
                    "for the old harbour on Tuesday.</p></article></body>".encode())  # fmt: skip
    assert cleaned.outcome is Outcome.TOO_SHORT


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    article = article_of(page(f"<table><tr><td>Home</td><td>{PROSE}</td></tr></table>"))
    assert article.text.split("\n\n")[-len(SENTENCES) :] == list(SENTENCES)
    assert "|" not in article.text


def test_a_table_of_figures_stays_one() -> None:
    figures = "<table><tr><th>Year</th><th>Boats</th></tr><tr><td>2020</td><td>14</td></tr></table>"
    assert "| 2020 | 14 |" in article_of(page(f"<article>{PROSE}{figures}</article>")).text


def test_a_label_does_not_run_into_the_first_word() -> None:
    labelled = PROSE.replace("<p>The", '<p><span class="topline">Harbour</span>The', 1)
    assert article_of(page(labelled)).text.startswith("Harbour The town council")


@pytest.mark.parametrize(
    ("body", "outcome", "words"),
    [
        (
            page("<p>Checking your browser before you proceed.</p>", title="Just a moment..."),
            Outcome.BLOCKED_BY_WALL,
            "robots",
        ),
        (page("<form><input type=password></form>", title="Log in"), Outcome.BLOCKED_BY_WALL, "log-in"),
        (
            page("<p>We and our partners use cookies. Manage options to give consent to cookies, or reject all.</p>"),
            Outcome.BLOCKED_BY_WALL,
            "consent",
        ),
        (page("<p>Subscribe to continue reading this story.</p>"), Outcome.BLOCKED_BY_WALL, "subscribers"),
        (
            page("<p>Sorry, we looked for it everywhere.</p>", title="Page not found"),
            Outcome.NOT_AN_ARTICLE,
            "not found",
        ),
        (page("<p>Please come back.</p>", title="503 Service Unavailable"), Outcome.NOT_AN_ARTICLE, "out of order"),
        (page("<p>More soon.</p>"), Outcome.TOO_SHORT, "words"),
        (page(""), Outcome.NOT_AN_ARTICLE, "no text"),
        (page("<p>" + "xkcd qzrtp wvbnm lkjhg pqwrt zxcvb " * 20 + "</p>"), Outcome.NOT_AN_ARTICLE, "random letters"),
        (
            page(PROSE, '<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>'),
            Outcome.NOT_AN_ARTICLE,
            "live",
        ),
        (b"", Outcome.NOT_AN_ARTICLE, "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, Outcome.NOT_AN_ARTICLE, "not text"),
    ],
)
def test_what_is_no_article_is_named(body: bytes, outcome: Outcome, words: str) -> None:
    cleaned = clean(body)
    assert cleaned.outcome is outcome
    assert words in cleaned.reason


def test_a_listing_is_no_article() -> None:
    links = "".join(f'<li><a href="/{n}">A headline of another story number {n}</a></li>' for n in range(40))
    assert clean(page(f"<ul>{links}</ul>"), "https://www.example.org/category/news/").article is None


def test_the_free_beginning_of_a_closed_article_is_kept_as_a_part() -> None:
    closed = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    assert article_of(page("".join(f"<p>{s}</p>" for s in SENTENCES[:3]), closed)).partial
    assert not article_of(page(PROSE + PROSE.replace("the", "that"), closed)).partial


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("<div>" * 60_000 + PROSE, Outcome.NOT_AN_ARTICLE),
        (page("word " * 2_000_000).decode(), Outcome.NOT_AN_ARTICLE),
        (page(f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>{PROSE}").decode(), Outcome.TOO_LARGE),
        (page("<script>for(a=0;a<b;a++){" + " c = d ;" * 5_000 + "}</script>" + PROSE).decode(), Outcome.PENDING),
        (page("<br>A line." * 50_000).decode(), Outcome.TOO_LARGE),
        (page(PROSE, title="T" * 1_000_000).decode(), Outcome.TOO_LARGE),
        (page(PROSE).decode()[:-60], Outcome.PENDING),
        (page(PROSE, '<script type="application/ld+json">' + "[" * 100_000 + "</script>").decode(), Outcome.PENDING),
    ],
    ids=["nested", "one line", "attributes", "script", "breaks", "title", "truncated", "data"],
)
def test_hostile_pages_end_with_an_outcome(body: str, outcome: Outcome) -> None:
    assert clean(body.encode()).outcome is outcome


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(noise: bytes) -> None:
    for body in (noise, page(PROSE).replace(b"<p>", b"<p>" + noise, 1)):
        cleaned = clean(body, content_type="")
        assert (cleaned.article is None) == (cleaned.outcome is not Outcome.PENDING)
        assert cleaned.article is None or "\x00" not in cleaned.article.text


def test_an_article_that_loads_a_services_script_is_none_of_its_tests() -> None:
    mark = '<script>window._pxAppId = "PX1";</script>'
    days = ("Monday", "Tuesday", "Wednesday")
    long = "".join(PROSE.replace("Tuesday", day).replace("the town", f"the town, said {day}") for day in days)
    assert clean(page(mark + PROSE[:90])).outcome is Outcome.BLOCKED_BY_WALL
    assert clean(page(mark + long)).outcome is Outcome.PENDING
