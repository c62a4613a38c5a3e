"""Gates by their addresses: where a publisher asks for consent, a log-in, a test or a cookie before a page."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from text.urls.parsing import AddressError, host_of, registered_domain

#: names of hosts, and parts of paths, that ask for consent, a log-in or a test before a page
_GATE_HOST: Final = re.compile(
    r"(?:^|\.)(?:consent|guce|cmp|(?:my)?privacy|privacymanager|cookies?|accounts?|login|signin|sso|auth|idp|captcha|"
    r"challenge|validate|myprivacy\w*|consent\w*|[\w-]*-(?:consent|privacy))\.",
    re.IGNORECASE,
)
_GATE_PATH: Final = re.compile(
    r"/(?:(?:collect)?consent|zustimmung|cookie[-_]?(?:consent|wall|check|absent|test)|privacy[-_]?(?:gate|wall|settings)|log-?in|sign-?in|"
    r"captcha|challenge|sorry|authorize|blocked|access[-_]?denied|\.within\.website)(?=[/?.;]|$)",
    re.IGNORECASE,
)


def is_gate(url: str, asked: str) -> bool:
    """Whether ``url``, to which a request for ``asked`` was sent on, asks for consent, a log-in or a test first.

    Its host or path is called so, or its address carries the way back to the site of the page that was asked for.
    """
    if url == asked:
        return False
    try:
        gate, site = urlsplit(url), registered_domain(asked)
        elsewhere = host_of(url) != host_of(asked)
    except (AddressError, ValueError):
        return False
    if elsewhere and _GATE_HOST.search(f"{gate.hostname}."):
        return not _GATE_HOST.search(f"{urlsplit(asked).hostname}.")
    if _GATE_PATH.search(gate.path) and not _GATE_PATH.search(urlsplit(asked).path):
        return elsewhere or bool(gate.query)
    return elsewhere and registered_domain(url) != site and _leads_back(gate.query, site)


def _leads_back(query: str, site: str) -> bool:
    """Whether a parameter holds an address of the site."""
    for _, value in parse_qsl(query):
        target = unquote(value)
        if target.startswith(("http://", "https://")):
            try:
                if registered_domain(target) == site:
                    return True
            except (AddressError, ValueError):
                continue
    return False


def is_circular(url: str, earlier: list[str]) -> bool:
    """Whether redirects go in circles, as on sites that want a cookie: the same again, or one page for the third time.

    ``earlier`` are the addresses asked before ``url``.
    """
    if url in earlier:
        return True
    page = _page_of(url)
    return sum(_page_of(one) == page for one in earlier) >= 2


def _page_of(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.netloc.lower(), parts.path.rstrip("/")
