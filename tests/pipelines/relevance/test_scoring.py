"""The scoring: what counts, where, how often, and what an article must not be taken for."""

from __future__ import annotations

import gzip
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from items import Article
from pipelines.relevance.scoring import RelevanceScore, score_article
from pipelines.relevance.topics import Topics
from pipelines.relevance.topics_file import load_topics

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"
FILLER = "The council met on Monday to speak about the new bridge over the river and about the price of rice. "


@pytest.fixture(scope="module")
def topics() -> Topics:
    return load_topics(ROOT / "pipelines" / "relevance" / "topics.toml")


def labelled(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        pytest.skip(f"{path} is not here: the labelled documents are kept beside the checkout")
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in data.splitlines()]


def read(document: dict[str, Any], topics: Topics) -> RelevanceScore:
    article = Article(document["title"], document["text"], standfirst=document.get("standfirst") or "")
    return score_article(article, topics)


ON_TOPIC = {
    "english": (
        "Couple jailed for selling shows with children to viewers abroad",
        "A court sentenced a couple who offered children to foreigners over the internet. The survivors are safe.",
    ),
    "tagalog": (
        "Babae, hinatulan sa online na pananamantala sa mga bata",
        "Hinatulan ng korte ang babae na nag-livestream ng pang-aabuso sa mga bata kapalit ng bayad ng mga dayuhan.",
    ),
    "cebuano": (
        "Lalaki, gisilotan tungod sa pagpahimulos sa mga bata online",
        "Gisilotan sa korte ang lalaki nga namaligya og mga bata ngadto sa mga langyaw pinaagi sa internet.",
    ),
    "german": (
        "Haft für Auftraggeber von Missbrauch per Livestream",
        "Das Landgericht verurteilte einen Mann, der sexuellen Missbrauch von Kindern per Videoanruf bestellt hatte.",
    ),
    "dutch": (
        "Celstraf voor misbruik via de webcam",
        "De rechtbank heeft een man veroordeeld die betaalde voor seksueel misbruik van kinderen via een livestream.",
    ),
}

OFF_TOPIC = {
    "the Office of the Secretary": (
        "OSEC sets rules for school meals",
        "The Office of the Secretary (OSEC) told schools how to feed children. OSEC warned of abuse of the budget.",
    ),
    "the Swiss export office": (
        "Osec at the fair",
        "Osec, the Swiss office for exporters, showed toys for children online.",
    ),
    "the builder IJM": ("IJM profit rises", "Builder IJM Corp said that its order book for homes had grown."),
    "gambling": (
        "POGO raided",
        "Police raided an offshore gaming hub and rescued workers who were forced to run scams on social media.",
    ),
    "bonded labour": (
        "Families leave kiln",
        "International Justice Mission helped to free families with children from bonded labour at a brick kiln.",
    ),
    "grown-up victims": (
        "Cybersex den closed",
        "Police closed a cybersex den and found that all of them adults. There were no minors.",
    ),
    "the age of consent": (
        "Senate raises age of consent",
        "A bill to raise the age of consent protects a child from sexual abuse, senators said in an online hearing.",
    ),
    "abuse that was not online": (
        "Coach convicted",
        "A court convicted a coach who abused two boys of his club. The boys told a teacher.",
    ),
    "safety at large": (
        "Five rules for the holidays",
        "Parents should talk with children about privacy, games and the time they spend online.",
    ),
}


@pytest.mark.parametrize("language", ON_TOPIC)
def test_the_subject_is_known_in_every_language(language: str, topics: Topics) -> None:
    title, text = ON_TOPIC[language]
    assert score_article(Article(title, text), topics).on_topic


@pytest.mark.parametrize("subject", OFF_TOPIC)
def test_look_alikes_are_not_taken_for_the_subject(subject: str, topics: Topics) -> None:
    title, text = OFF_TOPIC[subject]
    assert not score_article(Article(title, text), topics).on_topic


def test_one_mention_at_the_end_is_a_near_miss(topics: Topics) -> None:
    mention = "He also named online sexual exploitation of children as a concern."
    result = score_article(Article("Bridge to open in May", f"{FILLER * 8}\n\n{mention}"), topics)
    assert result.score > 0
    assert not result.on_topic
    assert [(match.count, match.sentence) for match in result.matches[:1]] == [(1, mention)]


def test_the_place_of_a_term_counts(topics: Topics) -> None:
    words = "Online sexual exploitation of children."
    in_body = score_article(Article("News", f"{FILLER * 4}\n\n{words}"), topics).score
    in_opening = score_article(Article("News", f"{words}\n\n{FILLER * 4}"), topics).score
    in_title = score_article(Article(words, FILLER * 4), topics).score
    assert in_body < in_opening < in_title


def test_a_longer_article_needs_more(topics: Topics) -> None:
    words = "Online sexual exploitation of children.\n\n"
    assert (
        score_article(Article("News", words + FILLER * 40), topics).score
        < score_article(Article("News", words + FILLER), topics).score
    )


