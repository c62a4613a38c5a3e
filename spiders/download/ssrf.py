"""Where the crawler may go: the public web on its usual ports, and after a redirect no further than allowed."""

from __future__ import annotations

import re
import socket
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, ClassVar, Final, Self
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from text.urls.parsing import AddressError, host_of, registered_domain, same_site, without_userinfo
from text.walls.gates import is_circular, is_gate

#: None stands for the usual port of the scheme
PORTS: Final = frozenset({None, 80, 443, 8080, 8443})
#: what Python's ipaddress takes for global and no page is served from: site-local (RFC 3879), documentation (RFC 9637),
#: protocol assignments (RFC 6890), the 6to4 relay (RFC 7526), and ranges in which an IPv4 address is wrapped
RESERVED_NETWORKS: Final = tuple(
    map(
        ip_network,
        ("::/96", "fec0::/10", "3fff::/20", "64:ff9b::/96", "64:ff9b:1::/48", "192.0.0.0/24", "192.88.99.0/24"),
    )
)
#: an IPv4 address within a name, as services write it that lead every name to the address in it:
#: 10.0.0.1, 10-0-0-1 (group 1), 0a000001 (group 2)
_WRITTEN_IP: Final = re.compile(
    r"(?<![0-9a-z])(?:(\d{1,3}(?:[.-]\d{1,3}){3})|([0-9a-f]{8}))(?![0-9a-z])", re.IGNORECASE
)
#: names that mean this machine or this network, wherever they lead (RFC 6761, RFC 6762, RFC 8375)
LOCAL_NAMES: Final = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "localdomain")


#: moved for good (RFC 9110, 15.4)
MOVED_STATUSES: Final = frozenset({301, 308})


class NonPublicAddressError(IgnoreRequest):
    """A request would leave the public web; the message says where it leads.

    Raised by PublicWebMiddleware by the look of an address, and by BoundedHandler where its name resolves to one.
    """


class OffSiteRedirectError(IgnoreRequest):
    """A redirect leaves the sites of its source; the message says where to. Raised by PublicWebMiddleware."""


class WallRedirectError(IgnoreRequest):
    """A redirect leads to a page that asks for consent, a log-in or a test, or in circles as for want of a cookie.

    The message says where to. Raised by PublicWebMiddleware, before that page is asked for.
    """


class NonPublicHostError(DNSLookupError):
    """A host name leads to an address that is not on the public web. Raised by PublicResolver."""


def refusal(url: str, proxies: frozenset[str] = frozenset()) -> str:
    """Return why a crawler must not ask for ``url``, by its look alone; empty where it may.

    ``proxies`` are the hosts of the operator's proxies: they are passed through, never asked for pages.
    """
    try:
        name, parts = host_of(url), urlsplit(url)
        port = parts.port
    except (AddressError, ValueError) as error:
        return str(error)
    if "@" in parts.netloc:
        return "the address holds a user name"
    if port not in PORTS:
        return f"port {port} is not one that web pages are served on"
    return refusal_of_host(name, proxies)


def refusal_of_host(name: str, proxies: frozenset[str]) -> str:
    """Return why a host must not be asked, by its name or its literal address alone; empty where it may."""
    literal = parse_ip_literal(name)
    if literal is not None:
        return "" if is_public_ip(literal) else f"{literal} is not an address on the public web"
    if name in proxies or is_local(name):
        return f"{name} is a name of this machine or its network"
    if proxies and (inner := private_ip_in(name)):
        return f"{name} may lead to {inner}, and a proxy would look it up"
    return ""


def is_local(name: str) -> bool:
    """Whether a host name can only mean this machine or this network."""
    return "." not in name or name.endswith(tuple(f".{local}" for local in LOCAL_NAMES))


def parse_ip_literal(name: str) -> IPv4Address | IPv6Address | None:
    """Return the IP address that a host is written as, in any spelling: 127.1, 0x7f.1, 2130706433."""
    try:
        return ip_address(name.strip("[]"))
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(name))
    except (OSError, ValueError):
        return None


