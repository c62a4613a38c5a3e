"""What a form changes of collections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlite_utils import Database

from storage.datasette.desk.forms import Fields, FormError, note_in, number_in
from storage.datasette.desk.writing import SmallChange
from storage.tables.desk import collections
from storage.tables.desk.collections import CollectionError

#: characters of a name; chosen, not measured: what fits a line of a screen
MAX_COLLECTION_NAME: Final = 100


def change_collection(fields: Fields) -> SmallChange:
    """Return what a form changes. Raise FormError."""
    read = CHANGES.get(fields["action"])
    if read is None:
        raise FormError(f"{fields['action'][:20]!r} is nothing that can be done with a collection")
    return read(fields)


def name_in(fields: Fields) -> str:
    """Return the name of a collection in one line. Raise FormError."""
    name = " ".join(fields["name"].split())[:MAX_COLLECTION_NAME]
    if not name:
        raise FormError("give the collection a name")
    return name


def read_making(fields: Fields) -> SmallChange:
    """Make a collection, with an article or a story where the form names one."""
    name, note = name_in(fields), note_in(fields, "note")
    articles = articles_in(fields) if "article" in fields or "story" in fields else None

    def change(database: Database, account: str, at: datetime) -> None:
        number = collections.make_collection(database, name, note, account, at)
        if articles:
            put_all(database, number, articles(database), None, account, at)

    return change


def read_putting(fields: Fields) -> SmallChange:
    """Put an article, or all of a story, into a collection; a note that is not sent stays as it was."""
    number, articles = int(number_in(fields, "collection")), articles_in(fields)
    note = note_in(fields, "note") if "note" in fields else None

    def change(database: Database, account: str, at: datetime) -> None:
        put_all(database, number, articles(database), note, account, at)

    return change


def articles_in(fields: Fields) -> Callable[[Database], list[int]]:
    """Return what finds the articles that a form names: one, or those of a story. Raise FormError."""
    if "story" in fields:
        story = int(number_in(fields, "story"))
        return lambda database: collections.articles_of_story(database, story)
    article = int(number_in(fields, "article"))
    return lambda _: [article]


def put_all(database: Database, number: int, articles: list[int], note: str | None, account: str, at: datetime) -> None:
    """Put articles into a collection. Raise FormError, which takes back the whole change."""
    try:
        collections.put_into(database, number, articles, note, account, at)
    except CollectionError as error:
        raise FormError(str(error)) from error


def read_taking(fields: Fields) -> SmallChange:
    """Take an article out."""
    number, article = int(number_in(fields, "collection")), int(number_in(fields, "article"))
    return lambda database, account, at: collections.take_out(database, number, article, account, at)


def read_describing(fields: Fields) -> SmallChange:
    """Give a collection another name and note."""
    number, name, note = int(number_in(fields, "collection")), name_in(fields), note_in(fields, "note")
    return lambda database, _account, _at: collections.describe_collection(database, number, name, note)


def read_removing(fields: Fields) -> SmallChange:
    """Remove a collection."""
    number = int(number_in(fields, "collection"))
    return lambda database, account, at: collections.remove_collection(database, number, account, at)


def read_restoring(fields: Fields) -> SmallChange:
    """Take back that a collection was removed."""
    number = int(number_in(fields, "collection"))
    return lambda database, _account, _at: collections.restore_collection(database, number)


CHANGES: Final[dict[str, Callable[[Fields], SmallChange]]] = {
    "make": read_making,
    "put": read_putting,
    "take": read_taking,
    "describe": read_describing,
    "remove": read_removing,
    "restore": read_restoring,
}
