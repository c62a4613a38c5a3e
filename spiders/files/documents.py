"""What a file gives: pages, each with what the file says of its source, and the address of what has none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from items import Outcome, Page
from text.urls.parsing import AddressError, host_of


@dataclass(slots=True)
class ImportedDocument:
    """One page from a file, and the name and the kind of its source where the file tells."""

    page: Page
    source: str = ""
    kind: str = ""


def file_address(path: Path) -> str:
    """Return the address under which a file's document is known: its name, and a digest of its folder.

    The folder itself is not told: an archive is passed on, and says nothing of the machine it was made on.
    """
    folder = hashlib.blake2b(bytes(path.resolve().parent), digest_size=4).hexdigest()
    return f"file:{folder}/{quote(path.name, errors='surrogateescape')}"


def refused(address: str, reason: str, outcome: Outcome = Outcome.ERROR) -> ImportedDocument:
    """Return what stands for a document that cannot be taken."""
    return ImportedDocument(Page(address, "", outcome=outcome, reason=reason))


def site_of(url: str) -> str:
    """Return the host of an address; empty for a document that is not on the web."""
    try:
        return host_of(url)
    except AddressError:
        return ""
