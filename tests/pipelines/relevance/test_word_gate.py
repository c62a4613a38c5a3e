"""The gate behind the prefilter asks for whole words close to each other, and never refuses what would earn points."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.relevance.prefilter import Prefilter
from pipelines.relevance.topics_file import load_topics
from pipelines.relevance.word_gate import WordGate

TOPICS = load_topics(Path(__file__).resolve().parents[3] / "pipelines" / "relevance" / "topics.toml")
GATE = WordGate(TOPICS, Prefilter(TOPICS))
SENTENCE = "The court spoke of online sexual exploitation of children."


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{SENTENCE}</p>",
        f"<P>{SENTENCE.upper()}</P>",
        "<p>online<br>sexual\n   exploitation&nbsp;of&#160;children",
        "<td>online</td><td>sexual</td><td>exploitation</td><td>of</td><td>children</td>",
        "on&shy;line sex&#173;ual ex\u00adploi\u00adtation of chil&#xAD;dren",
        "<b>on</b>line sexual exploi<wbr>tation of <a href='/c'>chil</a>dren",
        "&#111;nline &#x73;exual exploitation &#111;f children",
        "online\u2011sexual\u2013exploitation &ndash; of&#8217; children",
        "<b>O</b>SAEC",
        "sexueller Missbrauch von M&auml;dchen im Internet, sagte die Polizei",
        "sexueller Missbrauch von Ma\u0308dchen im Internet, sagte die Polizei",
        f'<script type="application/ld+json">{{"articleBody": "{SENTENCE}"}}</script>',
        '<script type="application/ld+json">{"articleBody": "Missbrauch von M\\u00e4dchen im Internet"}</script>',
        f'<meta name="description" content="{SENTENCE}">',
        f"&lt;p&gt;{SENTENCE}&lt;/p&gt;",
        "<p>Children were abused, and</p><p>the pictures</p><p>were sent</p><p>over the internet.</p>",
        '<script type="application/ld+json">{"articleBody": "It rained.\\nOnline sexual exploitation"}</script>',
    ],
)
def test_lets_through_what_may_earn_points(page: str) -> None:
    assert GATE.may_match(page.encode())


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>The council spoke about a bridge.</p>",
        # the letters stand there, but no word
        "<p>The photos a echo.</p>",
        # the words stand there, but in other sentences
        "<p>Children were abused.</p><p>The pictures</p><p>were sent</p><p>over the internet.</p>",
        '<script type="application/ld+json">{"articleBody": "Children were abused.\\nSee the internet."}</script>',
        # the words stand there, but far from each other
        "<p>The child was abused.</p>" + "<p>The river rose.</p>" * 30 + "<p>The town has the internet.</p>",
    ],
)
def test_refuses_what_cannot_earn_any(page: str) -> None:
    assert not GATE.may_match(page.encode())
