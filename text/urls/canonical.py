"""The addresses of pages: as they are fetched, as a page's identity, and whose they are."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv6Address
from typing import Final, NamedTuple
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from tldextract import TLDExtract

from text.urls.escaping import escaped, quoted, visible, visible_escapes, without_dots
from text.urls.tracking import is_tracker

#: characters; longer ones are data, not addresses
LONGEST: Final = 4_000

_HOST: Final = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
# hosts that play the same pages: for phones, as AMP, or before release; only in front of a registered domain
_ALIASES: Final = frozenset(
    (
        *("www", "www1", "www2", "www3", "m", "mobile", "mobi", "wap", "touch", "amp"),
        *("mirror", "qa", "staging", "stage", "stg", "uat", "dev", "test", "preview", "preprod"),
    )
)
# furniture of a path that says nothing of which page it is
_FURNITURE: Final = re.compile(
    r"^(?:/amp(?:/story)?)+(?=/.)"  # AMP in front
    r"|(?<=.)/amp(?:\.html?)?$|(?:\.amp)+(?=(?:\.html?)?$)"  # AMP behind
    r"|/(?:index|default)\.(?:html?|php\d?|aspx?|jsp)(?=/|$)"
    r"|;(?:jsessionid|phpsessid|sid)=[^/;]*"
    r"|(?:%20)+(?=/|$)|(?<=/)(?:%20)+"
    r"|(?<=/)/+|(?<=.)/+$",
    re.IGNORECASE,
)
# real paths settle in two; a hostile one would take thousands
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

# an article's address holds a date and a name, a number that counts articles, or a headline in hyphens
_MONTH: Final = "(?:0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATED: Final = re.compile(rf"/(?:19|20)\d\d[/-]?{_MONTH}(?:[/-]?[0-3]?\d)?[/_-][^/]*[a-z0-9]{{3}}", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"[/_.-][a-z]{0,2}\d{5,}(?:[/_.-]|$)", re.IGNORECASE)
_QUERY_NUMBER: Final = re.compile(
    r"(?:^|&)(?:p|id|nid|aid|[a-z]*_?(?:article|story|news|post)_?(?:id)?)=\d+(?:&|$)", re.IGNORECASE
)
_HEADLINE: Final = re.compile(r"/[^/_-]+(?:[_-]+[^/_-]+){3,}(?:/[^/]*)?/?$")
# lists and small print, whatever their addresses look like
_NO_ARTICLE: Final = re.compile(
    r"/(?:tags?|topics?|hubs?|categor(?:y|ies)|authors?|person|search|feed|attachment|page(?=/\d))(?:/|$)"
    r"|/(?:wp-(?:json|admin|content)|log-?in|sign-?(?:in|up)|subscri\w+)(?:/|$)"
    r"|/(?:privacy|terms|cookies?|disclaimer|about|contact|advertis\w*|careers|site-?map)(?:[-_.][^/]*)?/?$",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(r"[^\W\d_]{3,}")
_NUMBERS: Final = re.compile(r"\d{5,}")

# the list of public suffixes that comes with the package: no network; private ones too, as two blogs are two sites
_suffixes: Final = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


class AddressError(ValueError):
    """The text is not the address of a web page; the message says why."""


class _Parts(NamedTuple):
    scheme: str
    host: str
    port: int | None
    path: str
    query: str

    def join(self) -> str:
        port = "" if self.port is None else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}{self.path}{'?' if self.query else ''}{self.query}"


def clean(url: str) -> str:
    """Return the address as it is to be fetched: nothing invisible, normal escapes, no fragment, the query as it was.

    Raises AddressError where it is not an http(s) address.
    """
    return _parse(url).join()


def canonical(url: str) -> str:
    """Return the identity of the page: the same for its AMP, mobile, staging, tracked and printed addresses.

    It need not be an address that answers. Raises AddressError where ``url`` is not an http(s) address.
    """
    parts = _plain(_parse(url))
    if inner := _wrapped(parts):
        return canonical(inner)
    return parts._replace(query=_plain_query(parts.query)).join()


def unwrap(url: str) -> str:
    """Return the clean address of the page that a search engine's or network's forwarding address leads to."""
    parts = _parse(url)
    inner = _wrapped(_plain(parts))
    return unwrap(inner) if inner else parts.join()


def host(url: str) -> str:
    """Return the host, in lower case and without its port. Raises AddressError."""
    return _parse(url).host


def registered_domain(url: str) -> str:
    """Return the part of the host that somebody registered: rappler.com, doj.gov.ph. Raises AddressError.

    An IP address, or a host without dots, stands for itself.
    """
    return _domain(_parse(url).host)


def same_site(one: str, other: str) -> bool:
    """Say whether two addresses belong to one registered domain. Raises AddressError."""
    return registered_domain(one) == registered_domain(other)


def looks_like_article(url: str) -> bool:
    """Say whether an address is shaped as articles' are: by date, by number or by headline. Raises AddressError."""
    return _is_article(_parse(url))


