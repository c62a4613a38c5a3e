"""Accounts of the public reading room are added, renewed, listed and removed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from storage.datasette.security.accounts import Role, authenticated, read_accounts
from tests.command_process import run_command

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "three plain words"  # noqa: S105 - of this test only


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "accounts.json"
    monkeypatch.setenv("OSECWATCH_ACCOUNTS", str(path))
    return path


def account(*words: str, typed: str = PASSWORD) -> subprocess.CompletedProcess[str]:
    return run_command("account", *words, typed=typed + "\n")


def test_an_account_lives(path: Path) -> None:
    assert "names nobody yet" in account().stdout
    assert account("ana", "--role", "editor").stdout == f"ana is added as editor in {path}\n"
    assert authenticated(read_accounts(path), "ana", PASSWORD)
    assert "renewed as reader" in account("ana", typed="four quite plain words").stdout
    assert read_accounts(path)["ana"].role is Role.READER
    assert not authenticated(read_accounts(path), "ana", PASSWORD)
    assert account().stdout == "ana: reader\n"
    assert "is removed" in account("ana", "--remove").stdout
    assert read_accounts(path) == {}


@pytest.mark.parametrize(
    ("words", "typed", "told"),
    [
        (("a b",), PASSWORD, "is no name for an account"),
        (("ana",), "short", "the password has 5 characters"),
        (("ana", "--remove"), "", "has no account 'ana'"),
    ],
)
def test_a_slip_changes_nothing(path: Path, words: tuple[str, ...], typed: str, told: str) -> None:
    ended = account(*words, typed=typed)
    assert ended.returncode == 1
    assert told in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert not path.exists()