def private_ip_in(name: str) -> str:
    """Return the non-public IPv4 address that is written in a host name; empty where there is none."""
    for match in _WRITTEN_IP.finditer(name):
        written = match[1].replace("-", ".") if match[1] else str(IPv4Address(int(match[2], 16)))
        with suppress(ValueError):
            if not is_public_ip(IPv4Address(written)):
                return written
    return ""


def is_public_ip(address: IPv4Address | IPv6Address) -> bool:
    """Whether an IP address, and one wrapped in it, belongs to the public internet."""
    if isinstance(address, IPv6Address) and (inner := address.ipv4_mapped or address.sixtofour):
        return is_public_ip(inner)
    if any(address.version == network.version and address in network for network in RESERVED_NETWORKS):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def is_within(url: str, domains: frozenset[str] | None) -> bool:
    """Whether an address lies on one of these registered domains; None stands for all."""
    return domains is None or registered_domain(url) in domains


def operator_proxies() -> frozenset[str]:
    """Return the hosts of the proxies that the operator has set in the environment."""
    urls = (url if "//" in url else f"//{url}" for url in getproxies().values())
    return frozenset(name for url in urls if (name := urlsplit(url).hostname))


def has_moved(request: Request) -> bool:
    """Whether redirects say that a feed or sitemap lies elsewhere for good, so that one may look what is there.

    Each that led to another site has to say so; what a site does among its own addresses is its own affair.
    """
    hops = [*request.meta.get("redirect_urls", ()), request.url]
    steps = zip(hops, hops[1:], request.meta.get("redirect_reasons", ()), strict=False)
    leaving = [reason for former, later, reason in steps if not same_site(former, later)]
    return bool(request.meta.get("may_move") and leaving) and MOVED_STATUSES.issuperset(leaving)


class PublicWebMiddleware:
    """A downloader middleware that refuses what leaves the public web or, by a redirect, the sites of its source.

    Every hop of a redirect passes it; ``meta["within"]`` holds the registered
    domains that a redirect may lead to, None for any.
    """

    def __init__(self) -> None:
        self.proxies = operator_proxies()

    @classmethod
    def from_crawler(cls, _crawler: Crawler) -> Self:
        return cls()

    def process_request(self, request: Request) -> None:
        redirected = "redirect_urls" in request.meta
        if redirected:
            # Scrapy would count a redirect to another host as a request to the first one
            request.meta.pop("download_slot", None)
        if reason := refusal(request.url, self.proxies):
            raise NonPublicAddressError(
                f"it redirects to {without_userinfo(request.url)}: {reason}" if redirected else reason
            )
        if redirected and (reason := wall_ahead(request.url, list(request.meta["redirect_urls"]))):
            raise WallRedirectError(reason)
        if redirected and not has_moved(request) and not is_within(request.url, request.meta.get("within")):
            raise OffSiteRedirectError(f"it redirects to another site: {host_of(request.url)}")


def wall_ahead(url: str, earlier: list[str]) -> str:
    """Return why a redirect to ``url`` leads to no page; empty where it may. ``earlier`` are the addresses before."""
    if is_circular(url, earlier):
        return f"it redirects in circles, as sites do that want a cookie: {url}"
    if is_gate(url, earlier[0]):
        return f"a page that asks for consent, a log-in or a test stands in its place: {host_of(url)}"
    return ""


class PublicResolver(CachingThreadedResolver):
    """A resolver of host names that refuses what is not on the public web; the operator's proxies are exempt.

    The address that was checked is the one that is connected to.
    """

    #: where the names lead that were turned down, since Twisted tells a request only that there is no such host
    refused_names: ClassVar[dict[str, str]] = {}

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.exempt = operator_proxies()

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:  # noqa: N802 - Twisted's own name for it
        looked_up: Deferred[str] = super().getHostByName(name, timeout)
        return looked_up if name in self.exempt else looked_up.addCallback(self.checked, name)

    def checked(self, address: str, name: str) -> str:
        """Return the address, if it is public. Raise NonPublicHostError."""
        if not is_public_ip(ip_address(address)):
            self.refused_names[name] = f"{name} leads to {address}, which is not on the public web"
            raise NonPublicHostError(self.refused_names[name])
        return address
