"""Against real receivers: nobody gets a message twice, nobody misses one, and one channel never blocks another."""

from __future__ import annotations

import socket
import sqlite3
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler

from commands.alerting.telling import send_digest, tell
from storage.alerting import sending
from storage.alerting.digest.periods import Period
from storage.alerting.rules import Pace
from storage.clock import now, stamp
from storage.sql import scalar
from storage.tables.alerting import messages
from storage.tables.alerting.asked import ask_for_alert, end_alert, renew_alert
from tests.storage.alerting.conftest import Archive, Receiver

RULE = '[rulings]\nquery = "sentenced"\nchannels = ["desk"]\n'


class Mailbox(MessageHandler):
    """Keeps the mail that it is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[tuple[str, str]] = []

    def handle_message(self, message: object) -> None:
        mail = cast("sqlite3.Row", message)
        self.mails.append((str(mail["Subject"]), str(mail)))


def told_to(receiver: Receiver) -> list[str]:
    return [got["message"].splitlines()[0] for got in receiver.got]


def try_again(archive: Archive) -> None:
    """Let the pause until the next try be over."""
    with archive.database.atomic():
        archive.database.execute("update alert_deliveries set next_try = ?", [stamp(now() - timedelta(minutes=1))])


def test_a_webhook_is_told_once(archive: Archive, receiver: Receiver) -> None:
    archive.write_rules(RULE)
    archive.write_channels(desk=receiver.address)
    tell(archive.settings)
    archive.add("One is sentenced")
    assert tell(archive.settings) == (["1 message decided"], True)
    assert tell(archive.settings) == ([], True)
    assert told_to(receiver) == ["One is sentenced"]
    assert receiver.numbers == ["1"]


def test_a_rule_that_was_asked_for_is_told_like_those_of_the_file_and_ended_at_once(
    archive: Archive, receiver: Receiver
) -> None:
    archive.add("One is sentenced")
    rule = {"query": "sentenced", "channels": ["desk"]}
    with archive.database.atomic():
        name = ask_for_alert(archive.database, "sentenced", rule, "anna", now())
    archive.add("Two are sentenced")
    tell(archive.settings)
    # an alerts file that comes, or goes, forgets no rule that was asked for
    archive.write_rules(RULE.replace("sentenced", "raid"))
    archive.add("Three are sentenced")
    assert "forgotten" not in " ".join(tell(archive.settings)[0])
    with archive.database.atomic():
        end_alert(archive.database, name, "anna", now())
    archive.add("Four are sentenced")
    with archive.database.atomic():
        renew_alert(archive.database, name, now())
    archive.add("Five are sentenced")
    # only now is there a channel, which gets what has waited for it
    archive.write_channels(desk=receiver.address)
    assert tell(archive.settings)[1]
    assert told_to(receiver) == ["Two are sentenced", "Three are sentenced", "Five are sentenced"]
    with archive.database.atomic():
        archive.database.execute("update asked_alerts set rule = ?", ['{"query": "\\"open", "channels": ["desk"]}'])
    sentences, succeeded = tell(archive.settings)
    assert not succeeded
    assert any(f"the alert {name} that anna asked for" in sentence for sentence in sentences)


def test_what_was_given_up_is_tried_once_more_or_dropped(archive: Archive, receiver: Receiver) -> None:
    archive.write_rules(RULE)
    tell(archive.settings)
    archive.add("One is sentenced")
    tell(archive.settings)
    with archive.database.atomic():
        archive.database.execute("update alert_deliveries set state = 'given up', attempts = 18")
    assert any("given up" in sentence for sentence in tell(archive.settings)[0])
    assert messages.try_again(archive.database, now()) == 1
    archive.write_channels(desk=receiver.address)
    assert tell(archive.settings) == ([], True)
    assert told_to(receiver) == ["One is sentenced"]
    assert messages.try_again(archive.database, now()) == 0
    archive.write_channels(other=receiver.address)
    archive.add("Two are sentenced")
    tell(archive.settings)
    assert messages.drop_deliveries(archive.database, "other") == 0
    assert messages.drop_deliveries(archive.database, "desk") == 1
    archive.write_channels(desk=receiver.address)
    assert tell(archive.settings) == ([], True)
    assert told_to(receiver) == ["One is sentenced"]


@pytest.fixture
def mailbox() -> Iterator[tuple[str, Mailbox]]:
    """A mail server on loopback: its address as a channel, and what it has got."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = Mailbox()
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    yield f"mailto://127.0.0.1:{port}?from=watch@herald.example&to=desk@herald.example&mode=insecure", kept
    controller.stop()


def test_ten_thousand_articles_at_once_are_one_mail(archive: Archive, mailbox: tuple[str, Mailbox]) -> None:
    address, kept = mailbox
    archive.write_rules(RULE)
    archive.write_channels(desk=address)
    tell(archive.settings)
    archive.add_many("sentenced", 10_000)
    assert tell(archive.settings)[1]
    ((subject, text),) = kept.mails
    assert "10000 finds" in subject
    assert "more, which the table alert_matches names" in text
    assert len(text) < 10_000


def test_a_channel_that_refuses_is_tried_again_and_blocks_no_other(archive: Archive, receiver: Receiver) -> None:
    receiver.refuses = 1
    archive.write_rules(RULE.replace('["desk"]', '["desk", "gone"]'))
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        archive.write_channels(desk=receiver.address, gone=f"json://127.0.0.1:{closed.getsockname()[1]}")
        tell(archive.settings)
        archive.add("One is sentenced")
        sentences, succeeded = tell(archive.settings)
        assert not succeeded
        assert len([sentence for sentence in sentences if "the channel refused it" in sentence]) == 2
        # nothing is tried before its time
        tell(archive.settings)
        assert told_to(receiver) == []
        try_again(archive)
        tell(archive.settings)
    assert told_to(receiver) == ["One is sentenced"]


