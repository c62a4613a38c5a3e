"""The screen never refuses a page to which the judge would give anything, however the page is written."""

from __future__ import annotations

import gzip
import html
import json
import textwrap
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from items import Article
from pipelines.relevance.prefilter import Prefilter
from pipelines.relevance.scoring import score_article
from pipelines.relevance.topics import Rule, Topics
from pipelines.relevance.topics_file import load_topics
from pipelines.relevance.word_gate import WordGate

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"
TOPICS: Topics = load_topics(ROOT / "pipelines" / "relevance" / "topics.toml")
SCREEN = Prefilter(TOPICS)
WORD_GATE = WordGate(TOPICS, SCREEN)
RULES: list[Rule] = [rule for rule in TOPICS.topics[0].rules if rule.role in ("terms", "near", "acronyms")]

SENTENCE = "The court spoke of online sexual exploitation of children."


def lines(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        pytest.skip(f"{path} is not here: the labelled documents are kept beside the checkout")
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in data.splitlines()]


def in_html(body: str) -> str:
    head = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>News</title><script>var a = 1 < 2;</script></head>'
    return f"{head}<body><nav><a href='/'>Home</a></nav><p>{body}</p></body></html>"


@pytest.mark.parametrize(
    "body",
    [
        SENTENCE,
        SENTENCE.upper(),
        "online<br>sexual\n   exploitation&nbsp;of&#160;children",
        "on&shy;line sex&#173;ual ex\u00adploi\u00adtation of chil&#xAD;dren",
        "on\u200bline sexual exploi<wbr>tation of children",
        "<span class='drop'>O</span>nline <b>sex</b>ual exploi<!-- x -->tation of <a href='/c'>chil</a>dren",
        "&#111;nline &#x73;exual exploitation &#111;f children",
        "online\u2011sexual\u2013exploitation &ndash; of&#8217; children",
        "OSAEC",
        "<b>O</b>SAEC",
        "Kinderpornografie",
        "ang bata gipakita sa livestream baylo sa bayad sa Cebu, sad-an ang babaye",
        "sexueller Missbrauch von M&auml;dchen im Internet, sagte die Polizei",
        "sexueller Missbrauch von Ma\u0308dchen im Internet, sagte die Polizei",
        "online <!-- an <b>ad</b> --> sexual exploitation<style>p {}</style> of children",
        "online&nbspsexual&#8201exploitation of children",
    ],
)
def test_passes_however_it_is_written(body: str) -> None:
    assert SCREEN.may_match(in_html(body).encode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_passes_in_every_encoding(encoding: str) -> None:
    assert SCREEN.may_match(in_html(f"Größe – {SENTENCE}").encode(encoding))


@pytest.mark.parametrize(
    "page",
    [
        f'<html><head><meta name="description" content="{SENTENCE}"></head></html>',
        f'<script type="application/ld+json">{{"articleBody": "{SENTENCE}"}}</script>',
        f'<script type="application/ld+json">//<![CDATA[\n{{"articleBody": "{SENTENCE}"}}//]]></script>',
        '<script type="application/ld+json">{"headline": "\\u004fSAEC"}</script>',
        '<script type="application/ld+json">{"headline": "\\u003cb\\u003eO\\u003c/b\\u003eSAEC"}</script>',
        f"<!-- <script> --><p>{SENTENCE}</p><script>x()</script>",
        f"<script>document.write('<script src=x>')</script><p>{SENTENCE}</p>",
        f"<style>p {{}}</style><p>{SENTENCE}</p><style>",
        f"<!-- x --!><p>{SENTENCE}</p><!-- y -->",
        f"<!--><p>{SENTENCE}</p><!-- y -->",
        f"<script>var a = '<style>'</script><p>{SENTENCE}</p></style>",
        f"<script>var a = '<!--'</script><p>{SENTENCE}</p><!-- y -->",
        f"<!-- ' --><script>var a</script><p>{SENTENCE}</p><script>'-->'</script>",
        f"""<script data-a="x>y" type='application/ld+json'>{{"articleBody": "{SENTENCE}"}}</script>""",
        f"{SENTENCE} as plain text, 3 < 5",
        f"<p>if a < b {SENTENCE}",
    ],
)
def test_passes_wherever_the_cleaner_may_find_it(page: str) -> None:
    assert SCREEN.may_match(page.encode())


@pytest.mark.parametrize(
    "page",
    [
        "",
        in_html("The council spoke about a bridge."),
        "<script>var osaec = 'OSAEC';</script><p>A bridge.</p>",
        "\0" * 99,
        in_html("A child was sold a video game, then paid; the force but watched. A suspect was sentenced."),
    ],
)
def test_refuses_what_cannot_be_on_topic(page: str) -> None:
    assert not SCREEN.may_match(page.encode())


def words(data: st.DataObject, choices: list[tuple[str, ...]]) -> list[str]:
    return [
        data.draw(st.sampled_from([w for name in choice for w in TOPICS.words[name.removeprefix("list:")]]))
        for choice in choices
    ]


def written(data: st.DataObject, word: str) -> str:
    """A word as a page may have it: split by tags or soft hyphens, in capitals, with entities."""
    cut = data.draw(st.integers(0, len(word)))
    joint = data.draw(st.sampled_from(["", "&shy;", "\u00ad", "\u200b", "<b>", "</i>", "<wbr>", "<!-- -->", "&#8203;"]))
    word = data.draw(st.sampled_from([word, word.upper(), word.title()]))
    halves = [word[:cut], word[cut:]]
    if data.draw(st.booleans()):
        halves = ["".join(f"&#{ord(letter)};" for letter in half) for half in halves]
    return joint.join(halves)


@given(st.data())
def test_whatever_a_rule_can_find_passes(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(RULES))
    phrase = [data.draw(st.sampled_from((*rule.phrases, *rule.expansions)))] if rule.phrases else []
    said = " ".join((*phrase, *words(data, [*rule.lists, *rule.needs]))).replace("*", "")
    gap = data.draw(st.sampled_from([" ", "\n  ", "&nbsp;", "<br/>", " <em>", "&#8201;", "-", "\u2013"]))
    page = in_html(gap.join(written(data, word) for word in said.split()))
    assert score_article(Article("", said), TOPICS).score > 0
    assert SCREEN.may_match(page.encode(data.draw(st.sampled_from(["utf-8", "utf-16"]))))


@pytest.mark.parametrize("begin", [b"<!--", b"<script>", b"<style>", b"<p", b"&#", b"\\u00"])
def test_what_begins_a_thousand_times_and_never_ends_is_read_all_the_same(begin: bytes) -> None:
    assert SCREEN.may_match(begin * 100_000 + b" <p>" + SENTENCE.encode())


def test_words_strewn_over_a_page_are_not_a_topic() -> None:
    rule = next(rule for rule in RULES if rule.lists and not rule.needs)
    said = [TOPICS.words[choice[0].removeprefix("list:")][0].rstrip("*") for choice in rule.lists]
    between = "".join(f"<li>item {number}</li>" for number in range(20))
    assert score_article(Article("", " ".join(said)), TOPICS).score > 0
    assert SCREEN.may_match(in_html(f"<p>{' '.join(said)}</p>").encode())
    assert not SCREEN.may_match(in_html(between.join(f"<li>{word}</li>" for word in said)).encode())


def in_paragraphs(text: str) -> str:
    return "".join(f"<p>{part}</p>" for part in text.split("\n"))


def in_lines(text: str, form: str) -> str:
    """A text as typists broke it, every line marked up by itself."""
    return "\n".join(form.format(line) for part in text.split("\n") for line in textwrap.wrap(part, 75))


LAYOUTS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "as paragraphs": in_paragraphs,
    "as lines with breaks": partial(in_lines, form="{}<br />"),
    "as lines in elements of their own": partial(in_lines, form="<div class='line'>{}</div>"),
    "as lines in a table": partial(in_lines, form="<tr><td></td><td>{}</td></tr>"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "path",
    [
        SHARED / "bench/stories/dev.jsonl",
        ROOT / "tests/labelled/relevance.jsonl",
        ROOT / "tests/labelled/response.jsonl",
    ],
)
def test_no_labelled_document_with_a_term_is_lost(layout: str, path: Path) -> None:
    for document in lines(path):
        article = Article(document["title"], document["text"], standfirst=document.get("standfirst") or "")
        if score_article(article, TOPICS).score > 0:
            text = LAYOUTS[layout](html.escape(f"{article.title}\n{article.standfirst}\n{article.text}"))
            assert SCREEN.may_match(in_html(text).encode()), document["id"]
            assert WORD_GATE.may_match(in_html(text).encode()), document["id"]
            assert SCREEN.may_match(in_html(text.encode("ascii", "xmlcharrefreplace").decode()).encode("utf-16"))


def test_no_page_of_the_sample_web_that_is_on_topic_is_lost() -> None:
    gold = {page["url"]: page["on_topic"] for page in lines(SHARED / "web/gold.jsonl.gz")}
    pages = {page["url"]: page.get("body", "") for page in lines(SHARED / "web/news.jsonl.gz") if page["url"] in gold}
    assert [url for url, body in pages.items() if gold[url] and not SCREEN.may_match(body.encode())] == []
    assert [url for url, body in pages.items() if gold[url] and not WORD_GATE.may_match(body.encode())] == []
    refused = sum(not SCREEN.may_match(body.encode()) for url, body in pages.items() if not gold[url])
    assert refused >= 30
