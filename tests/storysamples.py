"""Made-up articles about one case and its look-alike, and an archive that takes them in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from pipelines.grouping.planning import plan_article
from plans import THIS_ARTICLE
from storage.clock import stamp
from storage.tables.grouping.plans import write_plan
from storage.tables.grouping.stories import StoredArticle

MONDAY = datetime(2026, 2, 2, 8, tzinfo=UTC)

RELEASE = """A regional court in Tagbilaran sentenced a 41-year-old woman to life imprisonment on Monday for selling \
access to children over the internet to buyers abroad.

Judge Amparo Quisumbing found her guilty of qualified trafficking and ordered her to pay a fine of Php2 million, and \
Php500,000 in damages to each of the three survivors.

"The court has told every facilitator in Bohol that distance protects no one," said Prosecutor Ramon Dalisay, who \
argued the case together with two colleagues of the provincial office.

The investigation began with a report from the police of Norway to the center against internet crimes in Manila. \
Officers searched the house in May 2024 and found two phones, a tablet and 63 money transfer receipts.

The survivors live in a shelter run by Harbour House, which has cared for them since the arrest and prepared them for \
the hearings with a social worker and a lawyer.
"""

#: an outlet's edit: a new beginning, the middle kept, the end left out
EDITED = """TAGBILARAN CITY - A woman will spend her life in prison for offering children to foreigners online, a \
court here ruled at the start of the week.

Judge Amparo Quisumbing found her guilty of qualified trafficking and ordered her to pay a fine of Php2 million, and \
Php500,000 in damages to each of the three survivors.

"The court has told every facilitator in Bohol that distance protects no one," said Prosecutor Ramon Dalisay, who \
argued the case together with two colleagues of the provincial office.

The investigation began with a report from the police of Norway to the center against internet crimes in Manila.
"""

#: another outlet's own telling
RETOLD = """Sixty-three receipts for money sent from Oslo and elsewhere ended a trade that three children had suffered \
from for years in a village near Tagbilaran.

The woman behind it, 41, was given a life term by Judge Amparo Quisumbing, with a P2-million fine. Each child is to \
get P500,000.

Ramon Dalisay, who led the prosecution in Bohol, called it a signal. "Distance protects no one," he said after the \
ruling.

Norwegian police had noticed the payments first. The raid followed in May 2024; phones and a tablet told the rest.
"""

#: the same form, another case
LOOK_ALIKE = """A regional court in Dumaguete sentenced a 29-year-old man to life imprisonment on Thursday for selling \
access to children over the internet to buyers abroad.

Judge Severino Abrantes found him guilty of qualified trafficking and ordered him to pay a fine of Php3 million, and \
Php700,000 in damages to each of the six survivors.

"The court has told every facilitator in Siquijor that distance protects no one," said Prosecutor Lourdes Imbong, who \
argued the case together with two colleagues of the provincial office.

The investigation began with a report from the police of Canada to the center against internet crimes in Cebu. \
Officers searched the flat in August 2023 and found four phones, a laptop and 18 money transfer receipts.

The survivors live in a shelter run by Lantern Home, which has cared for them since the arrest and prepared them for \
the hearings with a social worker and a lawyer.
"""

#: another subject altogether
OTHER = """Fishing crews on the northern coast agreed to leave a stretch of reef alone for two years after counts \
showed that snappers had become rare there.

The municipal council of Loay will mark the zone with buoys in April and pay six wardens from a tourism fee.

"We would rather wait than tell our children what a snapper looked like," said Delia Montes, who speaks for the crews.
"""


def article(
    text: str, *, title: str = "Court rules", source: str = "herald", day: float = 0, on_topic: bool = True
) -> StoredArticle:
    """An article that is not stored yet, published so many days after MONDAY."""
    return StoredArticle(THIS_ARTICLE, source, title, text, MONDAY + timedelta(days=day), on_topic)


def add(database: Database, new: StoredArticle, *, kind: str = "newspaper", window_days: float = 21) -> int:
    """Decides about an article and stores it, as the pipelines do; returns its number."""
    plan = plan_article(database, new, window_days)
    with database.atomic():
        database.execute(
            "insert or ignore into sources (slug, name, kind, country, language, homepage) "
            "values (?1, ?1, ?2, '', '', '')",
            [new.source, kind],
        )
        count = database.table("articles").count
        row = database.execute(
            "insert into articles (url, source, title, published, word_count, first_seen, last_seen, on_topic, "
            "relevance, content_hash, language) values (?, ?, ?, ?, 0, ?4, ?4, ?, 1, '', ?) returning id",
            [f"urn:id:{count + 1}", new.source, new.title, stamp(new.time), int(new.on_topic), new.language],
        ).fetchone()
        database.execute("insert into texts (article, text) values (?, ?)", [row[0], new.text])
        write_plan(database, row[0], plan)
    return int(row[0])


def story_of(database: Database, article: int) -> int | None:
    found = database.execute("select story from articles where id = ?", [article]).fetchone()[0]
    return None if found is None else int(found)
