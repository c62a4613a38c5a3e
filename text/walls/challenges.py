"""Challenges by their machinery: the marks that services against robots leave in headers and scripts.

What a page says to its reader is judged in pipelines.extraction.rejects; this is what needs no reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from html import unescape
from typing import Final, NamedTuple
from urllib.parse import urljoin

from ahocorasick_rs import BytesAhoCorasick, Implementation

from text.walls.gates import is_gate

#: bytes of a page that are searched for marks; challenges are small and have theirs in the head
_MARKED_WITHIN: Final = 200_000
#: characters shown beside scripts that no challenge exceeds; an article that loads the same service's script does
#: (chosen: the wordiest known, Anubis with its explanation, has 1,500)
_MAX_CHALLENGE_CHARACTERS: Final = 4_000

#: words shown by a page that a script is to fill; chosen, not measured: menus and a line on JavaScript have fewer
_MAX_SHELL_WORDS: Final = 60

#: response headers by which a service says that it has put a test in the page's place, with the values that say so
_HEADERS: Final = (
    ("x-amzn-waf-action", re.compile(r"challenge|captcha", re.IGNORECASE), "AWS WAF"),
    ("cf-mitigated", re.compile(r"challenge", re.IGNORECASE), "Cloudflare"),
    ("x-vercel-mitigated", re.compile(r"challenge|deny", re.IGNORECASE), "Vercel"),
    ("x-datadome", re.compile(r"protected|captcha|blocked", re.IGNORECASE), "DataDome"),
    ("x-sucuri-block", re.compile(r"."), "Sucuri"),
)


class _Mark(NamedTuple):
    """What a service leaves in the markup of its pages: names of variables, fields, addresses, all in small letters.

    The pattern is slow to search for, and each of what it finds holds one of the clues.
    """

    service: str
    clues: frozenset[bytes]
    pattern: re.Pattern[str]


def _mark(service: str, clues: Iterable[bytes], pattern: str) -> _Mark:
    return _Mark(service, frozenset(clues), re.compile(pattern, re.DOTALL))


#: what stands in a test and in nothing else
_MARKS: Final = (
    _mark(
        "Anubis",
        (b"within.website", b"anubis"),
        r"/\.within\.website/|id=[\"']?anubis_(?:version|challenge)|techaro\.lol-anubis",
    ),
    _mark("Incapsula", (b"incapsula", b"reese84"), r"incapsula incident id|var _0x\w+=.{0,60}reese84"),
    _mark("AWS WAF", (b"gokuprops", b"awswaf"), r"gokuprops\s*=|\.captcha\.awswaf\.com/"),
    _mark(
        "Cloudflare",
        (b"challenge-platform", b"cf-browser-verification", b"cf_chl_"),
        r"/cdn-cgi/challenge-platform/[^\"']{0,40}orchestrate|_cf_chl_opt|cf-browser-verification|cf_chl_",
    ),
    _mark(
        "DataDome",
        (b"captcha-delivery.com", b"var dd"),
        r"captcha-delivery\.com|var dd\s*=\s*\{[^}]{0,40}['\"](?:rt|cid)['\"]",
    ),
    _mark("PerimeterX", (b"px-captcha", b"px-cdn.net"), r"px-captcha|captcha\.px-cdn\.net"),
    _mark("Sucuri", (b"sucuri",), r"sucuri_cloudproxy_js|sucuri website firewall"),
    _mark(
        "Akamai",
        (b"/_sec/cp_challenge", b"bm-verify=", b"errors.edgesuite.net", b"sec-if-cpt-container"),
        r"/_sec/cp_challenge|bm-verify=|errors\.edgesuite\.net|sec-if-cpt-container",
    ),
    _mark("go-away", (b"gammaspectra.live",), r"/\.well-known/\.?git\.gammaspectra\.live/git/go-away"),
    _mark("StackProtect", (b"sgcaptcha", b"/.well-known/captcha"), r"/\.well-known/(?:sgcaptcha|captcha)/|sgcaptcha"),
    _mark("Vercel", (b"vercel",), r"vercel security checkpoint|/\.well-known/vercel/security/"),
    _mark("BunnyShield", (b"bunny",), r"bunny[ -]?shield|/\.bunny-shield/"),
    _mark(
        "a test in script",
        (b"slowaes", b"__test=", b"tonumbers(d)"),
        r"slowaes\.decrypt|document\.cookie\s*=\s*[\"']__test=|tonumbers\(d\)\{var e=\[\]",
    ),
)
#: scripts that a service puts into tests and into ordinary pages alike: where hardly a word is shown, it is a test
_SENSORS: Final = (
    _mark("Incapsula", (b"incapsula", b"_imperva_", b"reese84"), r"_incapsula_resource|/_imperva_/|reese84"),
    _mark("AWS WAF", (b"awswaf",), r"awswafcookiedomainlist|\.awswaf\.com/|awswafintegration"),
    _mark("PerimeterX", (b"_pxappid", b"/_px/"), r"window\._pxappid|/_px/"),
    _mark("DDoS-Guard", (b"ddos-guard", b"__ddg"), r"/\.well-known/ddos-guard/|__ddg\d*_"),
    _mark(
        "Kasada",
        (b"149e9513-01fa-4fb0-aad4-566afd725d1b", b"kpsdk."),
        r"/149e9513-01fa-4fb0-aad4-566afd725d1b/|kpsdk\.(?:start|now)",
    ),
    _mark("F5", (b"/tspd/",), r"/tspd/\w"),
    _mark("basedflare", (b"/.basedflare/",), r"/\.basedflare/"),
    _mark("Cerberus", (b"/.cerberus/",), r"/\.cerberus/"),
)
_CLUES: Final = tuple(frozenset().union(*(mark.clues for mark in (*_MARKS, *_SENSORS))))
#: looks for all of them in one pass, which takes .3 ms for a page of 200 kB where the patterns took 100 (28 November
#: 2026, pages of the benches); one page in twenty has a clue
_CLUE: Final = BytesAhoCorasick(_CLUES, implementation=Implementation.DFA)
_UNSHOWN: Final = re.compile(
    r"<(script|style|template|head)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^>]*(?:>|\Z)|\s+", re.IGNORECASE | re.DOTALL
)
_REFRESH: Final = re.compile(
    r"<meta\b[^>]{0,200}?http-equiv\s*=\s*[\"']?refresh\b[^>]{0,60}?content\s*=\s*[\"']?\s*[\d.]*\s*[;,]?\s*url\s*=\s*"
    r"([^\">]{1,2000})",
    re.IGNORECASE,
)


def challenge_of(status: int, headers: Mapping[str, str], body: bytes) -> str:
    """Return whose test for robots an answer is, such as "Anubis"; empty where it is none.

    ``headers`` have names in small letters. An article whose page loads a service's script is not taken for its test.
    """
    for name, pattern, service in _HEADERS:
        if pattern.search(headers.get(name, "")) and (name != "x-datadome" or status != 200):
            return service
    if status == 202 and "awselb" in headers.get("server", "").lower() and not body.strip():
        return "AWS WAF"
    head = body[:_MARKED_WITHIN].lower()
    clues = {_CLUES[number] for number, *_ in _CLUE.find_matches_as_indexes(head, overlapping=True)}
    if not clues:
        return ""
    text = head.decode("latin-1")
    mark, sensor = _service_of(_MARKS, clues, text), _service_of(_SENSORS, clues, text)
    shown = _UNSHOWN.sub(" ", text) if mark or sensor else ""
    if mark and len(shown) <= _MAX_CHALLENGE_CHARACTERS:
        return mark
    return sensor if len(shown.split()) < _MAX_SHELL_WORDS else ""


def _service_of(marks: Iterable[_Mark], clues: Set[bytes], text: str) -> str:
    """Return whose mark stands first in a text in small letters that holds these clues; empty where none does."""
    possible = (mark for mark in marks if not clues.isdisjoint(mark.clues))
    found = [(match.start(), mark.service) for mark in possible if (match := mark.pattern.search(text))]
    return min(found)[1] if found else ""


def is_filled_by_script(body: bytes) -> bool:
    """Return whether a page shows hardly a word and has a script to fetch them."""
    text = body.decode("latin-1")
    return "<script" in text.lower() and len(_UNSHOWN.sub(" ", text).split()) < _MAX_SHELL_WORDS


def gate_of_refresh(body: bytes, url: str) -> str:
    """Return where a page that shows hardly a word sends its browser on to, if that is a gate or itself; else empty.

    News pages that load themselves anew every few minutes show their text.
    """
    text = body[:_MARKED_WITHIN].decode("latin-1")
    match = _REFRESH.search(text)
    if match is None or len(_UNSHOWN.sub(" ", text).split()) >= _MAX_SHELL_WORDS:
        return ""
    try:
        target = urljoin(url, unescape(match[1].strip(" \"'")))
    except ValueError:
        return ""
    return target if target.partition("#")[0] == url.partition("#")[0] or is_gate(target, url) else ""
