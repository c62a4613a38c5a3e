"""Sessions end by themselves, by logging out, and with whatever changes in the account."""

from __future__ import annotations

from dataclasses import replace

from storage.datasette.security.accounts import Account, Role
from storage.datasette.security.sessions import (
    MAX_IDLE_SECONDS,
    MAX_SESSION_SECONDS,
    MAX_SESSIONS_OF_ACCOUNT,
    Sessions,
)

ANA = Account("ana", Role.READER, "scrypt$00$00")
ACCOUNTS = {"ana": ANA}


def test_a_session_is_of_who_began_it() -> None:
    sessions = Sessions()
    token = sessions.begin(ANA, 0)
    assert sessions.account_of(token, ACCOUNTS, 1) == ANA
    assert sessions.account_of(token + "x", ACCOUNTS, 1) is None
    assert sessions.account_of("", ACCOUNTS, 1) is None


def test_logging_out_ends_it_wherever_its_cookie_is() -> None:
    sessions = Sessions()
    token, other = sessions.begin(ANA, 0), sessions.begin(ANA, 0)
    sessions.end(token)
    assert sessions.account_of(token, ACCOUNTS, 1) is None
    assert sessions.account_of(other, ACCOUNTS, 1) == ANA


def test_it_ends_when_nobody_uses_it() -> None:
    sessions = Sessions()
    token = sessions.begin(ANA, 0)
    assert sessions.account_of(token, ACCOUNTS, MAX_IDLE_SECONDS + 1) is None
    assert sessions.account_of(token, ACCOUNTS, 0) is None


def test_it_ends_however_much_it_is_used() -> None:
    sessions = Sessions()
    token = sessions.begin(ANA, 0)
    for now in range(0, MAX_SESSION_SECONDS, MAX_IDLE_SECONDS // 2):
        assert sessions.account_of(token, ACCOUNTS, now) == ANA
    assert sessions.account_of(token, ACCOUNTS, MAX_SESSION_SECONDS + 1) is None


def test_another_password_role_or_no_account_ends_it() -> None:
    other = Account("ana", Role.READER, "scrypt$01$01")
    for changed in (other, replace(ANA, role=Role.EDITOR), None):
        sessions = Sessions()
        token = sessions.begin(ANA, 0)
        assert sessions.account_of(token, {"ana": changed} if changed else {}, 1) is None
        assert sessions.account_of(token, ACCOUNTS, 1) is None


def test_one_account_keeps_no_more_than_so_many() -> None:
    sessions = Sessions()
    tokens = [sessions.begin(ANA, 0) for _ in range(MAX_SESSIONS_OF_ACCOUNT + 3)]
    alive = [token for token in tokens if sessions.account_of(token, ACCOUNTS, 1)]
    assert alive == tokens[-MAX_SESSIONS_OF_ACCOUNT:]
