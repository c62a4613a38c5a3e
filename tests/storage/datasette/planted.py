"""An archive with held texts: words that lead to a child, of our own making, planted wherever words may be."""

from __future__ import annotations

import json
from pathlib import Path

from sqlite_utils import Database

from pipelines.care.guarding import guard_new_articles
from pipelines.ledgers.storing import read_new_entries
from storage.schema.database import open_database
from tests.storage.datasette.archive import NOW, Sample, add, ago, fill

NAME, OTHER_NAME = "Quillanne Obrastova", "Zephrania Tolmach"
#: every word that stands for what is masked, in small letters; they stand nowhere else
PLANTED: tuple[str, ...] = ("quillanne", "obrastova", "zephrania", "tolmach", "vinterglade", "maplewick", "bellisanta")
PLANTED += ("quilly_ob7", "5558812")
HELD, COPY, SIBLING, STORY = 50, 51, 52, 9
#: what only the held text is about
CITY, PROVINCE = "0730600000", "0702200000"
TITLE = f"Girl {NAME} rescued from online sexual exploitation"
URL = "https://tribune.example/news/quillanne-obrastova-of-vinterglade-rescued"
TEXT = (
    f"Police rescued a girl from online sexual exploitation. The girl, {NAME}, 9, is a pupil of Vinterglade Elementary "
    f"School and lives in Barangay Maplewick. Her mother, Bellisanta Obrastova, was arrested; call 0917 5558812.\n\n"
    f'"Quillanne is a brave girl, and she is safe with us now," said Mayor Ramon Tolentino. '
    f"The victim's account is @quilly_ob7. In Maplewick 113 children were interviewed, at Vinterglade too."
)
OLD_TITLE = f"Victim {OTHER_NAME} found"
OLD_TEXT = f"The victim, a girl named {OTHER_NAME}, 9, was rescued from online sexual exploitation."
HINT = json.dumps({"title": TITLE, "summary": TEXT[:120]})


def plant(path: Path) -> Path:
    """Writes the archive into a file."""
    database = open_database(path)
    fill(database)
    plant_articles(database)
    plant_beside(database)
    read_new_entries(database)
    database.table("places").insert(
        {"article": HELD, "code": CITY, "name": "a city", "kind": "city", "province": PROVINCE, "region": ""}
        | {"surface": "there", "ambiguous": 0, "start": 0, "end": 4}
    )
    guard_new_articles(database, NOW)
    database.conn.commit()
    database.close()
    return path


def plant_articles(database: Database) -> None:
    database.table("stories").insert(
        {"id": STORY, "title": f"{NAME}, 9, is safe", "first_published": ago(hours=3), "articles": 3, "sources": 3}
        | {"last_published": ago(hours=1), "first_publisher": "tribune", "independent_texts": 2}
    )
    add(
        database,
        Sample(HELD, "tribune", TITLE, ago(hours=3), TEXT, url=URL, standfirst=f"{NAME} is safe.", story=STORY),
    )
    database.table("stories").update(STORY, {"release": HELD})
    add(database, Sample(COPY, "gazette", "Quillanne is safe", ago(hours=2), "Little Quillanne is safe, a court said."))
    database.table("articles").update(COPY, {"duplicate_of": HELD, "story": STORY})
    add(database, Sample(SIBLING, "bureau", "One rescued", ago(hours=1), "Young Obrastova is well.", story=STORY))
    fields = {"authors": f"{NAME}'s aunt", "caption": f"{NAME} at Vinterglade", "page": URL}
    fields |= {"title_evidence": f"og:title {TITLE}", "published_evidence": f"near {NAME}"}
    database.table("articles").update(HELD, fields)
    database.table("versions").insert(
        {"article": HELD, "seen_at": ago(hours=1), "title": OLD_TITLE, "kind": "name", "text": OLD_TEXT}
        | {"content_hash": "0"}
    )
    database.table("matches").insert(
        {"article": HELD, "topic": "osec", "term": "girl", "count": 1, "weight": 1.0, "sentence": TEXT[56:130]}
    )
    link = {"score": 0.9, "certain": 0, "evidence": json.dumps([[NAME, 1]])}
    database.table("case_links").insert_all(
        [{"article": HELD, "earlier": 5} | link, {"article": 6, "earlier": HELD} | link]
    )


def plant_beside(database: Database) -> None:
    page = {"source": "tribune", "first_seen": ago(hours=3), "last_seen": ago(hours=1), "hint": HINT}
    pages: list[dict[str, object]] = [
        {"url": URL, "outcome": "stored", "article": HELD},
        {"url": "https://gazette.example/51", "outcome": "duplicate", "article": COPY, "reason": f"a copy of {URL}"},
        {"url": f"{URL}?page=2", "outcome": "not_an_article", "continues": URL},
        {"url": f"{URL}?from=feed", "canonical": URL, "outcome": "error"},
        {"url": "https://radio.example/12", "outcome": "pending"},
    ]
    for row in pages:
        database.table("pages").insert({"canonical": row["url"]} | page | row)
    database.table("aliases").insert_all([{"url": URL, "article": HELD}, {"url": f"{URL}/amp", "article": HELD}])
    database.table("feed_texts").insert({"page": "https://radio.example/12", "text": TEXT})
    database.table("instructions").insert(
        {"given_at": ago(hours=1), "done_at": ago(hours=1), "succeeded": 1, "given_by": "editor", "command": "label"}
        | {"words": json.dumps([URL, "on", ""]), "answer": f"article {HELD}, {TITLE!r}, is labelled on topic"}
        | {"about": f"/article/{HELD}", "way_back": json.dumps({"article": HELD, "address": URL})}
    )
    database.table("collections").insert({"name": "To read", "made_by": "editor", "made_at": ago(hours=1)})
    database.table("collected_articles").insert(
        {"collection": 1, "article": HELD, "added_by": "editor", "added_at": ago(hours=1)}
    )
    database.table("takedown_texts").insert(
        {"reason": "asked", "taken_down_at": ago(hours=1), "shingles": 9, "facts": 9}
    )
    database.table("takedown_candidates").insert(
        {"text": 1, "address": URL, "source": "tribune", "article": HELD, "kind": "quote", "share_of_removed": 0.2}
        | {"share_of_text": 0.2, "state": "offered", "found_at": ago(hours=1)}
    )
