"""The identity of a page: one address for its AMP, mobile, staging, tracked, printed and forwarded ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from text.urls.escaping import escaped, visible_escapes, without_dots
from text.urls.parsing import DEFAULT_PORTS, Address, AddressError, domain_of_host, parse_address
from text.urls.tracking import NOTHING_LEARNED, LearnedParameters, is_coined, is_tracker

# hosts that play the same pages: for phones, as AMP, or before release; only in front of a registered domain
_ALIASES: Final = frozenset(
    (
        *("www", "www1", "www2", "www3", "m", "mobile", "mobi", "wap", "touch", "amp"),
        *("mirror", "qa", "staging", "stage", "stg", "uat", "dev", "test", "preview", "preprod"),
    )
)
# parts of a path that say nothing of which page it is
_REDUNDANT: Final = re.compile(
    r"^(?:/amp(?:/story)?)+(?=/.)"  # AMP in front
    r"|(?<=.)/amp(?:\.html?)?$|(?<!\.amp)(?:\.amp)+(?=(?:\.html?)?$)"  # AMP behind
    r"|/(?:index|default)\.(?:html?|php\d?|aspx?|jsp)(?=/|$)"
    r"|;(?:jsessionid|phpsessid|sid)=[^/;]*"
    r"|(?<!%20)(?:%20)+(?=/|$)|(?<=/)(?:%20)+"
    r"|(?<=/)/+|(?<=.)/+$",
    re.IGNORECASE,
)
# rounds until a path stays as it is: real ones take two, a hostile one would take thousands; chosen, not measured
_ROUNDS: Final = 8

# between the parts of a query, escaped for HTML once too often at times
_AND: Final = re.compile("&(?:amp;)*")

# services that keep a page's address in their query: host and path, the keys to look under
_WRAPPERS: Final = {
    ("bing.com", "/news/apiclick.aspx"): ("url",),
    ("google.com", "/url"): ("url", "q"),
    ("l.facebook.com", "/l.php"): ("u",),
}
_AMP_CACHES: Final = ("google.com", "cdn.ampproject.org")
_CACHED: Final = re.compile(r"/(?:[cv]/)?s/((?:[a-z0-9-]+\.)+[a-z]{2,}/.*)", re.IGNORECASE)


def canonical_url(url: str, learned: LearnedParameters = NOTHING_LEARNED) -> str:
    """Return the identity of the page: the same for its AMP, mobile, staging, tracked and printed addresses.

    ``learned`` is what is known of its host's parameters. It need not be an address that answers. Raise AddressError
    where ``url`` is not an http(s) address.
    """
    address = _usual(parse_address(url))
    if inner := _forwarded(address):
        return canonical_url(inner, learned)
    return address._replace(query=_identifying_query(address.query, learned)).join()


def differing_parameter(one: str, other: str) -> str:
    """Return the name, in lower case, of the only parameter in which two addresses of a page differ.

    Trackers that a product has coined do not count. Empty where they differ in several, or in anything else. Raise
    AddressError.
    """
    first, second = _usual(parse_address(one)), _usual(parse_address(other))
    if first._replace(query="") != second._replace(query=""):
        return ""
    mine, theirs = _parameters(first.query), _parameters(second.query)
    names = {name for name in mine.keys() | theirs.keys() if mine.get(name) != theirs.get(name) and not is_coined(name)}
    return names.pop() if len(names) == 1 else ""


def parameter_value(url: str, name: str) -> str:
    """Return the value of a parameter, whose name is in lower case; empty where there is none. Raise AddressError."""
    return _parameters(parse_address(url).query).get(name, "")


def unwrap_url(url: str) -> str:
    """Return the clean address of the page that a search engine's or network's forwarding address leads to."""
    address = parse_address(url)
    inner = _forwarded(_usual(address))
    return unwrap_url(inner) if inner else address.join()


def _usual(address: Address) -> Address:
    """Return the address with the usual scheme, host and path of its page; the query as it was."""
    port = None if address.port in DEFAULT_PORTS.values() else address.port
    return Address("https", _usual_host(address.host), port, _usual_path(address.path), address.query)


def _forwarded(address: Address) -> str | None:
    """Return the http(s) address inside a plain forwarding one, if it is one."""
    inner = ""
    if keys := _WRAPPERS.get((address.host, address.path)):
        pairs = dict(pair.partition("=")[::2] for pair in reversed(address.query.split("&")))
        inner = next((unquote(pairs[key]) for key in keys if pairs.get(key)), "")
    elif address.host.endswith(_AMP_CACHES) and (match := _CACHED.fullmatch(address.path)):
        inner = f"https://{match[1]}{'?' if address.query else ''}{address.query}"
    try:
        return parse_address(inner).join() if inner else None
    except AddressError:
        return None


@lru_cache(maxsize=4096)
def _usual_host(host: str) -> str:
    domain = domain_of_host(host)
    while host != domain and host.partition(".")[0] in _ALIASES:
        host = host.partition(".")[2]
    return host


def _usual_path(path: str) -> str:
    path = visible_escapes(path)
    # taking one redundant piece away may bring the next one to the end
    for _ in range(_ROUNDS):
        shorter = without_dots(_REDUNDANT.sub("", path)) or "/"
        if shorter == path:
            return path
        path = shorter
    raise AddressError(f"{path[:80]!r} is no path of a page: it goes on and on")


def _identifying_query(query: str, learned: LearnedParameters) -> str:
    pairs = (
        f"{name}={value}" if value else name for name, value in _pairs(query) if not is_tracker(name, value, learned)
    )
    return "&".join(sorted(pairs))


def _parameters(query: str) -> dict[str, str]:
    """Return the values of a query by their names in lower case."""
    return {name.lower(): value for name, value in _pairs(query)}


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    for pair in _AND.split(query) if query else ():
        name, _, value = visible_escapes(escaped(pair.replace("+", "%20"))).partition("=")
        if name:
            yield name, value