def test_a_channel_that_hangs_is_left_in_time(archive: Archive, receiver: Receiver) -> None:
    receiver.hangs = True
    archive.settings.set("ALERT_SECONDS", 2)
    archive.write_rules(RULE)
    archive.write_channels(desk=receiver.address + "?rto=30")
    tell(archive.settings)
    archive.add("One is sentenced")
    sentences, succeeded = tell(archive.settings)
    assert not succeeded
    assert "did not answer within 2 s" in sentences[-1]
    receiver.hangs = False
    try_again(archive)
    assert tell(archive.settings)[1]
    assert told_to(receiver) == ["One is sentenced"]


def test_a_crash_between_decision_and_delivery_loses_nothing(
    archive: Archive, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write_rules(RULE)
    archive.write_channels(desk=receiver.address)
    tell(archive.settings)
    archive.add("One is sentenced")

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sending, "start_channel", crash)
        with pytest.raises(KeyboardInterrupt):
            tell(archive.settings)
    for _ in range(2):
        tell(archive.settings)
    assert told_to(receiver) == ["One is sentenced"]


def test_two_starts_at_once_send_once(archive: Archive, receiver: Receiver) -> None:
    archive.write_rules(RULE)
    archive.write_channels(desk=receiver.address)
    tell(archive.settings)
    archive.add("One is sentenced")
    starts = [threading.Thread(target=tell, args=[archive.settings]) for _ in range(2)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    tell(archive.settings)
    assert told_to(receiver) == ["One is sentenced"]


def test_a_try_that_lies_far_ahead_is_not_waited_for(archive: Archive, receiver: Receiver) -> None:
    receiver.refuses = 1
    archive.write_rules(RULE)
    archive.write_channels(desk=receiver.address)
    tell(archive.settings)
    archive.add("One is sentenced")
    tell(archive.settings)
    with archive.database.atomic():
        archive.database.execute("update alert_deliveries set next_try = '2035-01-01T00:00:00Z'")
    tell(archive.settings)
    assert told_to(receiver) == ["One is sentenced"]


def test_what_was_taken_down_meanwhile_is_not_sent(archive: Archive, receiver: Receiver) -> None:
    archive.write_rules(RULE)
    tell(archive.settings)
    number = archive.add("One is sentenced")
    sentences, _ = tell(archive.settings)
    assert any("the channel desk has no address" in sentence for sentence in sentences)
    with archive.database.atomic():
        archive.database.execute("delete from articles where id = ?", [number])
    archive.write_channels(desk=receiver.address)
    assert tell(archive.settings)[1]
    assert receiver.got == []


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("nonsense", "none that Apprise knows"),
        ("mailto://127.0.0.1:9?from=a@b.example&to=a@b.example,c@b.example&mode=insecure", "several recipients"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_it(archive: Archive, address: str, why: str) -> None:
    archive.write_rules(RULE)
    archive.write_channels(desk=address)
    tell(archive.settings)
    archive.add("One is sentenced")
    sentences, _ = tell(archive.settings)
    assert why in sentences[-1]
    assert address not in "\n".join([*sentences, *archive.database.conn.iterdump()])


def test_a_file_of_secrets_that_others_may_read_is_refused(archive: Archive, receiver: Receiver) -> None:
    archive.write_rules(RULE)
    archive.write_channels(desk=receiver.address)
    Path(archive.channels).chmod(0o640)
    assert tell(archive.settings)[0][-1].endswith(f"chmod 600 {archive.channels}")


def test_the_environment_names_channels_too(
    archive: Archive, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OSECWATCH_CHANNEL_DESK", receiver.address)
    archive.write_rules(RULE)
    tell(archive.settings)
    archive.add("One is sentenced")
    assert tell(archive.settings)[1]
    assert told_to(receiver) == ["One is sentenced"]


def test_a_day_that_a_clock_ahead_has_told_of_is_told_of_in_its_own_time(archive: Archive) -> None:
    archive.write_rules('[morning]\non = "digest"\nevery = "day"\nchannels = "desk"\n')

    def decided() -> int:
        for _ in range(2):
            send_digest(archive.settings, Period(Pace.DAY, now().date()))
        return int(scalar(archive.database, "select count(*) from alert_deliveries where state = 'waiting'"))

    assert decided() == 1
    with archive.database.atomic():
        archive.database.execute("update alert_messages set decided = ?", [stamp(now() + timedelta(days=9))])
    # what the clock decided before its time is dropped, and the day has a message of its own
    assert decided() == 1
    assert scalar(archive.database, "select count(*) from alert_messages") == 2


def test_a_digest_is_mailed_once_in_html_and_plain(archive: Archive, mailbox: tuple[str, Mailbox]) -> None:
    address, kept = mailbox
    archive.write_rules('[morning]\non = "digest"\nevery = "day"\nchannels = "desk"\n')
    archive.write_channels(desk=address)
    archive.add("One is sentenced")
    period = Period(Pace.DAY, date(2026, 3, 2))
    for _ in range(2):
        assert send_digest(archive.settings, period)[1]
    ((subject, text),) = kept.mails
    assert subject == "osecwatch: 2026-03-02"
    assert "text/plain" in text
    assert "text/html" in text
    assert "<img" not in text
