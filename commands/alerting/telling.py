"""What ``scrapy alert`` and the end of a watch have in common: decide what is to be told, and send it."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from scrapy.settings import BaseSettings
from sqlite_utils import Database

from storage.alerting.channels import ChannelsError, load_addresses, missing_channels
from storage.alerting.deciding import decide_all, sync_rules
from storage.alerting.digest.periods import Period, named_period
from storage.alerting.orders import Notification
from storage.alerting.rules import Subject
from storage.alerting.rules_file import RulesFile, load_rules, with_asked_rules
from storage.alerting.sending import send_due
from storage.clock import now
from storage.datasette.security.masks import mask_held_texts
from storage.schema.database import open_database, open_database_to_read
from storage.tables.alerting import messages
from storage.tables.alerting.matches import matches_of_message
from storage.tables.alerting.messages import Delivery


def tell(settings: BaseSettings) -> tuple[list[str], bool]:
    """Decide what is to be told and send what is due; return sentences on it, and whether all went well."""
    with closing(open_database(settings["DATABASE"])) as database:
        file = with_asked_rules(load_rules(settings["ALERTS"]), database)
        sentences = sync_rules(database, file, now())
        decided = decide_all(database, file.rules, now())
        if decided:
            sentences.append(f"{decided} message{'s' * (decided > 1)} decided")
        troubles = [*file.faults, *send(database, settings, file)]
    return [*sentences, *troubles], not troubles


def send_digest(settings: BaseSettings, period: Period) -> tuple[list[str], bool]:
    """Decide the digest of a period, once, and send what is due; return sentences on it, and whether all went well."""
    file = load_rules(settings["ALERTS"])
    rules = [rule for rule in file.rules if rule.on is Subject.DIGEST and rule.every is period.every]
    sentences = [] if rules else [f'no rule of {settings["ALERTS"]} has on = "digest" and every = "{period.every}"']
    with closing(open_database(settings["DATABASE"])) as database:
        with database.atomic():
            messages.free_periods_ahead(database, now())
        for rule in rules:
            with database.atomic():
                number = messages.add_message(database, rule.name, rule.channels, now(), period.name)
            told = "is decided" if number else "was decided before"
            sentences.append(f"the digest {rule.name} of the {period.name} {told}")
        troubles = [*file.faults, *send(database, settings, file)]
    return [*sentences, *troubles], not troubles


def send(database: Database, settings: BaseSettings, file: RulesFile) -> list[str]:
    """Send what is due; return a sentence for what hinders it, and for every channel that something waits for."""
    try:
        addresses = load_addresses(Path(settings["CHANNELS"]), os.environ)
    except ChannelsError as error:
        return [str(error)]

    path, seconds = Path(settings["DATABASE"]), settings.getint("ALERT_SECONDS")
    # what is sent is read as in the reading room, where held texts are masked
    with closing(open_database_to_read(path)) as shown:
        mask_held_texts(shown.conn)

        def compose(delivery: Delivery) -> Notification | None:
            # at the end of most watches nothing is to be told
            from storage.alerting.composing import compose_alert  # noqa: PLC0415
            from storage.alerting.digest.composing import compose_digest  # noqa: PLC0415

            if delivery.period:
                return compose_digest(shown, named_period(delivery.period), settings["PUBLIC_URL"])
            found = matches_of_message(shown, delivery.message)
            return compose_alert(shown, delivery.rule, found, settings["PUBLIC_URL"])

        if not send_due(database, path, addresses, compose, seconds, now()):
            return ["another process is sending; what is left is sent by the next scrapy alert"]
    missing = missing_channels((channel for rule in file.rules for channel in rule.channels), addresses)
    return [*missing, *(sentence_on_delivery(*row) for row in messages.undelivered(database))]


def sentence_on_delivery(channel: str, state: str, count: int, next_try: str, reason: str) -> str:
    """Return a sentence on the messages of a channel that were not delivered."""
    what = f"{channel}: {count} message{'s' * (count > 1)}"
    why = reason or "not tried yet"
    return f"{what} given up: {why}" if state == "given up" else f"{what} waiting until {next_try}: {why}"
