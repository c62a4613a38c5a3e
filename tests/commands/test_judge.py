"""Judging the archive again: previewed, carried out, interrupted, and compared with people's labels."""

from __future__ import annotations

import itertools
from datetime import datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from commands.archive import judge as command
from items import Article, Hint, Page
from pipelines.deduplicate import as_stored
from pipelines.grouping.planning import plan_article
from pipelines.instructions.labelling import label_article
from pipelines.relevance.rescoring import compare_with_labels, rescore_archive, worst_errors
from pipelines.relevance.scoring import score_article
from pipelines.relevance.topics import Topics
from pipelines.relevance.topics_file import load_topics
from pipelines.store import store
from storage.tables import labels, page_queue, pages, relevance
from storage.tables.labels import UnknownArticleError
from tests.command_process import run_command

ROOT = Path(__file__).resolve().parents[2]

SMALL = """
[places]
title = 3
standfirst = 2
opening = 2
body = 1

[length]
opening_words = 30
least_words = 100
most_words = 1000

[topic.pets]
name = "Pets"
threshold = 5
support_limit = 2

[topic.pets.terms."By name"]
weight = 2
english = ["house cat"{more}]
"""
TEXT = (
    "The council met on {day} and heard about the {animal} that had come to the harbour by itself.\n\nIt wants a home."
)
WINDOW = 21.0


def topics_of(folder: Path, more: str = "") -> Topics:
    path = folder / f"topics{len(more)}.toml"
    path.write_text(SMALL.replace("{more}", more), encoding="utf-8")
    return load_topics(path)


@pytest.fixture
def before(tmp_path: Path) -> Topics:
    return topics_of(tmp_path)


@pytest.fixture
def after(tmp_path: Path) -> Topics:
    return topics_of(tmp_path, ', "ferret"')


@pytest.fixture
def archive(database: Database, before: Topics, at: datetime) -> Database:
    """A house cat on topic, a ferret with one old term, and a page on a ferret whose text was not kept."""
    add(database, before, at, "A house cat in the harbour", TEXT.format(day="Monday", animal="house cat"))
    add(database, before, at, "A ferret in the harbour", "A ferret came.\n\nA house cat saw it.")
    unkept(database, at, "https://herald.example/ferret-on-the-roof")
    unkept(database, at, "https://herald.example/rain")
    return database


numbers = itertools.count()


def add(database: Database, topics: Topics, at: datetime, title: str, text: str) -> None:
    url = f"https://herald.example/{next(numbers)}"
    article = Article(title, text)
    verdict = score_article(article, topics)
    page = Page(url, "herald", article=article, relevance=verdict.score, on_topic=verdict.on_topic)
    page.matches = verdict.matches
    page.grouping_plan = plan_article(database, as_stored(page, article, None), WINDOW)
    pages.register_listed(database, "herald", Hint(url), at)
    store(database, page, at)
    database.commit()


def unkept(database: Database, at: datetime, url: str) -> None:
    pages.register_listed(database, "herald", Hint(url, title="News"), at)
    sql = "update pages set outcome = 'off_topic', etag = 'x', body_hash = 'y' where url = ?"
    database.execute(sql, [url])
    database.commit()


def on_topic(database: Database) -> list[int]:
    return [row[0] for row in database.execute("select id from articles where on_topic order by id").fetchall()]


def dump(database: Database) -> list[str]:
    return list(database.conn.iterdump())


def test_a_preview_says_who_moves_and_by_which_terms_and_stores_nothing(
    archive: Database, after: Topics, capsys: pytest.CaptureFixture[str]
) -> None:
    was = dump(archive)
    command.preview_topics(archive, after)
    said = capsys.readouterr().out
    assert said.startswith("in    2.00 ->  12.00  article 2: A ferret in the harbour")
    assert "+10.00 ferret" in said
    assert "1 articles would come in, most by ferret (1)" in said
    assert "0 articles would go out" in said
    assert "1 stay on topic, 0 stay near misses; 1 score differently" in said
    assert "2 pages had no term when they were fetched, so their text was not kept; 1 of them" in said
    assert dump(archive) == was


