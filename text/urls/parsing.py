"""Addresses of web pages: parsed, spelled as they are fetched, and whose they are."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv6Address
from typing import Final, NamedTuple
from urllib.parse import SplitResult, urlsplit

import idna
from tldextract import TLDExtract

from text.urls.escaping import escaped, quoted, visible, without_dots

#: characters of an address that is read; longer ones carry data. Twice what sitemaps.org allows (2,048)
MAX_ADDRESS_CHARACTERS: Final = 4_000
DEFAULT_PORTS: Final = {"http": 80, "https": 443}

#: labels and host of RFC 1035, section 2.3.4: 63 and 253 characters; underscores are in use all the same
_HOST: Final = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_MAX_HOST_CHARACTERS: Final = 253
# the list of public suffixes that comes with the package: no network; private ones too, as two blogs are two sites
_SUFFIXES: Final = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


#: group 1: the scheme, or the two slashes alone
_USERINFO: Final = re.compile(r"^(\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?[/\\]{2,})[^/\\?#]*@")


class AddressError(ValueError):
    """The text is not the address of a web page; the message says why."""


class Address(NamedTuple):
    """The parts of an http(s) address; the port is None where it is the scheme's own."""

    scheme: str
    host: str
    port: int | None
    path: str
    query: str

    def join(self) -> str:
        """Write the address."""
        port = "" if self.port is None else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}{self.path}{'?' if self.query else ''}{self.query}"


@lru_cache(maxsize=1024)  # a page's address is asked about a dozen times on its way; chosen, not measured
def parse_address(url: str) -> Address:
    """Parse an address: nothing invisible, normal escapes, no fragment. Raise AddressError where it is not http(s)."""
    text = visible(url)
    if len(text) > MAX_ADDRESS_CHARACTERS:
        raise AddressError(f"{text[:80]!r}... is longer than {MAX_ADDRESS_CHARACTERS} characters")
    try:
        split = urlsplit(text)
        scheme, port = split.scheme, split.port
        host = _ascii_host(split)
    except ValueError as error:
        raise AddressError(f"{text!r} is not an address: {error}") from None
    if scheme not in DEFAULT_PORTS or not host:
        raise AddressError(f"{text!r} is not the address of a web page: give http:// or https:// and a host")
    path = without_dots(escaped(split.path)) if split.path else "/"
    return Address(scheme, host, None if port == DEFAULT_PORTS[scheme] else port, path, quoted(split.query))


def clean_url(url: str) -> str:
    """Return the address as it is to be fetched: nothing invisible, normal escapes, no fragment, the query as it was.

    Raise AddressError where it is not an http(s) address.
    """
    return parse_address(url).join()


def without_userinfo(url: str) -> str:
    """Return an address without the name and password before its host, which are never stored or shown."""
    return _USERINFO.sub(r"\1", url)


def host_of(url: str) -> str:
    """Return the host, in lower case and without its port. Raise AddressError."""
    return parse_address(url).host


def registered_domain(url: str) -> str:
    """Return the part of the host that somebody registered: rappler.com, doj.gov.ph. Raise AddressError.

    An IP address, or a host without dots, stands for itself.
    """
    return domain_of_host(parse_address(url).host)


def same_site(one: str, other: str) -> bool:
    """Say whether two addresses belong to one registered domain. Raise AddressError."""
    return registered_domain(one) == registered_domain(other)


@lru_cache(maxsize=4096)
def domain_of_host(host: str) -> str:
    """Return the registered domain of a host."""
    found = _SUFFIXES.extract_str(host)
    if found.top_domain_under_public_suffix:
        return found.top_domain_under_public_suffix
    # a suffix that the list does not know: by its rule, the last label
    return ".".join(host.split(".")[-2:]) if not found.suffix and found.subdomain else host


def is_public_host(host: str) -> bool:
    """Say whether a host ends in a suffix under which names are registered, with a name in front of it."""
    return bool(_SUFFIXES.extract_str(host).top_domain_under_public_suffix)


def _ascii_host(split: SplitResult) -> str:
    """Return the host in ASCII; empty where there is none. Raise ValueError."""
    host = (split.hostname or "").rstrip(".")
    if ":" in host:
        return f"[{IPv6Address(host).compressed}]"
    if len(host) > _MAX_HOST_CHARACTERS:
        raise ValueError(f"its host is longer than {_MAX_HOST_CHARACTERS} characters")
    if not host.isascii():
        host = _idna_host(host)
    if host and not _HOST.fullmatch(host):
        raise ValueError(f"{host!r} is not a host")
    return host


def _idna_host(host: str) -> str:
    """Return a host in ASCII by UTS 46, non-transitional as browsers do it: straße.de is not strasse.de.

    The address goes on in ASCII, so that the host we name is the host that is asked. Raise ValueError.
    """
    try:
        return idna.encode(host, uts46=True, transitional=False).decode("ascii").rstrip(".")
    except idna.IDNAError:
        # names from before 2008, such as those with a heart
        return host.encode("idna").decode("ascii").lower().rstrip(".")