def sound_canonical(page_url: str, declared: str) -> str | None:
    """Return the address that a page declares as its own, made absolute, if it may be believed; else None.

    Templates declare the home page, the section or one fixed article for every page, and copies declare other hosts:
    to believe those would make one article of many. So the site must be the same, the address an article's, and the
    two must have a word or a number in common where both have any.
    """
    if not declared.strip():
        return None
    try:
        target = clean(urljoin(clean(page_url), declared.strip()))
        if not same_site(page_url, target):
            return None
        page, own = _parse(canonical(page_url)), _parse(canonical(target))
    except ValueError:
        return None
    return target if page == own or (_is_article(own) and _akin(page, own)) else None


def _is_article(parts: _Parts) -> bool:
    if _NO_ARTICLE.search(parts.path):
        return False
    shapes = (_DATED, _NUMBERED, _HEADLINE)
    return any(shape.search(parts.path) for shape in shapes) or _QUERY_NUMBER.search(parts.query) is not None


def _akin(one: _Parts, other: _Parts) -> bool:
    """Say whether two addresses of a site may be one article's: nothing they can be compared by sets them apart."""
    mine, theirs = _distinct(one.path, other.path)
    numbers = [set(_NUMBERS.findall(f"{path}?{parts.query}")) for path, parts in ((mine, one), (theirs, other))]
    words = [set(_WORDS.findall(path)) for path in (mine, theirs)]
    shared = [len(a & b) / min(len(a), len(b)) for a, b in (numbers, words) if a and b]
    return not shared or max(shared) >= 0.5


def _distinct(one: str, other: str) -> tuple[str, str]:
    """Return two paths without the folders that they have in common in front and behind."""
    mine, theirs = one.casefold().split("/"), other.casefold().split("/")
    for end in (0, -1):
        while mine and theirs and mine[end] == theirs[end]:
            del mine[end], theirs[end]
    return "/".join(mine), "/".join(theirs)


def _parse(url: str) -> _Parts:
    text = visible(url)
    if len(text) > LONGEST:
        raise AddressError(f"{text[:80]!r}... is longer than {LONGEST} characters")
    try:
        split = urlsplit(text)
        scheme, port = split.scheme, split.port
        name = _host(split)
    except ValueError as error:
        raise AddressError(f"{text!r} is not an address: {error}") from None
    if scheme not in _DEFAULT_PORTS or not name:
        raise AddressError(f"{text!r} is not the address of a web page: give http:// or https:// and a host")
    path = without_dots(escaped(split.path)) if split.path else "/"
    return _Parts(scheme, name, None if port == _DEFAULT_PORTS[scheme] else port, path, quoted(split.query))


def _host(split: SplitResult) -> str:
    """Return the host in ASCII; empty where there is none. Raises ValueError."""
    name = (split.hostname or "").rstrip(".")
    if ":" in name:
        return f"[{IPv6Address(name).compressed}]"
    if len(name) > 253:
        raise ValueError("its host is longer than 253 characters")
    if not name.isascii():
        # as Scrapy and the standard library do it, so that the host we name is the host that is asked
        name = name.encode("idna").decode("ascii").lower().rstrip(".")
    if name and not _HOST.fullmatch(name):
        raise ValueError(f"{name!r} is not a host")
    return name


def _plain(parts: _Parts) -> _Parts:
    """Return the address with the usual scheme, host and path of its page; the query as it was."""
    port = None if parts.port in _DEFAULT_PORTS.values() else parts.port
    return _Parts("https", _plain_host(parts.host), port, _plain_path(parts.path), parts.query)


def _wrapped(parts: _Parts) -> str | None:
    """Return the http(s) address inside a plain forwarding one, if it is one."""
    inner = ""
    if keys := _WRAPPERS.get((parts.host, parts.path)):
        pairs = dict(pair.partition("=")[::2] for pair in reversed(parts.query.split("&")))
        inner = next((unquote(pairs[key]) for key in keys if pairs.get(key)), "")
    elif parts.host.endswith(_AMP_CACHES) and (match := _CACHED.fullmatch(parts.path)):
        inner = f"https://{match[1]}{'?' if parts.query else ''}{parts.query}"
    try:
        return _parse(inner).join() if inner else None
    except AddressError:
        return None


@lru_cache(maxsize=4096)
def _domain(name: str) -> str:
    found = _suffixes.extract_str(name)
    if found.top_domain_under_public_suffix:
        return found.top_domain_under_public_suffix
    # a suffix that the list does not know: by its rule, the last label
    return ".".join(name.split(".")[-2:]) if not found.suffix and found.subdomain else name


@lru_cache(maxsize=4096)
def _plain_host(name: str) -> str:
    domain = _domain(name)
    while name != domain and name.partition(".")[0] in _ALIASES:
        name = name.partition(".")[2]
    return name


def _plain_path(path: str) -> str:
    path = visible_escapes(path)
    # taking one piece of furniture away may bring the next one to the end
    for _ in range(_ROUNDS):
        shorter = without_dots(_FURNITURE.sub("", path)) or "/"
        if shorter == path:
            return path
        path = shorter
    raise AddressError(f"{path[:80]!r} is no path of a page: it goes on and on")


def _plain_query(query: str) -> str:
    if not query:
        return ""
    kept = []
    for pair in _AND.split(query):
        name, _, value = visible_escapes(escaped(pair.replace("+", "%20"))).partition("=")
        if name and not is_tracker(name, value):
            kept.append(f"{name}={value}" if value else name)
    return "&".join(sorted(kept))