def test_a_repeated_sentence_counts_once(topics: Topics) -> None:
    words = "Police fight the online sexual exploitation of children."
    once = score_article(Article("News", words), topics)
    assert score_article(Article("News", f"{words}\n\n{words}"), topics).score == once.score


def test_the_weights_of_the_matches_add_up_to_the_score(topics: Topics) -> None:
    result = score_article(Article(*ON_TOPIC["english"]), topics)
    assert result.score == pytest.approx(sum(match.weight for match in result.matches), abs=0.001)
    assert all(match.topic == "osaec" and match.sentence and match.count for match in result.matches)


def test_an_acronym_counts_only_where_it_means_ours(topics: Topics) -> None:
    ours = score_article(Article("OSEC", "OSEC is a crime against a child and a form of abuse."), topics)
    other = score_article(
        Article("OSEC", "OSEC is the Office of the Secretary. It looks after a child and fights abuse."), topics
    )
    assert ours.matches[0].term == "OSEC"
    assert "OSEC" not in [match.term for match in other.matches]


def test_evidence_against_is_shown_and_never_hides_a_near_miss(topics: Topics) -> None:
    text = "QAnon spread a conspiracy theory about child sexual abuse material. QAnon grew."
    result = score_article(Article("QAnon", text), topics)
    assert result.score == pytest.approx(0.1)
    assert min(match.weight for match in result.matches) < 0


def test_nothing_is_said_of_an_article_without_a_term(topics: Topics) -> None:
    assert score_article(Article("Bridge", FILLER), topics) == RelevanceScore(0.0, False, ())
    assert score_article(Article("", ""), topics) == RelevanceScore(0.0, False, ())


def test_an_article_can_match_several_topics(tmp_path: Path) -> None:
    base = (ROOT / "pipelines" / "relevance" / "topics.toml").read_text(encoding="utf-8")
    second = '\n[topic.bridges]\nname = "Bridges"\nthreshold = 2\nsupport_limit = 1\n'
    second += '[topic.bridges.terms."Bridges"]\nweight = 2\nenglish = ["bridge"]\n'
    path = tmp_path / "two.toml"
    path.write_text(base + second, encoding="utf-8")
    two = load_topics(path)
    result = score_article(Article("Bridge closed after online sexual exploitation of children", FILLER), two)
    assert {match.topic for match in result.matches} == {"osaec", "bridges"}
    assert score_article(Article("Bridge", FILLER), two).on_topic


def worked_examples() -> list[tuple[str, str, str, str]]:
    text = (ROOT / "docs" / "relevance.md").read_text(encoding="utf-8")
    return re.findall(r"^### \d+\. (.+)\n\n> (.+)\n\nScore ([\d.]+), ([a-z ]+)\.", text, re.MULTILINE)


def test_the_worked_examples_of_the_documentation_hold(topics: Topics) -> None:
    assert len(worked_examples()) == 10
    for title, text, score, kind in worked_examples():
        result = score_article(Article(title, text), topics)
        assert (title, f"{result.score:.1f}") == (title, score)
        assert kind == ("on topic" if result.on_topic else "a near miss" if result.score else "off topic")


def test_labelled_documents(topics: Topics) -> None:
    documents = labelled(SHARED / "bench/stories/dev.jsonl")
    scored = [(read(document, topics).on_topic, document) for document in documents]
    hits = sum(on and document["on_topic"] for on, document in scored)
    wrong = sum(on != document["on_topic"] for on, document in scored)
    assert 2 * hits / (2 * hits + wrong) >= 0.98
    assert sum(on for on, document in scored if document["kind"] == "hard_negative") <= 1


def test_own_labelled_documents(topics: Topics) -> None:
    documents = labelled(ROOT / "tests/labelled/relevance.jsonl")
    wrong = {document["id"] for document in documents if read(document, topics).on_topic != document["on_topic"]}
    # features and comments that name neither abuse nor the internet, or hardly
    assert wrong <= {"o05", "b2-08", "r3-33", "r4-24", "r5-18", "r6-19"}


def test_real_ordinary_news_stays_out(topics: Topics) -> None:
    pages = [page for page in labelled(SHARED / "web/gold.jsonl.gz") if page["kind"] == "real_page"]
    news = labelled(SHARED / "bench/dedup/same_story.jsonl.gz")
    assert [page["title"] for page in pages + news if read(page, topics).on_topic] == []


def test_the_seeds_are_on_topic(topics: Topics) -> None:
    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    if not seeds:
        pytest.skip("the two seeds are kept beside the checkout, in shared/seeds")
    assert all(score_article(Article("", seed.read_text(encoding="utf-8")), topics).on_topic for seed in seeds)


def test_an_article_costs_little(topics: Topics) -> None:
    article = Article("Bridge", "\n\n".join([FILLER * 3] * 15))
    start = time.process_time()
    for _ in range(50):
        score_article(article, topics)
    assert (time.process_time() - start) / 50 < 0.005
