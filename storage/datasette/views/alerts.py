"""The page of alerts: those of the file and those that were asked for; what a search would tell, before it is asked."""

from __future__ import annotations

import asyncio
import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Final

from datasette.utils.asgi import Forbidden  # type: ignore[import-untyped]

from storage.alerting.deciding import PREVIEW_DAYS, preview
from storage.alerting.rules import AlertRule
from storage.alerting.rules_file import read_rule
from storage.datasette.desk.forms import FormError
from storage.datasette.desk.telling import PACES, known_channels, rule_of_search, rules_in_file, stem_of_name
from storage.datasette.page_context import PageContext, Values
from storage.datasette.views.search import SEARCH_FIELDS
from storage.schema.database import open_database_to_read

#: articles that a preview shows
_SHOWN: Final = 10


async def show_alerts(context: PageContext) -> Values:
    """Return every rule, and what a search that the address names would tell; for editors only."""
    if not context.editor:
        raise Forbidden("only who is logged in as an editor sets up alerts")
    path = Path(context.datasette.get_database().path)
    asked = {name: context.asked(name) for name in SEARCH_FIELDS if context.asked(name)}
    channels, fault = await asyncio.to_thread(known_channels, path)
    rows = await context.rows("asked_alerts")
    file = rules_in_file()
    return {
        "asked": asked,
        "offer": await offer_of(context, path, asked) if asked else None,
        "paces": {str(pace): told for pace, told in PACES.items()},
        "channels": channels,
        "faults": [*filter(None, [fault]), *file.faults],
        "in_file": [(rule.name, rule_in_words(rule)) for rule in file.rules],
        "from_searches": [
            dict(row) | {"told": rule_in_words(read_rule(row["name"], json.loads(row["rule"])))} for row in rows
        ],
    }


async def offer_of(context: PageContext, path: Path, asked: dict[str, str]) -> Values:
    """Return what a rule for a search would look for and what it finds of the last days, or why there can be none."""
    try:
        keys = rule_of_search(asked)
    except FormError as error:
        return {"fault": str(error)}
    rule = read_rule(stem_of_name(asked), keys | {"channels": ["any"]})
    if not isinstance(rule, AlertRule):
        return {"fault": "; ".join(rule)}
    articles = await asyncio.to_thread(find_lately, context, path, rule)
    rows = await context.rows("titles_of", ids=json.dumps(articles[:_SHOWN]))
    return {"keys": keys, "found": len(articles), "shown": rows, "days": PREVIEW_DAYS}


def find_lately(context: PageContext, path: Path, rule: AlertRule) -> list[int]:
    """Return the articles by which a rule would have told of something in the last days, the latest first."""
    with closing(open_database_to_read(path)) as database:
        _, found = preview(database, rule, context.now - timedelta(days=PREVIEW_DAYS), context.now)
    return sorted((one.article for one in found if one.article), reverse=True)


def rule_in_words(rule: AlertRule | list[str]) -> str:
    """Say what a rule looks for, whom it tells and how often; of a wrong one, what is wrong with it."""
    if not isinstance(rule, AlertRule):
        return f"does nothing: {'; '.join(rule)}"
    narrowed = [rule.query, *rule.term, *rule.kind, *rule.country, *rule.language, *rule.source, *rule.changes]
    large = [f"stories of {rule.size} articles or more"] if rule.size > 1 else []
    what = ", ".join(filter(None, [*narrowed, *large]))
    return f"{rule.on}{f': {what}' if what else ''}; to {', '.join(rule.channels)}, {PACES[rule.every]}"
