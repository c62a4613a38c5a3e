"""What whoever watches from outside is told after a run: a status file, and a call to an address that expects one."""

from __future__ import annotations

import json
import logging
import os
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from storage.clock import stamp

logger = logging.getLogger(__name__)

#: seconds that the call may take
_PING_SECONDS = 10


def write_status(path: Path, outcome: str, sentence: str, at: datetime, every: timedelta) -> None:
    """Write in JSON how the last run ended, and when the next one is due; nothing else depends on the file."""
    status = {"outcome": outcome, "reason": sentence, "finished": stamp(at), "next_due": stamp(at + every)}
    written = path.with_suffix(".part")
    try:
        with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(status, file, indent=2)
        written.replace(path)
    except OSError as error:
        logger.warning("the status file %s cannot be written: %s", path, error.strerror)


def ping(url: str) -> None:
    """Call an address that raises an alarm when it is not called; a failure is logged, and the run stays good.

    The path of such an address is a secret, so only its host is named.
    """
    if not url:
        return
    import httpx  # noqa: PLC0415 - only where such an address is set

    try:
        httpx.get(url, timeout=_PING_SECONDS, follow_redirects=True).raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        logger.warning("PING_URL at %s could not be called: %s", urlsplit(url).hostname, type(error).__name__)
