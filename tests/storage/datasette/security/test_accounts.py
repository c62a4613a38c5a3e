"""The accounts file: who may read it, what is kept of a password, and what a slip in it is answered with."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from storage.datasette.security.accounts import (
    Account,
    AccountsError,
    Role,
    authenticated,
    checked_name,
    hash_password,
    is_password,
    read_accounts,
    write_accounts,
)

PASSWORD = "three plain words"  # noqa: S105 - of this test only


@pytest.fixture(scope="module")
def digest() -> str:
    return hash_password(PASSWORD)


def test_what_is_written_is_read_and_nobody_else_may_read_it(tmp_path: Path, digest: str) -> None:
    path = tmp_path / "data" / "accounts.json"
    accounts = {"ana": Account("ana", Role.EDITOR, digest)}
    write_accounts(path, accounts)
    assert read_accounts(path) == accounts
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert PASSWORD not in path.read_text("utf-8")


def test_a_file_that_others_can_read_is_refused(tmp_path: Path, digest: str) -> None:
    path = tmp_path / "accounts.json"
    write_accounts(path, {"ana": Account("ana", Role.READER, digest)})
    path.chmod(0o640)
    with pytest.raises(AccountsError, match="chmod 600"):
        read_accounts(path)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"name": "ana"}]', '[{"name": "a", "role": "king"}]', "\0"])
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "accounts.json"
    path.write_text(text, "utf-8")
    path.chmod(0o600)
    if text == "{}":
        assert read_accounts(path) == {}
    else:
        with pytest.raises(AccountsError, match=r"accounts\.json"):
            read_accounts(path)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(AccountsError, match="scrapy account"):
        read_accounts(tmp_path / "none.json")


def test_only_the_right_password_is_right(digest: str) -> None:
    assert is_password(PASSWORD, digest)
    assert not is_password(PASSWORD + " ", digest)
    assert not is_password("", digest)
    assert not is_password("x" * 10_000_000, digest)


@pytest.mark.parametrize("digest", ["", "scrypt$", "scrypt$zz$zz", "pbkdf2$aa$bb", "a$b$c$d"])
def test_a_digest_of_another_kind_fits_no_password(digest: str) -> None:
    assert not is_password(PASSWORD, digest)


def test_the_same_password_has_another_digest_each_time(digest: str) -> None:
    assert hash_password(PASSWORD) != digest


@pytest.mark.parametrize("password", ["", "short", "x" * 201])
def test_a_password_of_the_wrong_length_is_refused(password: str) -> None:
    with pytest.raises(AccountsError, match="characters"):
        hash_password(password)


def test_name_and_password_belong_together(digest: str) -> None:
    accounts = {"ana": Account("ana", Role.READER, digest)}
    assert authenticated(accounts, "ana", PASSWORD) == accounts["ana"]
    assert authenticated(accounts, "ben", PASSWORD) is None
    assert authenticated(accounts, "ana", "three other words") is None


@pytest.mark.parametrize("name", ["", "a b", "a/b", "x" * 41, "a\n", "<b>"])
def test_odd_names_are_refused(name: str) -> None:
    with pytest.raises(AccountsError, match="no name"):
        checked_name(name)
