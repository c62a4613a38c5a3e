"""The text of an article that was taken down is known again, however it comes back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy.settings import Settings
from sqlite_utils import Database

from items import Article, Hint, Outcome, Page
from pipelines.deduplicate import DeduplicatePipeline
from pipelines.instructions.carrying_out import carry_out_instruction
from pipelines.instructions.errors import InstructionError
from pipelines.instructions.queue import scrub_database
from pipelines.instructions.takedown import find_candidate
from pipelines.remove_boilerplate import RemoveBoilerplatePipeline
from pipelines.store import store
from pipelines.takedown.screening import find_resemblances
from storage.clock import now
from storage.schema.database import open_database
from storage.tables import pages, raw_pages, sources
from storage.tables.feed_texts import remember_feed_text
from storage.tables.raw_pages import RawPage
from storage.tables.takedown.barred import register_barred
from tests.storysamples import EDITED, LOOK_ALIKE, MONDAY, OTHER, RELEASE

WHY = "the family asked"
PARAGRAPHS = RELEASE.strip().split("\n\n")
FILLER = [f"Item {n} of the town's diary tells of a fair with {n + 20} stalls near the harbour." for n in range(12)]
#: Cyrillic letters that look like Latin ones
LOOK_ALIKES = str.maketrans("aeopc", "\u0430\u0435\u043e\u0440\u0441")
TRANSLATED = """Ein Regionalgericht in Tagbilaran hat eine 41 Jahre alte Frau zu lebenslanger Haft verurteilt. Die \
Richterin Amparo Quisumbing sprach sie schuldig; sie muss 2 Millionen Php und je 500.000 Php zahlen.

Der Staatsanwalt Ramon Dalisay sagte, in Bohol wisse das nun jeder. Die Polizei von Norwegen hatte das Zentrum in \
Manila benachrichtigt, im Mai 2024 wurden zwei Telefone und 63 Belege gefunden. Harbour House betreut die drei."""


def page(text: str, url: str, source: str = "herald") -> Page:
    article = Article("Life term in Tagbilaran", text.strip(), published=MONDAY, published_precision="second")
    return Page(url, source, article=article, on_topic=True, relevance=1, hint=Hint(url, "Life term", "In brief"))


def go(database: Database, new: Page) -> Page:
    """Take a page through the pipelines that follow the score."""
    with database.atomic():
        sources.ensure(database, new.source, new.source)
        for pipeline in (RemoveBoilerplatePipeline(database), DeduplicatePipeline(database, 21)):
            new = pipeline.process_item(new)
        store(database, new, MONDAY)
    return new


def take_down(path: Path, database: Database, *words: str) -> str:
    settings = Settings({"DATABASE": str(path), "RAW_PAGES": "", "STORY_WINDOW_DAYS": 21})
    with database.atomic():
        return carry_out_instruction(database, settings, "takedown", words)


def make_archive(path: Path) -> Database:
    """Open an archive in which RELEASE was taken down, after LOOK_ALIKE and OTHER had been stored."""
    database = open_database(path)
    for number, text in enumerate((RELEASE, LOOK_ALIKE, OTHER), 1):
        go(database, page(text, f"https://herald.example/{number}"))
    take_down(path, database, "article", "1", WHY)
    return database


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An archive that is only read."""
    database = make_archive(tmp_path_factory.mktemp("takedown") / "a.db")
    yield database
    database.close()


def kinds(database: Database, text: str) -> list[str]:
    return [one.kind for one in find_resemblances(database, text)]


def marked_up(text: str, chance: random.Random) -> str:
    """Return a text with a tag, a hidden character or a sign within or around some of its words."""
    forms = ("<b>{}</b>", "**{}**", "{}\u200b", "\u00ad{}", '<a href="/x">{}</a>')
    return " ".join(chance.choice(forms).format(word) if chance.random() < 0.5 else word for word in text.split(" "))


