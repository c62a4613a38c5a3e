"""Every behaviour by its name, which is also the first label of its host, and what it must come to."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.hostileweb import acts
from tests.hostileweb.content import article, feed, html, moved, plain, xml
from tests.hostileweb.server import Act
from tests.sampleweb.world import Reply

#: pages of a source in a run, as the test sets it
ROOM = 12
PAGE = "/2026/03/01/the-page"
GOOD = "/2026/03/01/a-good-page"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One hostile host. Its feed lists PAGE and GOOD unless it says otherwise."""

    #: what PAGE must end in, and words of the reason; empty where it is never met
    outcome: str = ""
    reason: str = ""
    #: words of why the source could not be read, and its health afterwards
    trouble: str = ""
    health: str = "healthy"
    #: what GOOD must end in; empty where it is never met
    good: str = "stored"
    #: path -> what is answered; "*" stands for every path
    web: Mapping[str, Reply | Act] = field(default_factory=dict)
    mechanism: str = "feed"


def page(act: Reply | Act, outcome: str, reason: str, *, good: str = "stored") -> Behaviour:
    """A behaviour of one page; the others of its host are as they should be."""
    return Behaviour(outcome, reason, good=good, web={PAGE: act})


def leads(location: str, outcome: str, reason: str) -> Behaviour:
    """A page that redirects."""
    return page(moved(location), outcome, reason)


def entrance(act: Reply | Act, trouble: str, health: str, mechanism: str = "feed") -> Behaviour:
    """A behaviour of the feed, sitemap or listing itself: no page is met."""
    return Behaviour(good="", trouble=trouble, health=health, web={f"/{mechanism}": act}, mechanism=mechanism)


def robots(act: Reply | Act, trouble: str, health: str = "failing") -> Behaviour:
    """A robots.txt that lets nobody in."""
    return Behaviour(good="", trouble=trouble, health=health, web={"/robots.txt": act})


def allowing(reply: Reply | Act) -> Behaviour:
    """A robots.txt that lets everybody in."""
    return Behaviour("stored", web={"/robots.txt": reply})


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
OUTSIDE = '<!DOCTYPE rss [<!ENTITY outside SYSTEM "file:///etc/hostname">]>'
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 2000
PDF = b"%PDF-1.7\n" + b"\xe2\xe3\xcf\xd3" * 500
NOISE = random.Random(5).randbytes(50_000)  # noqa: S311
LINKS = f'{{"items": [{{"url": "{PAGE}"}}, {{"path": "{GOOD}"}}]}}'
SCRIPT = "<script>alert(1)</script>"


def calendar(host: str) -> dict[str, Reply]:
    """A listing whose next page always exists and always has news, like a calendar's."""
    pages = {}
    for number in range(60):
        path = f"/2026/{number // 28 + 1:02}/{number % 28 + 1:02}/day-{number}-of-the-long-calendar"
        link = f'<a href="{path}">Day {number}</a>'
        follow = f'<a rel="next" href="/listing?page={number + 1}">Next</a>'
        pages[f"/listing?page={number}" if number else "/listing"] = html(f"<main>{link}{follow}</main>")
    return pages


def session_ids() -> Reply:
    """A listing that gives every link a session of its own."""
    links = "".join(
        f'<a href="{GOOD}?PHPSESSID={number:032x}">A long headline for one page</a>' for number in range(40)
    )
    return html(f"<main>{links}</main>")


