"""Who is logged in: sessions in memory, which end by themselves, by logging out, and with a new password."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from storage.datasette.security.accounts import Account

#: seconds without a request after which a session ends (OWASP's session guide: 15 to 30 minutes for what is sensitive;
#: texts are read for longer than that)
MAX_IDLE_SECONDS = 2 * 3600
#: seconds after which a session ends however busy it is: a working day
MAX_SESSION_SECONDS = 12 * 3600
#: sessions a person; the oldest ends when another begins
MAX_SESSIONS_OF_ACCOUNT = 10


@dataclass(slots=True)
class Session:
    """One log-in: whose, with which password, since when, and when it was last used; seconds of one clock."""

    account: Account
    began: float
    last_used: float


@dataclass(slots=True)
class Sessions:
    """The sessions of one server, by the digest of their token; a restart ends all of them."""

    active: dict[str, Session] = field(default_factory=dict)

    def begin(self, account: Account, now: float) -> str:
        """Begin a session and return its token, which is the cookie's value."""
        own = [key for key, session in self.active.items() if session.account.name == account.name]
        for key in own[: max(0, len(own) - MAX_SESSIONS_OF_ACCOUNT + 1)]:
            del self.active[key]
        token = secrets.token_urlsafe(32)
        self.active[_digest(token)] = Session(account, now, now)
        return token

    def account_of(self, token: str, accounts: Mapping[str, Account], now: float) -> Account | None:
        """Return whose session a token is; None where it has ended, or name, role or password have changed since."""
        key = _digest(token)
        session = self.active.get(key)
        if session is None:
            return None
        too_old = now - session.began > MAX_SESSION_SECONDS or now - session.last_used > MAX_IDLE_SECONDS
        if too_old or accounts.get(session.account.name) != session.account:
            del self.active[key]
            return None
        session.last_used = now
        return session.account

    def end(self, token: str) -> None:
        """End a session: its token is worth nothing from now on."""
        self.active.pop(_digest(token), None)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
