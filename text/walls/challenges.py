"""Challenges by their machinery: the marks that services against robots leave in headers and scripts.

What a page says to its reader is judged in pipelines.extraction.rejects; this is what needs no reading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Final
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
#: what stands in the markup of a test and of nothing else, by service; names of variables, fields, addresses
_MARKS: Final = (
    ("Anubis", r"/\.within\.website/|id=[\"']?anubis_(?:version|challenge)|techaro\.lol-anubis"),
    ("Incapsula", r"incapsula incident id|var _0x\w+=.{0,60}reese84"),
    ("AWS WAF", r"gokuprops\s*=|\.captcha\.awswaf\.com/"),
    ("Cloudflare", r"/cdn-cgi/challenge-platform/[^\"']{0,40}orchestrate|_cf_chl_opt|cf-browser-verification|cf_chl_"),
    ("DataDome", r"captcha-delivery\.com|var dd\s*=\s*\{[^}]{0,40}['\"](?:rt|cid)['\"]"),
    ("PerimeterX", r"px-captcha|captcha\.px-cdn\.net"),
    ("Sucuri", r"sucuri_cloudproxy_js|sucuri website firewall"),
    ("Akamai", r"/_sec/cp_challenge|bm-verify=|errors\.edgesuite\.net|sec-if-cpt-container"),
    ("go-away", r"/\.well-known/\.?git\.gammaspectra\.live/git/go-away"),
    ("StackProtect", r"/\.well-known/(?:sgcaptcha|captcha)/|sgcaptcha"),
    ("Vercel", r"vercel security checkpoint|/\.well-known/vercel/security/"),
    ("BunnyShield", r"bunny[ -]?shield|/\.bunny-shield/"),
    ("a test in script", r"slowaes\.decrypt|document\.cookie\s*=\s*[\"']__test=|toNumbers\(d\)\{var e=\[\]"),
)
#: scripts that a service puts into tests and into ordinary pages alike: where hardly a word is shown, it is a test
_SENSORS: Final = (
    ("Incapsula", r"_incapsula_resource|/_imperva_/|reese84"),
    ("AWS WAF", r"awswafcookiedomainlist|\.awswaf\.com/|awswafintegration"),
    ("PerimeterX", r"window\._pxappid|/_px/"),
    ("DDoS-Guard", r"/\.well-known/ddos-guard/|__ddg\d*_"),
    ("Kasada", r"/149e9513-01fa-4fb0-aad4-566afd725d1b/|kpsdk\.(?:start|now)"),
    ("F5", r"/tspd/\w"),
    ("basedflare", r"/\.basedflare/"),
    ("Cerberus", r"/\.cerberus/"),
)


def _any_of(marks: Sequence[tuple[str, str]]) -> re.Pattern[str]:
    """Return a pattern of all marks, in which the number of each is the name of its group."""
    groups = (f"(?P<s{number}>{pattern})" for number, (_, pattern) in enumerate(marks))
    return re.compile("|".join(groups), re.IGNORECASE | re.DOTALL)


_MARK: Final = _any_of(_MARKS)
_SENSOR: Final = _any_of(_SENSORS)
#: each mark holds one of these in small letters; they are looked for first, in one pass, which takes .4 ms for a page
#: of 200 kB where the marks take 100 (28 November 2026, pages of the news bench)
_CLUES: Final = (
    *(b"within.website", b"anubis", b"incapsula", b"_imperva_", b"reese84", b"awswaf", b"gokuprops", b"cf_chl_"),
    *(b"challenge-platform", b"cf-browser-verification", b"captcha-delivery.com", b"var dd", b"_pxappid"),
    *(b"px-captcha", b"/_px/", b"px-cdn.net", b"sucuri", b"/_sec/cp_challenge", b"bm-verify=", b"errors.edgesuite.net"),
    *(
        b"__ddg",
        b"ddos-guard",
        b"sec-if-cpt-container",
        b"149e9513-01fa-4fb0-aad4-566afd725d1b",
        b"kpsdk.",
        b"sgcaptcha",
    ),
    *(b"gammaspectra.live", b"/.well-known/captcha", b"vercel", b"bunny", b"slowaes", b"__test=", b"tonumbers(d)"),
    *(b"/tspd/", b"/.basedflare/", b"/.cerberus/"),
)
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
    head = body[:_MARKED_WITHIN]
    if not _CLUE.find_matches_as_indexes(head.lower()):
        return ""
    text = head.decode("latin-1")
    mark, sensor = _MARK.search(text), _SENSOR.search(text)
    shown = _UNSHOWN.sub(" ", text) if mark or sensor else ""
    if mark and len(shown) <= _MAX_CHALLENGE_CHARACTERS:
        return _service_of(mark, _MARKS)
    return _service_of(sensor, _SENSORS) if sensor and len(shown.split()) < _MAX_SHELL_WORDS else ""


def _service_of(match: re.Match[str], marks: Sequence[tuple[str, str]]) -> str:
    return marks[int((match.lastgroup or "s0")[1:])][0]


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