def test_apply_brings_articles_in_and_out_with_terms_stories_and_pages(
    archive: Database, before: Topics, after: Topics
) -> None:
    command.apply_topics(archive, after, "new", WINDOW)
    assert on_topic(archive) == [1, 2]
    article = archive.table("articles").get(2)
    assert (article["relevance"], article["story"] is not None) == (12, True)
    assert [row["term"] for row in archive.table("matches").rows_where("article = 2")] == ["ferret", "house cat"]
    assert archive.table("pages").get(article["page"])["outcome"] == "stored"
    command.apply_topics(archive, before, "old", WINDOW)
    assert on_topic(archive) == [1]
    assert archive.table("articles").get(2)["story"] is None
    assert archive.table("stories").count == 1
    page = archive.table("pages").get(article["page"])
    assert (page["outcome"], page["reason"]) == ("off_topic", "its relevance of 2.00 is below the threshold")


def test_an_interrupted_apply_goes_on_where_it_was(
    archive: Database, after: Topics, capsys: pytest.CaptureFixture[str]
) -> None:
    relevance.reached(archive, "new", 1)
    command.apply_topics(archive, after, "new", WINDOW)
    assert "1 articles came in" in capsys.readouterr().out
    assert relevance.progress(archive, "new") == 0


def test_other_terms_begin_from_the_start(archive: Database) -> None:
    relevance.reached(archive, "new", 1)
    assert relevance.progress(archive, "newer") == 0
    assert relevance.progress(archive, "new") == 1


@pytest.mark.parametrize(("refetch", "expected"), [("named", 1), ("all", 2)])
def test_pages_that_were_not_kept_are_fetched_again_on_request_only(
    archive: Database, after: Topics, refetch: str, expected: int
) -> None:
    command.refetch_textless(archive, after, None)
    assert page_queue.count_waiting(archive, "herald") == 0
    assert f"{expected} wait to be fetched again" in command.refetch_textless(archive, after, refetch)
    waiting = list(archive.table("pages").rows_where("outcome = 'pending'"))
    assert [(page["etag"], page["body_hash"]) for page in waiting] == [("", "")] * expected


def test_a_label_wins_at_once_and_after_judging_again(archive: Database, before: Topics, after: Topics) -> None:
    said = label_article(archive, "1", False, "a toy", WINDOW)
    assert "is labelled off topic" in said
    assert on_topic(archive) == []
    assert archive.table("labels").get(1)["note"] == "a toy"
    page = archive.table("pages").get(archive.table("articles").get(1)["page"])
    assert page["reason"] == "a person has labelled it off topic"
    command.apply_topics(archive, after, "new", WINDOW)
    assert on_topic(archive) == [2]
    label_article(archive, archive.table("articles").get(2)["url"], True, "", WINDOW)
    command.apply_topics(archive, before, "old", WINDOW)
    assert on_topic(archive) == [2]
    assert archive.table("articles").get(2)["relevance"] == 2


def test_a_label_needs_a_stored_article(archive: Database) -> None:
    with pytest.raises(UnknownArticleError, match="there is no article 77"):
        labels.resolve_article(archive, "77")
    with pytest.raises(UnknownArticleError, match="no article of it is stored"):
        labels.resolve_article(archive, "https://herald.example/rain")
    with pytest.raises(UnknownArticleError, match="neither the number nor the address"):
        labels.resolve_article(archive, "https://other.example/")
    with pytest.raises(UnknownArticleError, match="neither the number nor the address"):
        labels.resolve_article(archive, "9" * 5000)
    with pytest.raises(UnknownArticleError, match="is not an address"):
        labels.resolve_article(archive, "http://[::1")


def test_the_report_measures_the_judge_by_the_labels(
    archive: Database, before: Topics, capsys: pytest.CaptureFixture[str]
) -> None:
    command.report_errors(archive, before)
    assert "no article has been labelled yet" in capsys.readouterr().out
    label_article(archive, "1", False, "a toy", WINDOW)
    label_article(archive, "2", True, "", WINDOW)
    command.report_errors(archive, before)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("2 labelled articles: precision 0.000, recall 0.000 (0 rightly on topic, 1 wrongly")
    assert lines[1].startswith("wrongly on topic, 10.00  article 1: A house cat in the harbour")
    assert "(a toy)" in lines[1]
    assert lines[3].startswith("missed, 2.00  article 2")