def index_of(*urls: str) -> Reply:
    return xml("<sitemapindex>" + "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls) + "</sitemapindex>")


def deep_index(host: str) -> dict[str, Reply]:
    """An index of an index of an index, and so on."""
    return {f"/{'sitemap' if not n else f'map-{n}'}": index_of(f"http://{host}/map-{n + 1}") for n in range(40)}


def urlset(host: str, paths: list[str]) -> str:
    return "<urlset>" + "".join(f"<url><loc>http://{host}{path}</loc></url>" for path in paths) + "</urlset>"


PAGES = {
    "slow-drip": page(acts.drip, "error", "no answer in time"),
    "never-answers": page(acts.hang, "error", "no answer in time"),
    "dripping-headers": page(acts.drip_headers, "error", "no answer in time"),
    "endless-headers": page(acts.endless_headers, "error", ""),
    "giant-header": page(acts.giant_header, "error", ""),
    "endless-body": page(acts.endless_body, "too_large", "larger than"),
    "endless-chunks": page(acts.endless_chunks, "too_large", "larger than"),
    "announced-too-large": page(
        acts.sends(b"x", more="X-Length: 1\r\n", status="200 OK\r\nContent-Length: 99999999999"), "error", ""
    ),
    "gzip-bomb": page(acts.sends(acts.bomb(64), more="Content-Encoding: gzip\r\n"), "too_large", "larger than"),
    "broken-gzip": page(acts.sends(NOISE, more="Content-Encoding: gzip\r\n"), "error", ""),
    "bad-chunks": page(acts.bad_chunks, "error", "incomplete"),
    "cut-off": page(acts.cut_off, "error", "incomplete"),
    "reset": page(acts.reset, "error", "broke off"),
    "reset-midway": page(acts.reset_midway, "error", ""),
    "garbage": page(acts.garbage, "error", "no answer"),
    "no-status": page(acts.no_status, "error", "no answer"),
    "two-lengths": page(acts.two_lengths, "error", ""),
    "closed-without-a-word": page(acts.nothing, "error", "broke off"),
    "server-error": page(html("oops", 500), "error", "status 500"),
    "forbidden": page(html("no", 403), "blocked_by_wall", "status 403"),
    "payment-required": page(html("pay", 402), "blocked_by_wall", "status 402"),
    "not-found": page(html("gone", 404), "not_an_article", "status 404"),
    "gone": page(html("gone", 410), "not_an_article", "status 410"),
    "empty": page(html(""), "", ""),
    "picture-sent-as-html": page(acts.sends(JPEG), "not_an_article", "a JPEG picture sent as text/html"),
    "pdf-sent-as-html": page(acts.sends(PDF), "not_an_article", "a PDF document sent as text/html"),
    "packed-picture-sent-as-html": page(
        acts.sends(acts.bomb(1, JPEG), more="Content-Encoding: gzip\r\n"), "not_an_article", "a JPEG picture"
    ),
    "picture": page(acts.sends(JPEG, "image/jpeg"), "not_an_article", "image/jpeg"),
    "film": page(acts.sends(b"\x00" * 9999, "video/mp4"), "not_an_article", "video/mp4"),
    "binary-sent-as-html": page(acts.sends(NOISE), "", ""),
    "deep-nesting": page(html("<div>" * 60_000 + "deep" + "</div>" * 60_000), "", ""),
    "one-long-line": page(html(f"<p>{'word ' * 400_000}</p>"), "", ""),
    "wrong-encoding": page(acts.sends(article("x").encode("utf-16-le")), "", ""),
    "null-bytes": page(acts.sends(b"\x00".join(article("nulls").encode().split(b" "))), "", ""),
    "hostile-text": page(
        html(article("hostile", body=f"<p>=CMD() {SCRIPT} &lt;script&gt; {{{{7*7}}}}</p>")), "stored", ""
    ),
    "unasked-304": page(acts.sends(b"", status="304 Not Modified"), "error", "nothing changed, which was not asked"),
    "meta-refresh-inward": page(html('<meta http-equiv="refresh" content="0; url=http://127.0.0.1/">'), "", ""),
}

REDIRECTS = {
    "redirect-loop": leads(PAGE, "blocked_by_wall", "redirects in circles"),
    "redirect-to-loopback": leads("http://127.0.0.1:22/", "error", "port 22"),
    "redirect-to-localhost": leads("http://localhost/", "error", "name of this machine"),
    "redirect-to-decimal": leads("http://2130706433/", "error", "127.0.0.1 is not an address on the public web"),
    "redirect-to-hex": leads("http://0x7f.0.0.1/", "error", "127.0.0.1 is not an address on the public web"),
    "redirect-to-octal": leads("http://0177.1/", "error", "127.0.0.1 is not an address on the public web"),
    "redirect-to-mapped": leads("http://[::ffff:10.0.0.1]/", "error", "not an address on the public web"),
    "redirect-to-ipv6-loopback": leads("http://[::1]/", "error", "::1 is not an address on the public web"),
    "redirect-to-metadata": leads("http://169.254.169.254/latest/", "error", "169.254.169.254 is not an address"),
    "redirect-to-private": leads("http://192.168.1.1/", "error", "192.168.1.1 is not an address on the public web"),
    "redirect-to-port": leads("http://redirect-to-port.example:25/", "error", "port 25"),
    "redirect-with-password": leads("http://me:secret@redirect-with-password.example/", "error", "user name"),
    "redirect-to-file": leads("file:///etc/hostname", "error", "status 302"),
    "redirect-off-site": leads("http://good-1.example/2026/03/01/page-0", "not_an_article", "another site"),
    "redirect-within-site": leads("http://www.redirect-within-site.example/moved", "stored", ""),
}

WAITING = {
    "asks-for-an-hour": page(
        acts.sends(b"slow", more="Retry-After: 3600\r\n", status="429 X"), "pending", "left alone until", good="pending"
    ),
    "too-many-requests": page(acts.sends(b"slow", status="429 X"), "pending", "left alone until", good="pending"),
    "down-till-tomorrow": page(
        acts.sends(b"down", more="Retry-After: 86400\r\n", status="503 X"), "pending", "left alone", good="pending"
    ),
    "asks-for-a-second": page(acts.after_waiting(article("patience"), 1, "503 X"), "stored", ""),
    "absurd-retry-after": page(
        acts.sends(b"x", more=f"Retry-After: {'9' * 400}\r\n", status="429 X"), "pending", "left alone", good="pending"
    ),
}

FEEDS = {
    "entity-bomb": entrance(
        xml(f"<!DOCTYPE rss [{ENTITIES}]><rss version='2.0'><channel><title>&e9;</title></channel></rss>"),
        "blow up",
        "broken feed",
    ),
    "outside-entity": Behaviour(
        "stored",
        web={
            "/feed": xml(OUTSIDE + feed("outside-entity.example", [PAGE, GOOD]).replace("<title>", "<title>&outside;"))
        },
    ),
    "feed-became-a-page": entrance(html(article("front page")), "HTML page", "broken feed"),
    "feed-is-other-json": entrance(Reply(200, "application/json", b'{"a": 1}'), "JSON", "broken feed"),
    "feed-is-empty": entrance(xml(""), "empty", "broken feed"),
    "feed-cut-off": Behaviour("stored", web={"/feed": xml(feed("feed-cut-off.example", [PAGE, GOOD, "/x"])[:-60])}),
    "feed-hangs": entrance(acts.hang, "no answer in time", "failing"),
    "feed-drips": entrance(acts.drip, "no answer in time", "failing"),
    "feed-refuses": entrance(html("no", 403), "status 403", "blocked"),
    "feed-is-gone": entrance(html("no", 404), "status 404", "failing"),
    "feed-loops": entrance(moved("/feed"), "redirects in circles", "blocked"),
    "feed-leads-inward": entrance(moved("http://10.1.2.3/feed"), "10.1.2.3 is not an address", "failing"),
    "feed-bomb": entrance(
        acts.sends(acts.bomb(64), "application/xml", "Content-Encoding: gzip\r\n"), "larger than", "failing"
    ),
    "feed-of-1500": Behaviour(
        web={
            "/feed": xml(feed("feed-of-1500.example", [PAGE, GOOD, *(f"/2026/01/01/entry-{n}" for n in range(1498))]))
        },
    ),
    "feed-of-private-places": Behaviour(
        good="stored",
        web={"/feed": xml(feed("feed-of-private-places.example", [GOOD, "http://10.0.0.7/a", "file:///etc/hostname"]))},
    ),
    "calendar": Behaviour(good="", web=calendar("calendar.example"), mechanism="listing"),
    "session-ids": Behaviour(good="", web={"/listing": session_ids()}, mechanism="listing"),
    "listing-without-links": entrance(html("<p>We are moving.</p>"), "no link", "broken feed", "listing"),
    "listing-filled-by-script": entrance(
        html("<div id=app></div><script src=/app.js></script>"), "filled by script", "broken feed", "listing"
    ),
    "listing-with-data": Behaviour(
        "stored",
        web={"/listing": html(f'<div id=app></div><script>window.__STATE__ = ["a", {LINKS}];</script>')},
        mechanism="listing",
    ),
    "endless-index": Behaviour(good="", web=deep_index("endless-index.example"), mechanism="sitemap"),
    "index-of-itself": Behaviour(
        good="", web={"/sitemap": index_of("http://index-of-itself.example/sitemap")}, mechanism="sitemap"
    ),
    "sitemap-bomb": entrance(
        acts.sends(acts.bomb(64, b"<urlset>"), "application/gzip"), "unpacks to more", "broken feed", "sitemap"
    ),
    "sitemap-of-packed": Behaviour(
        web={
            "/sitemap": acts.sends(
                acts.packed(urlset("sitemap-of-packed.example", [PAGE, GOOD])), "application/octet-stream"
            )
        },
        outcome="stored",
        mechanism="sitemap",
    ),
}

ROBOTS = {
    "robots-503": robots(plain("down", 503), "robots.txt could not be read: status 503"),
    "robots-500": robots(plain("down", 500), "robots.txt could not be read: status 500"),
    "robots-hangs": robots(acts.hang, "robots.txt could not be read: no answer"),
    "robots-drips": robots(acts.drip, "robots.txt could not be read: no answer"),
    "robots-resets": robots(acts.reset, "robots.txt could not be read"),
    "robots-is-a-page": robots(html(article("challenge")), "a web page came in its place"),
    "robots-is-a-picture": robots(acts.sends(JPEG, "image/jpeg"), "it is no text"),
    "robots-loops": robots(moved("/robots.txt"), "robots.txt could not be read: it redirects in circles"),
    "robots-leads-inward": robots(moved("http://10.0.0.1/robots.txt"), "10.0.0.1 is not an address"),
    "robots-forbids-all": robots(plain("User-agent: *\nDisallow: /"), "robots.txt forbids", "blocked"),
    "robots-forbids-one": Behaviour(
        "blocked_by_robots", "robots.txt forbids", web={"/robots.txt": plain(f"User-agent: *\nDisallow: {PAGE}")}
    ),
    "robots-404": allowing(plain("none", 404)),
    "robots-403": allowing(plain("none", 403)),
    "robots-429": robots(plain("later", 429), "robots.txt could not be read: status 429"),
    "robots-says-it-is-bytes": allowing(acts.sends(b"User-agent: *\nDisallow: /private", "binary/octet-stream")),
    "robots-marked": robots(
        acts.sends(b"\xef\xbb\xbfUser-agent: *\nDisallow: /", "text/plain"), "robots.txt forbids", "blocked"
    ),
    "robots-in-utf-16": robots(
        acts.sends("User-agent: *\nDisallow: /".encode("utf-16"), "text/plain"), "robots.txt forbids", "blocked"
    ),
    "robots-empty": allowing(plain("")),
    "robots-binary": allowing(acts.sends(NOISE, "text/plain")),
    "robots-huge": allowing(plain("User-agent: *\n" + "".join(f"Disallow: /*/{n}/x$\n" for n in range(2_000)))),
    "robots-moved": allowing(moved("http://www.robots-moved.example/robots.txt")),
}

BEHAVIOURS: Mapping[str, Behaviour] = {**PAGES, **REDIRECTS, **WAITING, **FEEDS, **ROBOTS}
#: sites that do nothing wrong, and their pages
GOOD_SITES = {f"good-{number}": [f"/2026/03/01/page-{page}" for page in range(6)] for number in range(6)}


def world() -> tuple[dict[str, Reply], dict[str, Act]]:
    """All hosts: what they answer, and what they do instead."""
    replies: dict[str, Reply] = {}
    doings: dict[str, Act] = {}
    for name, behaviour in BEHAVIOURS.items():
        host = f"{name}.example"
        usual: dict[str, Reply | Act] = {"/feed": xml(feed(host, [PAGE, GOOD])), "/robots.txt": plain("", 404)}
        usual |= {path: html(article(f"{name} {path}")) for path in (PAGE, GOOD)}
        for path, answer in {**usual, **behaviour.web}.items():
            if isinstance(answer, Reply):
                replies[f"{host}{path}"] = answer
            else:
                replies[f"{host}/"] = html("")
                doings[f"{host}{path}"] = answer
    replies["www.redirect-within-site.example/moved"] = html(article("moved within the site"))
    replies["www.robots-moved.example/robots.txt"] = plain("User-agent: *\nAllow: /")
    for name, paths in GOOD_SITES.items():
        replies[f"{name}.example/feed"] = xml(feed(f"{name}.example", paths))
        replies |= {f"{name}.example{path}": html(article(f"{name} {path}")) for path in paths}
    return replies, doings


def sources() -> str:
    """The sources file."""
    mechanisms = {name: behaviour.mechanism for name, behaviour in BEHAVIOURS.items()}
    mechanisms |= dict.fromkeys(GOOD_SITES, "feed")
    return "\n".join(
        f'["{name}"]\nname = "{name}"\nkind = "newspaper"\ncountry = "PH"\nlanguage = "en"\n'
        f'homepage = "http://{name}.example/"\n{mechanism} = "http://{name}.example/{mechanism}"'
        for name, mechanism in mechanisms.items()
    )
