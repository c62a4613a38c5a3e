"""Sections of sites: the beginnings that the addresses of a source's own pages have."""

from __future__ import annotations

from urllib.parse import urlsplit

from text.urls.parsing import AddressError, host_of


def bare_host(url: str) -> str:
    """Return the host of an address without ``www.``. Raise AddressError."""
    return host_of(url).removeprefix("www.")


def section_of(url: str) -> str:
    """Return host and folder of an address, as in ``unicef.org/philippines/``. Raise AddressError."""
    folder = urlsplit(url).path.rpartition("/")[0]
    return f"{bare_host(url)}{folder}/"


def site_section(url: str) -> str:
    """Return the section that is the whole site of an address, as in ``unicef.org/``. Raise AddressError."""
    return f"{bare_host(url)}/"


def is_in_section(url: str, section: str) -> bool:
    """Say whether an address lies in a section; a subdomain of its host counts, as in ``news.unicef.org``."""
    host, _, folder = section.partition("/")
    try:
        own = bare_host(url)
    except AddressError:
        return False
    within_host = own == host or own.endswith(f".{host}")
    return within_host and urlsplit(url).path.startswith(f"/{folder}")