def test_the_evaluation_tells_by_which_terms_a_person_disagreed(
    archive: Database, before: Topics, capsys: pytest.CaptureFixture[str]
) -> None:
    label_article(archive, "1", False, "a toy", WINDOW)
    label_article(archive, "2", True, "", WINDOW)
    archive.execute("delete from links")
    archive.table("links").insert({"article": 1, "other": 2, "score": 1.5, "translated": 0})
    archive.table("decisions").insert({"article": 1, "other": 2, "together": 0, "decided_at": ""})
    command.evaluate(archive, before)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2 of 2 labels say otherwise than the score"
    assert lines[1] == "house cat: 100% of 2 labelled articles (1 called off topic, 1 called on)"
    assert lines[2].startswith("1 of 1 decisions on two articles say otherwise than their link (0 are one story")


def test_the_evaluation_tells_which_features_misled_the_links(
    archive: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    label_article(archive, "2", True, "", WINDOW)
    archive.execute("delete from links")
    archive.table("decisions").insert({"article": 1, "other": 2, "together": 1, "decided_at": ""})
    command.evaluate_links(archive)
    assert capsys.readouterr().out.endswith(
        "spoke most for one story in 0 pairs that are two, and most against in 1 that are one\n"
    )
    archive.table("links").insert({"article": 1, "other": 2, "score": 1.5, "translated": 0})
    archive.execute("update decisions set together = 0")
    command.evaluate_links(archive)
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("1 of 1 decisions")
    assert told[1].endswith(": spoke most for one story in 1 pairs that are two, and most against in 0 that are one")


def test_a_term_is_suggested_with_the_articles_that_it_would_move(
    database: Database, before: Topics, at: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    for spot in ("harbour", "market", "school", "garden"):
        text = f"A stray ferret bit Bob Cruz in the {spot}, said Bob Cruz.\n\nA house cat saw the stray ferret."
        add(database, before, at, f"A stray ferret in the {spot}", text)
    add(database, before, at, "The weather", "A house cat sat in the market hall. It was a market hall.")
    for number, on in (("1", True), ("2", True), ("5", False)):
        label_article(database, number, on, "", WINDOW)
    capsys.readouterr()
    command.print_suggestions(database, before)
    lines = capsys.readouterr().out.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("suggested: 'stray ferret'"))
    assert "in 2 articles that were missed, 2 called on and 0 called off" in lines[first]
    assert "would move 2 of the latest 4" in lines[first]
    assert [line.partition("article ")[2][:1] for line in lines[first + 1 : first + 5 : 2]] == ["4", "3"]
    # what stands in capitals is a name, and no name becomes a term
    assert not [line for line in lines if line.startswith(("suggested: 'house", "suggested: 'bob"))]


def test_scores_are_shares_of_what_was_taken_and_of_what_should_be(archive: Database, after: Topics) -> None:
    label_article(archive, "1", True, "", WINDOW)
    label_article(archive, "2", False, "", WINDOW)
    judged = [one for batch in rescore_archive(archive, after) for one in batch]
    assert (compare_with_labels(judged).precision, compare_with_labels(judged).recall) == (0.5, 1.0)
    assert [one.before.id for one in worst_errors(judged)] == [2]


def test_many_articles_are_judged_in_batches(
    database: Database, before: Topics, after: Topics, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relevance, "BATCH", 2)
    for day in range(5):
        add(database, before, at, f"A ferret on day {day}", f"It came on day {day}, as a house cat did.")
    assert [len(batch) for batch in rescore_archive(database, after)] == [2, 2, 1]
    command.apply_topics(database, after, "new", WINDOW)
    assert len(on_topic(database)) == 5


def test_the_commands_say_what_is_wrong_and_end_with_an_error(tmp_path: Path) -> None:
    database = f"DATABASE={tmp_path / 'a.db'}"
    unknown = run_command("label", "-s", database, "5", "on")
    assert (unknown.returncode, unknown.stderr.strip()) == (
        1,
        "there is no article 5; its page in the reading room shows its number",
    )
    missing = run_command("judge", "-s", database, "--preview", str(tmp_path / "none.toml"))
    assert missing.returncode == 1
    assert "cannot be read" in missing.stderr
    empty = run_command("judge", "-s", database, "--apply")
    assert (empty.returncode, empty.stdout.splitlines()[0]) == (0, "0 articles came in")
