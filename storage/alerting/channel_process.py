"""Sending the messages of one channel, in a process of its own that ends by itself where the channel hangs.

Started as ``python -m storage.alerting.channel_process``; what to send comes in JSON on its standard input, so that
the channel's address, a secret, stands in no list of processes.
"""

from __future__ import annotations

import json
import logging
import signal
import sqlite3
import sys
from contextlib import closing
from typing import Final

from apprise import Apprise, AppriseAsset, NotifyFormat
from sqlite_utils import Database

from storage.alerting.orders import MOST_CHARACTERS, Letter, SendingOrder
from storage.clock import now
from storage.tables.alerting import messages

#: channels that take HTML, and put plain text beside it
_MAIL: Final = ("mailto", "mailtos")
#: channels that take a header of ours, by which whoever receives a message twice can tell
_WITH_HEADERS: Final = (*_MAIL, "json", "jsons", "form", "forms", "xml", "xmls")


def send_all(order: SendingOrder) -> None:
    """Send the messages in turn, each noted before it is tried and when it was taken; end at the first failure.

    The others then wait for the next start, where what was tried least comes first.
    """
    with closing(sqlite3.connect(order["database"], timeout=30)) as connection:
        database = Database(connection)
        silent = f"the channel did not answer within {order['seconds']} s"
        for letter in order["letters"]:
            messages.note_attempt(database, letter["message"], order["channel"], silent, now())
            signal.alarm(order["seconds"])
            failure = send_letter(order["address"], letter)
            signal.alarm(0)
            if failure:
                messages.note_failure(database, letter["message"], order["channel"], failure)
                return
            messages.note_end(database, letter["message"], order["channel"], "sent", now())


def send_letter(address: str, letter: Letter) -> str:
    """Send one message; return why it was not taken, without a word of the address, empty where it was."""
    # no pictures, and nothing is kept on the disk
    asset = AppriseAsset(app_id="osecwatch", image_url_mask="", image_url_logo="", image_path_mask="")
    apprise = Apprise(asset=asset)
    if not apprise.add(with_header(address, letter["message"])):
        return "its address is none that Apprise knows"
    if len(apprise) != 1 or len(apprise[0]) > 1:
        return "its address names several recipients; give each a channel of its own"
    html = letter["html"] and address.partition(":")[0] in _MAIL
    body = letter["html"] if html else letter["body"][:MOST_CHARACTERS]
    taken = apprise.notify(
        title=letter["title"], body=body, body_format=NotifyFormat.HTML if html else NotifyFormat.TEXT
    )
    return "" if taken else "the channel refused it or could not be reached"


def with_header(address: str, message: int) -> str:
    """Return an address that also sends the number of the message, where the channel can."""
    if address.partition(":")[0] not in _WITH_HEADERS:
        return address
    return f"{address}{'&' if '?' in address else '?'}+X-Osecwatch-Message={message}"


if __name__ == "__main__":
    # Apprise's log may hold parts of addresses
    logging.disable(logging.CRITICAL)
    send_all(json.load(sys.stdin))