@given(st.randoms(use_true_random=False), st.permutations(PARAGRAPHS), st.integers(2, 5), st.integers(0, 12))
@settings(max_examples=60, deadline=None)
def test_the_text_is_known_reordered_cut_embedded_and_in_other_letters(
    archive: Database, chance: random.Random, order: list[str], kept: int, around: int
) -> None:
    chosen = order[:kept]
    text = "\n\n".join([*FILLER[: around // 4], *chosen, *FILLER[around // 4 : around // 2]])
    form = chance.choice((str.upper, lambda one: one.translate(LOOK_ALIKES), lambda one: marked_up(one, chance), str))
    assert kinds(archive, form(text)) == ["same text"]


@given(st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_one_word_in_eight_may_be_another(archive: Database, chance: random.Random) -> None:
    words = RELEASE.split(" ")
    for place in range(chance.randrange(8), len(words), 8):
        words[place] = "reworded"
    assert kinds(archive, " ".join(words)) == ["same text"]


def test_an_edit_is_the_same_text_a_paragraph_a_quote_and_a_translation_the_same_case(archive: Database) -> None:
    assert kinds(archive, EDITED) == ["same text"]
    quoting = "\n\n".join([*FILLER, *(line.replace("stalls", "booths") for line in FILLER), PARAGRAPHS[1]])
    assert kinds(archive, quoting) == ["quote"]
    assert kinds(archive, TRANSLATED) == ["same case"]


def test_another_case_in_the_same_form_is_not_kept_out_nor_is_other_news(archive: Database) -> None:
    assert kinds(archive, LOOK_ALIKE) == ["quote"]
    assert kinds(archive, OTHER) == []
    assert kinds(archive, "\n\n".join(FILLER)) == []


def test_a_text_that_comes_back_is_kept_out_and_a_person_decides(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    database = make_archive(path)
    url = "https://wire.example/other-path"
    with database.atomic():
        remember_feed_text(database, url, RELEASE)
    again = go(database, page(RELEASE, url, "wire"))
    assert (again.article, again.outcome) == (None, Outcome.NOT_AN_ARTICLE)
    row = database.table("pages").get(url)
    assert (row["reason"], row["hint"]) == (f"it has the text of what was taken down: {WHY}", "")
    assert database.table("feed_texts").count == 0
    (found,) = database.execute("select id, address, state from takedown_candidates where article is null").fetchall()
    assert (found.address, found.state) == (url, "kept out")
    with database.atomic():
        assert register_barred(database, "wire", url, MONDAY)
        assert register_barred(database, "wire", "https://herald.example/1?utm_source=x", MONDAY)
        assert not register_barred(database, "wire", "https://wire.example/else", MONDAY)
    assert take_down(path, database, "release", str(found.id)) == f"{url} may be stored; load its file again"
    assert go(database, page(RELEASE, url, "wire")).outcome is Outcome.STORED
    database.close()


def test_no_word_is_left_anywhere_in_the_files(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    database = open_database(path)
    url = "https://house.example/1"
    name = "Xylquova Brentharmok"
    told = RELEASE.replace("Amparo Quisumbing", name)
    longer = f"{told}\n\nThe neighbours of {name.upper()} had noticed nothing."
    go(database, page(OTHER, "https://herald.example/2"))
    for text in (longer, told):
        go(database, page(text, url, "house"))
    go(database, page(RELEASE, "https://herald.example/3"))
    with database.atomic():
        remember_feed_text(database, url, told)
        # a page that waits, for which its feed has the text
        pages.register_listed(database, "herald", Hint("https://herald.example/4", summary=told), MONDAY)
        remember_feed_text(database, "https://herald.example/4", told)
    kept = raw_pages.open_raw_pages(tmp_path / "a-pages.db")
    raw_pages.archive_page(kept, RawPage(url, "house", "", "text/html", "", told.encode()), now())
    kept.conn.commit()
    kept.close()
    assert name.encode() in path.read_bytes() + path.with_name("a.db-wal").read_bytes()
    take_down(path, database, "article", url, WHY)
    scrub_database(database)
    database.close()
    written = b"".join(one.read_bytes() for one in tmp_path.iterdir()).lower()
    # the index writes of a word only what differs from the one before
    assert not [word for word in (b"xylquova", b"ylquova", b"brentharmok", b"rentharmok") if word in written]


def test_what_is_offered_can_be_taken_down_or_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    database = open_database(path)
    for number, text in enumerate((RELEASE, RELEASE, EDITED), 1):
        go(database, page(text, f"https://paper{number}.example/a", f"paper{number}"))
    said = take_down(path, database, "article", "1", WHY)
    offered = {row.article: row.id for row in database.execute("select id, article from takedown_candidates")}
    assert set(offered) == {2, 3}
    assert "article 2 (same text" in said
    assert take_down(path, database, "confirm", str(offered[2])).startswith("article 2 is taken down")
    assert take_down(path, database, "release", str(offered[3])) == "article 3 stays"
    assert [row.id for row in database.execute("select id from articles")] == [3]
    assert go(database, page(EDITED, "https://paper3.example/a", "paper3")).outcome is not Outcome.NOT_AN_ARTICLE
    database.close()


@pytest.mark.parametrize("number", ["999", "9" * 19, "9" * 5000, "\u00b2", "abc"])
def test_a_number_that_nothing_waits_under_is_answered_in_a_sentence(archive: Database, number: str) -> None:
    with pytest.raises(InstructionError, match="there is nothing to decide under number"):
        find_candidate(archive, number)
