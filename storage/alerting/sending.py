"""Sending what was decided: one sender at a time, each channel for itself."""

from __future__ import annotations

import json
import logging
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final, TextIO, cast

from sqlite_utils import Database

from storage.alerting.orders import Letter, Notification, SendingOrder
from storage.file_lock import hold_file_lock
from storage.tables.alerting import messages
from storage.tables.alerting.messages import Delivery

logger = logging.getLogger(__name__)

_ROOT: Final = Path(__file__).resolve().parents[2]
#: messages for one channel in one start; the rest is sent by the next one
MOST_LETTERS: Final = 100

#: makes the words of a delivery, None where nothing is left of it
Composer = Callable[[Delivery], Notification | None]


def send_due(
    database: Database, path: Path, addresses: Mapping[str, str], compose: Composer, seconds: int, at: datetime
) -> bool:
    """Send what is due on every channel that has an address; return False where another process is sending."""
    with hold_file_lock(path.with_name(f"{path.name}-sending")) as lock:
        if lock is None:
            return False
        due = groupby(messages.due_deliveries(database, at), key=lambda delivery: delivery.channel)
        orders = [
            SendingOrder(
                database=str(path),
                channel=channel,
                address=addresses[channel],
                seconds=seconds,
                letters=letters_of(database, [*deliveries][:MOST_LETTERS], compose, at),
            )
            for channel, deliveries in due
            if channel in addresses
        ]
        started = {order["channel"]: start_channel(order, lock) for order in orders if order["letters"]}
        for channel, process in started.items():
            if process.wait() not in {0, -signal.SIGALRM}:
                logger.warning("the process that sends on the channel %s ended with %d", channel, process.returncode)
    return True


def letters_of(database: Database, deliveries: list[Delivery], compose: Composer, at: datetime) -> list[Letter]:
    """Return the deliveries in words; one of which nothing is left is over."""
    letters: list[Letter] = []
    for delivery in deliveries:
        words = compose(delivery)
        if words is None:
            messages.note_end(database, delivery.message, delivery.channel, "empty", at)
        else:
            letters.append(Letter(message=delivery.message, title=words.title, body=words.body, html=words.html))
    return letters


def start_channel(order: SendingOrder, lock: int) -> subprocess.Popen[str]:
    """Start the process of a channel; it holds the sending lock too, should this process end before it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "storage.alerting.channel_process"],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(lock,),
        text=True,
    )
    # one that ended at once is told of by how it ended
    with suppress(BrokenPipeError), cast("TextIO", process.stdin) as pipe:
        json.dump(order, pipe)
    return process
